/** What is known of a request that failed. */
export interface FailureDetails {
  /** Of HTTP; null where no answer came. */
  status: number | null;
  /** `ECONNREFUSED`, or as the server names it: `insufficient_quota`. */
  code: string | null;
  /** After how many milliseconds the server may be asked again, where it says so. */
  retryAfterMs: number | null;
}

const FIRST_PAUSE_MS = 300;

/** Status, code and `Retry-After` of an error, wherever in its chain of causes they are. */
export function detailsOf(error: unknown): FailureDetails {
  const details: FailureDetails = { status: null, code: null, retryAfterMs: null };
  for (let link = error; typeof link === 'object' && link !== null; link = 'cause' in link ? link.cause : null) {
    if ('status' in link && typeof link.status === 'number') details.status ??= link.status;
    if ('code' in link && typeof link.code === 'string') details.code ??= link.code;
    if ('headers' in link && link.headers instanceof Headers) {
      details.retryAfterMs ??= retryAfterMs(link.headers.get('retry-after'));
    }
  }
  return details;
}

/** Whether a code says that the connection failed: `ECONNREFUSED`, `UND_ERR_SOCKET`, … */
export function isConnectionCode(code: string | null): code is string {
  return code !== null && /^(E[A-Z_]+|UND_ERR_[A-Z_]+)$/.test(code);
}

/**
 * How long to wait before asking again, in milliseconds; null: asking again is of no use, or the pause would be longer than `maxPauseMs`.
 *
 * Exponential back-off with jitter, so that many callers do not ask again all at once; what the server asks for (`Retry-After`) goes first.
 *
 * @param options.attempt How often it was asked again before.
 * @param options.random 0 … 1, for jitter.
 */
export function pauseBeforeRetry(
  error: unknown,
  { attempt, random, maxPauseMs }: { attempt: number; random: () => number; maxPauseMs: number },
): number | null {
  const { status, code, retryAfterMs: asked } = detailsOf(error);
  // A quota that is used up does not come back in a moment.
  const isPassing = status === null ? isConnectionCode(code) : status === 429 || status >= 500;
  if (!isPassing || code === 'insufficient_quota') return null;
  const pauseMs = asked ?? FIRST_PAUSE_MS * 2 ** attempt * (0.5 + random());
  return pauseMs <= maxPauseMs ? pauseMs : null;
}

/** Seconds, or a date (RFC 9110, 10.2.3). */
function retryAfterMs(header: string | null): number | null {
  if (!header?.trim()) return null;
  const ms = Number.isNaN(Number(header)) ? Date.parse(header) - Date.now() : Number(header) * 1000;
  return Number.isNaN(ms) ? null : Math.max(0, ms);
}
