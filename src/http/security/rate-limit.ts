import type { RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit, type Store } from 'express-rate-limit';
import { PilcrowError } from '../../errors.ts';
import type { RateCounter } from '../../stores/rate-counter.ts';

const MINUTE_MS = 60_000;

/**
 * Creates a limit on how often one address may call, counted over a minute; 0 is no limit. Of IPv6 a network counts as one address.
 *
 * The RateLimit headers of the response say how many calls are left. @throws RATE_LIMITED, with Retry-After
 *
 * @param options.counter Counts for several servers together; without it each counts for itself. While it fails, every caller is let in.
 * @param options.what What is counted, in the plural.
 * @param options.name Separates the counts of this limit from those of others on the same counter.
 */
export function createRateLimit(
  perMinute: number,
  { counter, name = '', what = 'questions' }: { counter?: RateCounter | undefined; name?: string; what?: string } = {},
): RequestHandler {
  if (perMinute === 0) return (_request, _response, next) => next();
  return rateLimit({
    windowMs: MINUTE_MS,
    limit: perMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    // Its checks write to the console; the settings are checked where they are read, and proxy-notice.ts warns of an unnamed proxy.
    validate: false,
    ...(counter && { store: sharedStore(counter, name) }),
    // Without the database the request itself fails, with 503 and a line in the log.
    passOnStoreError: true,
    logger: { warn() {}, error() {} },
    handler: (_request, response, next) => {
      const wait = response.getHeader('Retry-After');
      next(
        new PilcrowError(
          'RATE_LIMITED',
          `Cannot answer now: more than ${perMinute} ${what} a minute came from your address; try again in ${wait} s`,
        ),
      );
    },
  });
}

/** Who calls, as limits of a day know callers: the address, of IPv6 the network of 64 bits, which is what one customer has at least. */
export function clientOf({ ip = '' }: { ip?: string | undefined }): string {
  return ipKeyGenerator(ip, 64);
}

/** Adapts a counter to the interface of express-rate-limit; a count is never taken back. */
function sharedStore(counter: RateCounter, name: string): Store {
  return {
    async increment(key) {
      const { hits, resetsAt } = await counter.hit(`${name} ${key}`, MINUTE_MS);
      return { totalHits: hits, resetTime: resetsAt };
    },
    decrement() {},
    resetKey() {},
    localKeys: false,
  };
}
