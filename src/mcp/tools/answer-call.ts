import type { CallToolResult } from '@modelcontextprotocol/server';
import type { McpServerOptions } from '../mcp-server-options.ts';

/** What a tool tells: a text for the model, and the same as data. */
export interface ToolResult {
  text: string;
  structuredContent: Record<string, unknown>;
}

/**
 * Answers a call of a tool. A failure is a result too, which the model can read and act on; only what nobody waits for any more is
 * thrown.
 */
export async function answerCall(
  work: () => Promise<ToolResult>,
  { checkReadiness, formatFailure, signal }: Omit<McpServerOptions, 'assistant'> & { signal: AbortSignal },
): Promise<CallToolResult> {
  try {
    await checkReadiness();
    const { text, structuredContent } = await work();
    return { content: [{ type: 'text', text }], structuredContent };
  } catch (error) {
    if (signal.aborted) throw error;
    return { content: [{ type: 'text', text: formatFailure(error) }], isError: true };
  }
}
