import type { Request, Response } from 'express';
import { serverPathOf } from '../base-path.ts';
import type { Session } from './secrets.ts';

const NAME = 'pilcrow_session';

/** The tokens of the sessions that a browser keeps as cookies: of a reader, and of each assistant. */
export function sessionCookiesOf({ headers }: Pick<Request, 'headers'>): string[] {
  const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
  return pairs.flatMap(([name, value]) => (name!.startsWith(NAME) && value ? [value] : []));
}

/**
 * Lets a browser keep a session. No script reads the cookie, and no other site's forms and frames send it; a link there does, which leads to a page.
 */
export function setSessionCookie(response: Response, { token, expiresAt, assistant }: Session): void {
  const { req: request } = response;
  response.cookie(assistant === null ? NAME : `${NAME}_${assistant}`, token, {
    path: `${serverPathOf(request)}/`,
    expires: new Date(expiresAt),
    httpOnly: true,
    sameSite: 'lax',
    secure: request.secure,
  });
}
