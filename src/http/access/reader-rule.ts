import type { RequestHandler, Response } from 'express';
import type { Assistant } from '../../assistant.ts';
import { PilcrowError } from '../../errors.ts';
import { assistantForReader, type ReadersAssistant } from './assistant-for-reader.ts';
import type { FindReader, Reader } from './reader.ts';

/** Creates the rule that a request comes from somebody who may read. Routes below it get the assistant as that reader has it. @throws KEY_INVALID */
export function createReaderRule({
  assistant,
  findReader,
}: {
  assistant: Assistant;
  findReader: FindReader;
}): RequestHandler {
  return (request, response, next) => {
    const reader = findReader(request);
    if (reader === null) {
      response.setHeader('WWW-Authenticate', 'Bearer');
      throw new PilcrowError(
        'KEY_INVALID',
        'Cannot answer: the key is missing or wrong; send one of ACCESS_FILE as "Authorization: Bearer …"',
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
