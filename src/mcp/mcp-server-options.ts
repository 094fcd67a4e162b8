import type { Assistant } from '../assistant.ts';

/** Dependencies of an MCP server. */
export interface McpServerOptions {
  assistant: Pick<Assistant, 'ask' | 'search' | 'documents' | 'document'>;
  /** Passes once questions can be answered; what it throws is sent to the client. */
  checkReadiness: () => Promise<void>;
  /** The address of the server that shows the documents, such as `https://example.org`; null when there is none. */
  serverAddress: string | null;
  /** Logs a failure. @returns The message for the client. */
  formatFailure: (error: unknown) => string;
}
