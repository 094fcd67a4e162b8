import type { Request, RequestHandler, Response } from 'express';
import type { Assistant } from '../../assistant.ts';
import type { AssistantSettings, Assistants } from '../../config/assistants.ts';
import { PilcrowError } from '../../errors.ts';
import { assistantForReader, type ReadersAssistant } from './assistant-for-reader.ts';
import { type Admission, ANYONE, type FindReader, type Reader } from './reader.ts';
import type { SendSignInPage } from './sign-in.ts';

/** What the rule finds out, for what stands below it. */
interface ReaderLocals {
  reader: Reader;
  assistant: ReadersAssistant;
  /** The assistants that the reader may ask by name, and asking one of them from here on. @throws ASSISTANT_UNKNOWN, SIGN_IN_REQUIRED */
  assistants: string[];
  askAssistant: (name: string) => void;
}

/**
 * Creates the rule that a request comes from somebody who may read. Routes below it get the assistant as that reader has it: the one that `?assistant=` names, where
 * there are several. Browsers that ask for a page get the one that asks for the password.
 *
 * @throws SIGN_IN_REQUIRED, FORBIDDEN, ASSISTANT_UNKNOWN
 */
export function createReaderRule({
  assistant,
  assistants,
  findReader,
  sendSignInPage,
}: {
  assistant: Assistant;
  assistants: Assistants;
  findReader: FindReader;
  /** Null: there is no password and no key to enter. */
  sendSignInPage: SendSignInPage | null;
}): RequestHandler {
  return async (request, response, next) => {
    const admission = findReader(request);
    if (admission === null) {
      if (sendSignInPage === null) {
        throw new PilcrowError(
          'FORBIDDEN',
          'Cannot answer: no proxy says who asks; come through the one of this server',
        );
      }
      response.vary('Accept');
      if (isForPeople(request)) return sendSignInPage({ request, response }, { isWrong: false });
      throw signInRequired(response, 'these documents are for readers that are known');
    }
    const { reader } = admission;
    // What one reader sees, no cache between gives to another; a route may say more.
    if (sendSignInPage !== null || reader.owner !== undefined) response.setHeader('Cache-Control', 'private, no-cache');
    const locals = response.locals as ReaderLocals;
    const ask = (named: AssistantSettings | null) => {
      locals.assistant = assistantForReader(assistant, reader, named);
    };
    locals.reader = reader;
    locals.assistants = [...assistants.values()].filter((own) => mayAsk(own, admission)).map(({ name }) => name);
    locals.askAssistant = (name) => ask(findAssistant(name, { assistants, admission, response }));
    const { assistant: name } = request.query;
    if (name === undefined) ask(null);
    else locals.askAssistant(String(name));
    next();
  };
}

/** Whether a browser asks for a page to be read; programs are answered with JSON. */
export function isForPeople(request: Request): boolean {
  return request.method === 'GET' && request.accepts('json', 'html') === 'html';
}

function mayAsk({ name, keySha256 }: AssistantSettings, { opens }: Admission): boolean {
  return keySha256 === null || opens(name);
}

/** @throws ASSISTANT_UNKNOWN, SIGN_IN_REQUIRED */
function findAssistant(
  name: string,
  { assistants, admission, response }: { assistants: Assistants; admission: Admission; response: Response },
): AssistantSettings {
  const found = assistants.get(name);
  if (found === undefined) {
    const advice = 'correct the name, or leave it out to ask about all documents';
    throw new PilcrowError(
      'ASSISTANT_UNKNOWN',
      `Cannot ask the assistant "${name}": there is none of this name; ${advice}`,
    );
  }
  if (mayAsk(found, admission)) return found;
  throw signInRequired(response, `the assistant "${name}" has a key of its own`);
}

function signInRequired(response: Response, state: string): PilcrowError {
  response.setHeader('WWW-Authenticate', 'Bearer');
  const advice = 'send a key as "Authorization: Bearer …", or enter the password or the key where the page asks for it';
  return new PilcrowError('SIGN_IN_REQUIRED', `Cannot answer: ${state}; ${advice}`);
}

/** Who asks and reads, as the rule has found out; above it that is not known, and not needed. */
export function readerOf({ locals }: Response): Reader {
  return (locals as Partial<ReaderLocals>).reader ?? ANYONE;
}

/** The assistant as the reader of a request has it; only below the rule. */
export function assistantOf({ locals }: Response): ReadersAssistant {
  return (locals as ReaderLocals).assistant;
}

/** The assistants that the reader of a request may ask by name; only below the rule. */
export function assistantsOf({ locals }: Response): string[] {
  return (locals as ReaderLocals).assistants;
}

/** Lets a request ask the assistant of this name from here on; only below the rule. @throws ASSISTANT_UNKNOWN, SIGN_IN_REQUIRED */
export function askAssistant({ locals }: Response, name: string): void {
  (locals as ReaderLocals).askAssistant(name);
}
