import type { RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { PilcrowError } from '../../errors.ts';

const MINUTE_MS = 60_000;

/**
 * Creates a limit on how often one address may call, counted over a minute; 0 is no limit. Of IPv6 a network counts as one address.
 *
 * What is left is told in RateLimit headers. @throws RATE_LIMITED, with Retry-After
 */
export function createRateLimit(perMinute: number): RequestHandler {
  if (perMinute === 0) return (_request, _response, next) => next();
  return rateLimit({
    windowMs: MINUTE_MS,
    limit: perMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    // Its checks write to the console; the settings are checked where they are read, and proxy-notice.ts tells of an unnamed proxy.
    validate: false,
    handler: (_request, response, next) => {
      const wait = response.getHeader('Retry-After');
      next(
        new PilcrowError(
          'RATE_LIMITED',
          `Cannot answer now: more than ${perMinute} questions a minute came from your address; try again in ${wait} s`,
        ),
      );
    },
  });
}
