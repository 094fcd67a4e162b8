import type { RequestHandler } from 'express';
import { isThisMachine } from '../../config/this-machine.ts';
import { PilcrowError } from '../../errors.ts';

const NAMES_OF_THIS_MACHINE = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Creates the rule for the name a server is called by, so that no site can point its own name here and read documents through a visitor's
 * browser (DNS rebinding).
 *
 * @param options.listensOn The address the server listens on. On an address of this machine, its local names and `allowedHosts` are accepted. On
 * any other, `allowedHosts` are, and when there are none, every name.
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
    // HTTP/1.0 has no Host, and no browser speaks it.
    // X-Forwarded-Host is not read: the script of a page could send it too.
    const host = request.headers.host?.toLowerCase();
    if (isAnyAllowed || host === undefined || names.has(host) || names.has(host.replace(/:\d*$/, ''))) return next();
    throw new PilcrowError(
      'HOST_FORBIDDEN',
      `Cannot answer as "${host}": this server is not called so; add the name to ALLOWED_HOSTS`,
    );
  };
}
