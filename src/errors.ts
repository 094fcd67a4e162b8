/** The failures this project anticipates. The HTTP layer, the command line and the tests rely on these codes. */
export type ErrorCode =
  | 'CONFIG_INVALID' // a setting holds a value that cannot be used
  | 'USAGE_INVALID' // the command line does not say what to do
  | 'MODULE_UNUSABLE' // a native module was built for another Node.js
  | 'DOCUMENT_UNREADABLE' // a source file cannot be read as text
  | 'DOCUMENT_UNKNOWN' // no document has this id
  | 'FILE_UNAVAILABLE' // the file of a document is not kept, missing, or changed since it was indexed
  | 'ASSISTANT_UNKNOWN' // the server has no assistant of this name
  | 'TAG_UNKNOWN' // no document has this tag
  | 'DOCUMENT_REFUSED' // a file that was sent cannot become a document
  | 'DOCUMENT_EXISTS' // a file that was sent would take the place of another document
  | 'STORAGE_FULL' // there is no room on the disk
  | 'STORAGE_UNWRITABLE' // a folder cannot be written
  | 'BACKUP_UNUSABLE' // a backup is not whole, or cannot be made where it should be
  | 'QUESTIONS_UNREADABLE' // a file of evaluation questions does not parse
  | 'INDEX_LOCKED' // another process is writing the index
  | 'INDEX_CORRUPT' // the files on disk cannot be used
  | 'INDEX_INCOMPATIBLE' // the index was built with another embedding model
  | 'CONVERSATIONS_UNUSABLE' // the kept conversations cannot be read or written
  | 'CONVERSATION_UNKNOWN' // no conversation is kept under this id, or no such answer is in it
  | 'DATABASE_UNAVAILABLE' // the database cannot be reached, or does not answer in time
  | 'DATABASE_UNUSABLE' // the database does not let this program in, or is not as it must be
  | 'INDEX_NOT_READY' // nothing can be answered yet
  | 'MODEL_UNAVAILABLE' // the embedding model or the reranker cannot be loaded, or its server does not answer
  | 'CHAT_MODEL_UNAVAILABLE' // the chat model cannot be loaded, or does not answer
  | 'CHAT_MODEL_CONTEXT_EXCEEDED' // what the chat model is asked does not fit into its context
  | 'REQUEST_INVALID' // a request does not match its schema
  | 'REQUEST_TOO_LARGE' // a request body is over its limit
  | 'MEDIA_TYPE_UNSUPPORTED' // a request body is not of the kind that is read
  | 'ORIGIN_FORBIDDEN' // a page of another origin may not call
  | 'HOST_FORBIDDEN' // the server is not called by this name
  | 'SIGN_IN_REQUIRED' // the documents are for readers that the server knows
  | 'KEY_INVALID' // a key or token is missing or wrong
  | 'FORBIDDEN' // this call is switched off, or not for callers from elsewhere
  | 'RATE_LIMITED' // an address sends too many questions
  | 'SERVER_BUSY' // too many answers are being written
  | 'SERVER_STOPPING' // the server ends before the answer does
  | 'NOT_FOUND'; // no such address

/** How far work is, in files. */
export interface WorkDone {
  done: number;
  total: number;
}

/** An anticipated failure: its message is safe to show and says what to do next. Anything else is a bug. */
export class PilcrowError extends Error {
  override name = 'PilcrowError';
  readonly code: ErrorCode;
  /** How far that is which is waited for; null where it is not known, or nothing is. */
  readonly progress: WorkDone | null;

  constructor(
    code: ErrorCode,
    message: string,
    { progress = null, ...options }: { cause?: unknown; progress?: WorkDone | null } = {},
  ) {
    super(message, options);
    this.code = code;
    this.progress = progress;
  }
}

/** Message of a thrown value of unknown type, for use inside another message. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
