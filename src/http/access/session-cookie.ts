import type { Request, Response } from 'express';
import { basePathOf } from '../base-path.ts';
import type { Session } from './secrets.ts';

const NAME = 'pilcrow_session';

/** The token of the session that a browser keeps as a cookie; null where it keeps none. */
export function sessionCookieOf({ headers }: Pick<Request, 'headers'>): string | null {
  const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
  return pairs.find(([name]) => name === NAME)?.[1] || null;
}

/**
 * Lets a browser keep a session. No script reads the cookie, and no other site's forms and frames send it; a link there does, which leads to a page.
 */
export function setSessionCookie(response: Response, { token, expiresAt }: Session): void {
  const { req: request } = response;
  response.cookie(NAME, token, {
    path: `${basePathOf(request)}/`,
    expires: new Date(expiresAt),
    httpOnly: true,
    sameSite: 'lax',
    secure: request.secure,
  });
}
