/** A connection that ends before the answer does. */
export class PrematureCloseError extends TypeError {
  override name = 'PrematureCloseError';
  /** As Node.js names it: worth asking again. */
  readonly code = 'ERR_STREAM_PREMATURE_CLOSE';
  /** Whether it ended without a frame: some servers answer so to a prompt that is too long. */
  readonly isEmpty: boolean;

  constructor({ isEmpty }: { isEmpty: boolean }) {
    super('the stream was closed in the middle');
    this.isEmpty = isEmpty;
  }
}

/** Whether an error, or one that caused it, is such an end. */
export function isPrematureClose(error: unknown): boolean {
  return causeOf(error) !== null;
}

/** The same, of a body without a frame. */
export function isEmptyBody(error: unknown): boolean {
  return causeOf(error)?.isEmpty ?? false;
}

function causeOf(error: unknown): PrematureCloseError | null {
  for (let link = error; link instanceof Error; link = link.cause) if (link instanceof PrematureCloseError) return link;
  return null;
}
