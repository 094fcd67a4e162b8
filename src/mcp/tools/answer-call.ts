import type { CallToolResult } from '@modelcontextprotocol/server';
import type { McpServerOptions } from '../mcp-server-options.ts';

/** The result of a tool: a text for the model, and the same as data. */
interface ToolResult {
  text: string;
  structuredContent: Record<string, unknown>;
}

/**
 * Answers a call of a tool. A failure is a result too, which the model can read and act on, with its code for the client (`_meta`); it is
 * thrown only when the client has cancelled the call.
 */
export async function answerCall(
  work: () => Promise<ToolResult>,
  { checkReadiness, reportFailure, signal }: Omit<McpServerOptions, 'assistant'> & { signal: AbortSignal },
): Promise<CallToolResult> {
  try {
    await checkReadiness();
    const { text, structuredContent } = await work();
    return { content: [{ type: 'text', text }], structuredContent };
  } catch (error) {
    if (signal.aborted) throw error;
    const { message, code, progress, retryAfterSeconds } = reportFailure(error);
    const passes = retryAfterSeconds !== undefined && { retryAfterSeconds, ...(progress && { progress }) };
    return { content: [{ type: 'text', text: message }], isError: true, _meta: { code, ...passes } };
  }
}
