import type { RequestHandler } from 'express';
import type { Log } from '../../log.ts';

/** Creates the middleware that warns once of a proxy that TRUST_PROXY does not name: all its visitors share one limit on questions. */
export function createProxyNotice(log: Log): RequestHandler {
  let isLogged = false;
  return ({ headers }, _response, next) => {
    if (!isLogged && headers['x-forwarded-for'] !== undefined) {
      isLogged = true;
      log.warn('Questions come through a proxy, and all count as one address; set TRUST_PROXY');
    }
    next();
  };
}
