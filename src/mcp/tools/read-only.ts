import type { ToolAnnotations } from '@modelcontextprotocol/server';

/** Hints of every tool: it changes nothing, is idempotent, and reads only the documents. */
export const READ_ONLY: ToolAnnotations = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: false,
};
