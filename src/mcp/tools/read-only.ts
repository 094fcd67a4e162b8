import type { ToolAnnotations } from '@modelcontextprotocol/server';

/** What every tool here is: it changes nothing, gives the same again, and knows only the documents. */
export const READ_ONLY: ToolAnnotations = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: false,
};
