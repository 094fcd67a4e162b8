import type { RequestHandler, Response } from 'express';
import type { Assistant } from '../../assistant.ts';
import { PilcrowError } from '../../errors.ts';
import { assistantForReader, type ReadersAssistant } from './assistant-for-reader.ts';
import type { FindReader, Reader } from './reader.ts';
import type { SendSignInPage } from './sign-in.ts';

/**
 * Creates the rule that a request comes from somebody who may read. Routes below it get the assistant as that reader has it. Browsers that ask for a page get the
 * one that asks for the password.
 *
 * @throws SIGN_IN_REQUIRED, FORBIDDEN
 */
export function createReaderRule({
  assistant,
  findReader,
  sendSignInPage,
}: {
  assistant: Assistant;
  findReader: FindReader;
  /** Null: there is no password and no key to enter. */
  sendSignInPage: SendSignInPage | null;
}): RequestHandler {
  return async (request, response, next) => {
    const reader = findReader(request);
    if (reader === null) {
      if (sendSignInPage === null) {
        throw new PilcrowError(
          'FORBIDDEN',
          'Cannot answer: no proxy says who asks; come through the one of this server',
        );
      }
      response.vary('Accept');
      response.setHeader('WWW-Authenticate', 'Bearer');
      const isPage = request.method === 'GET' && request.accepts('json', 'html') === 'html';
      if (isPage) return sendSignInPage({ request, response }, { isWrong: false });
      const advice = 'enter the password on its front page, or send a key as "Authorization: Bearer …"';
      throw new PilcrowError(
        'SIGN_IN_REQUIRED',
        `Cannot answer: these documents are for readers that are known; ${advice}`,
      );
    }
    response.locals.reader = reader;
    response.locals.assistant = assistantForReader(assistant, reader);
    next();
  };
}

/** Who asks and reads; only below the rule. */
export function readerOf({ locals }: Response): Reader {
  return locals.reader as Reader;
}

/** The assistant as the reader of a request has it; only below the rule. */
export function assistantOf({ locals }: Response): ReadersAssistant {
  return locals.assistant as ReadersAssistant;
}
