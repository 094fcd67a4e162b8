import type { Assistant } from '../assistant.ts';

/** What an MCP server needs of the program it is part of. */
export interface McpServerOptions {
  assistant: Pick<Assistant, 'ask' | 'search' | 'documents' | 'document'>;
  /** Passes once questions can be answered; what it throws is told to the client. */
  checkReadiness: () => Promise<void>;
  /** Where the documents can be seen, as `https://example.org`; null where nobody shows them. */
  serverAddress: string | null;
  /** Logs a failure as it deserves, and gives what the client is told of it. */
  formatFailure: (error: unknown) => string;
}
