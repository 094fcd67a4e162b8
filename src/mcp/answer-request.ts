import type { IncomingMessage, ServerResponse } from 'node:http';
import { toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler } from '@modelcontextprotocol/server';
import { createMcpServer } from './mcp-server.ts';
import type { McpServerOptions } from './mcp-server-options.ts';

/** A request as a server receives it: `IncomingMessage` is the type of a client's response as well, which lacks these. */
type ServerRequest = IncomingMessage & { method: string; url: string };

/**
 * Answers one `POST` of the streamable HTTP transport with a server of its own, in the revision of the protocol the client speaks. Work
 * is aborted when the client closes the response.
 *
 * @param options.body The request's body as parsed JSON.
 * @param options.onProblem Called with what is wrong with a request, which the client gets as well.
 */
export async function answerRequest(
  { request, response, body }: { request: ServerRequest; response: ServerResponse; body: unknown },
  { onProblem, ...options }: McpServerOptions & { onProblem: (problem: Error) => void },
): Promise<void> {
  const { fetch, close } = createMcpHandler(() => createMcpServer(options), { onerror: onProblem });
  try {
    await toNodeHandler({ fetch }, { onerror: onProblem })(request, response, body);
  } finally {
    await close();
  }
}
