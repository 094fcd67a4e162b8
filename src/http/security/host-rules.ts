import type { RequestHandler } from 'express';
import { PilcrowError } from '../../errors.ts';

const NAMES_OF_THIS_MACHINE = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Creates the rule for the name a server is called by, so that no site can make its own name point here and read what it likes in a
 * visitor's browser (DNS rebinding).
 *
 * @param listensOn The address the server listens on: on one of this machine alone, nothing else calls it by another name, unless
 * `allowedHosts` says so. Anywhere else `allowedHosts` decides, and none of them means any.
 */
export function createHostRules({
  allowedHosts,
  listensOn,
}: {
  allowedHosts: readonly string[];
  listensOn: string;
}): RequestHandler {
  const isAnyAllowed = allowedHosts.length === 0 && !isThisMachine(listensOn);
  const names = new Set([...NAMES_OF_THIS_MACHINE, ...allowedHosts]);
  return (request, _response, next) => {
    // HTTP/1.0 knows no Host, and no browser speaks it.
    // What a proxy says of another name does not count: a page could say it too.
    const host = request.headers.host?.toLowerCase();
    if (isAnyAllowed || host === undefined || names.has(host) || names.has(host.replace(/:\d*$/, ''))) return next();
    throw new PilcrowError(
      'HOST_FORBIDDEN',
      `Cannot answer as "${host}": this server is not called so; add the name to ALLOWED_HOSTS`,
    );
  };
}

/** Whether only this machine reaches an address. */
export function isThisMachine(address: string): boolean {
  return address === 'localhost' || address === '::1' || /^(?:::ffff:)?127\./.test(address);
}
