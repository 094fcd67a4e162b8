import type { Assistant } from '../assistant.ts';
import type { WorkDone } from '../errors.ts';

/** What a client may see of a failure. */
export interface ReportedFailure {
  code: string;
  message: string;
  /** How far that is which is waited for. */
  progress?: WorkDone;
  /** After how long a retry makes sense, of what passes by itself. */
  retryAfterSeconds?: number;
}

/** Dependencies of an MCP server. */
export interface McpServerOptions {
  assistant: Pick<Assistant, 'ask' | 'search' | 'documents' | 'document'>;
  /** Passes once questions can be answered; what it throws is sent to the client. */
  checkReadiness: () => Promise<void>;
  /** The address of the server that shows the documents, such as `https://example.org`; null when there is none. */
  serverAddress: string | null;
  /** Logs a failure. @returns What the client may see of it. */
  reportFailure: (error: unknown) => ReportedFailure;
}
