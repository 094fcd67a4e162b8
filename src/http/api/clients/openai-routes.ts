import { type Request, type RequestHandler, type Response, Router } from 'express';
import { PilcrowError } from '../../../errors.ts';
import { openAiError, reportFailure } from '../../error-response.ts';
import { serverAddress } from '../../server-address.ts';
import { type ChatRouteParts, wholeAnswer } from '../answers/begin-answer.ts';
import { formatEvent, sendEvents } from '../answers/send-events.ts';
import { parseRequest } from '../request-schemas.ts';
import { openAiRequestSchema } from './client-schemas.ts';
import { chatCompletion, completionFrames, MODEL } from './openai-format.ts';
import { questionOfTurns, textOfParts } from './question-of-turns.ts';

/** Creates `POST /v1/chat/completions`: what the clients of OpenAI's chat completions send and read. */
export function createCompletionRoute({ beginAnswer, log, timing }: ChatRouteParts): RequestHandler {
  return async (request: Request, response: Response) => {
    const { messages, stream, stream_options, ...selection } = parseRequest(openAiRequestSchema, request.body);
    const turns = messages.map(({ role, content }) => ({
      role,
      text: typeof content === 'string' ? content : textOfParts(content ?? []),
    }));
    const where = { response, client: 'openai', isWhole: !stream } as const;
    const answer = await beginAnswer(questionOfTurns(turns, selection), where);
    const server = serverAddress(request);
    if (!stream) return void response.json(chatCompletion(await wholeAnswer(answer), server));
    const withUsage = stream_options?.include_usage === true;
    await sendEvents(response, completionFrames(answer.events, { server, withUsage }), {
      signal: answer.signal,
      formatFailure: (error) => formatEvent({ data: openAiError(reportFailure(error, { response, log })) }),
      ...timing,
    });
  };
}

/** Creates `GET /models` and `GET /models/pilcrow`, to stand under `/v1`. */
export function createModelRoutes(): Router {
  const model = { id: MODEL, object: 'model', created: Math.floor(Date.now() / 1000), owned_by: 'pilcrow' };
  const router = Router();
  router.get('/models', (_request, response) => {
    response.json({ object: 'list', data: [model] });
  });
  router.get('/models/:id', (request, response) => {
    if (request.params.id !== MODEL) {
      throw new PilcrowError('NOT_FOUND', `Cannot find this model: there is one, "${MODEL}"`);
    }
    response.json(model);
  });
  return router;
}
