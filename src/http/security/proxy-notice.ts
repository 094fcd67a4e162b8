import type { RequestHandler } from 'express';
import type { Log } from '../../log.ts';

/** Creates what tells the log, once, of a proxy that nobody named: all who come through it share one limit on questions. */
export function createProxyNotice(log: Log): RequestHandler {
  let isTold = false;
  return ({ headers }, _response, next) => {
    if (!isTold && headers['x-forwarded-for'] !== undefined) {
      isTold = true;
      log.warn('Questions come through a proxy, and all count as one address; set TRUST_PROXY');
    }
    next();
  };
}
