import { StdioServerTransport, serveStdio as serveTransport } from '@modelcontextprotocol/server/stdio';
import { createMcpServer } from './mcp-server.ts';
import type { McpServerOptions } from './mcp-server-options.ts';

/** A conversation over standard input and output. */
export interface StdioConnection {
  /** Settles when it is over: standard input has ended, nobody reads standard output, or it was closed. */
  closed: Promise<void>;
  close(): Promise<void>;
}

/** Serves the client that started this process. From now on nothing else may write to standard output. */
export function serveStdio({
  onProblem,
  ...options
}: McpServerOptions & { onProblem: (problem: Error) => void }): StdioConnection {
  const transport = new StdioServerTransport();
  const { close } = serveTransport(() => createMcpServer(options), { transport, onerror: onProblem });
  const closed = new Promise<void>((resolve) => {
    const closeServer = transport.onclose;
    transport.onclose = () => {
      closeServer?.();
      resolve();
    };
  });
  return { closed, close };
}
