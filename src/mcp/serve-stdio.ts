import { StdioServerTransport, serveStdio as serveTransport } from '@modelcontextprotocol/server/stdio';
import { createMcpServer } from './mcp-server.ts';
import type { McpServerOptions } from './mcp-server-options.ts';

/** A connection over standard input and output. */
interface StdioConnection {
  /** Resolves when the connection has ended: standard input ended, the reader of standard output left, or `close` was called. */
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
