import { randomBytes } from 'node:crypto';
import { Router } from 'express';
import { isOpen } from '../../config/access.ts';
import type { Config } from '../../config/config.ts';
import { isThisMachine } from '../../config/this-machine.ts';
import { basePathOf } from '../base-path.ts';

/** Lets the person who started the server change documents on its pages, without a token to enter. */
export interface Invitation {
  /** The admin token of this process. */
  token: string;
  /** Where the link leads, which works once: a path below that of the server. */
  path: string;
}

/** An invitation, or null: where the server has a token, it is not open to all, others can reach it, or a proxy stands in front, documents are changed only as the settings say. */
export function createInvitation({
  host,
  http,
  database,
}: Pick<Config, 'host' | 'http' | 'database'>): Invitation | null {
  const isPrivate =
    isThisMachine(host) && isOpen(http.access) && http.trustProxy === false && http.allowedHosts.length === 0;
  if (!isPrivate || http.adminToken !== null || database !== null) return null;
  return { token: randomBytes(24).toString('base64url'), path: `/welcome/${randomBytes(12).toString('base64url')}` };
}

/** Creates the address of the invitation. The first browser there is given the token behind a "#", which is sent to no server; the next ones only the front page. */
export function createInvitationRoute({ token, path }: Invitation): Router {
  let isOpen = true;
  const router = Router();
  router.get(path, (request, response) => {
    const place = `${basePathOf(request)}/`;
    response.setHeader('Cache-Control', 'no-store');
    response.redirect(303, isOpen ? `${place}#token=${token}` : place);
    isOpen = false;
  });
  return router;
}
