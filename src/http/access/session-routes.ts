import express, { type RequestHandler, Router } from 'express';
import { z } from 'zod';
import { MAX_PASSWORD_CHARACTERS } from '../../config/access.ts';
import { PilcrowError } from '../../errors.ts';
import { parseRequest } from '../api/request-schemas.ts';
import { createBodyReader } from '../read-body.ts';
import type { Secrets } from './secrets.ts';
import { setSessionCookie } from './session-cookie.ts';
import type { SendSignInPage } from './sign-in.ts';

const password = z
  .string('must be a text')
  .trim()
  .min(1, 'must not be empty')
  .max(MAX_PASSWORD_CHARACTERS, `must have at most ${MAX_PASSWORD_CHARACTERS} characters`);

/** The body of `POST /api/session`: the password of all readers, or the key of one. */
export const sessionRequestSchema = z.object({ password }, 'the body must be a JSON object');

const formSchema = z.object({ password: password.catch('') });

/**
 * Creates `POST /api/session`, for programs and for chats, and what the form of the sign-in page is sent to: the address that it stands at. Browsers then come back
 * to that address, with the place in the document that was linked.
 */
export function createSessionRoutes({
  secrets,
  limitPasswords,
  sendSignInPage,
}: {
  secrets: Secrets;
  /** Counts what is tried: passwords can be guessed. */
  limitPasswords: RequestHandler;
  /** Null: there is no password and no key to enter. */
  sendSignInPage: SendSignInPage | null;
}): Router {
  const router = Router();
  router.post('/api/session', limitPasswords, createBodyReader(), (request, response) => {
    if (sendSignInPage === null) {
      const state = 'this server asks for no password and no key';
      throw new PilcrowError('FORBIDDEN', `Cannot sign in: ${state}; ask and read without`);
    }
    const session = secrets.begin(parseRequest(sessionRequestSchema, request.body).password);
    if (session === null) {
      throw new PilcrowError(
        'KEY_INVALID',
        'Cannot sign in: this is no password and no key of this server; correct it',
      );
    }
    setSessionCookie(response, session);
    response.setHeader('Cache-Control', 'no-store').json(session);
  });
  if (sendSignInPage === null) return router;
  router.post(
    '/{*page}',
    onlyForms,
    limitPasswords,
    express.urlencoded({ limit: '8kb' }),
    async (request, response) => {
      const session = secrets.begin(parseRequest(formSchema, request.body ?? {}).password);
      if (session === null) return sendSignInPage({ request, response }, { isWrong: true });
      setSessionCookie(response, session);
      // An address that begins with two slashes would lead to another server.
      response.redirect(303, request.originalUrl.replace(/^[/\\]+/, '/'));
    },
  );
  return router;
}

/** No call of the API takes such a body. */
const onlyForms: RequestHandler = (request, _response, next) =>
  next(request.is('application/x-www-form-urlencoded') ? undefined : 'route');
