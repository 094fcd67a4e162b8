import { type Request, type RequestHandler, type Response, Router } from 'express';
import { PilcrowError } from '../../../errors.ts';
import { askAssistant, assistantsOf } from '../../access/reader-rule.ts';
import { openAiError, reportFailure } from '../../error-response.ts';
import { serverAddress } from '../../server-address.ts';
import { type ChatRouteParts, wholeAnswer } from '../answers/begin-answer.ts';
import { formatEvent, sendEvents } from '../answers/send-events.ts';
import { parseRequest } from '../request-schemas.ts';
import { openAiRequestSchema } from './client-schemas.ts';
import { assistantOfModel, chatCompletion, completionFrames, modelOf } from './openai-format.ts';
import { questionOfTurns, textOfParts } from './question-of-turns.ts';

/** Creates `POST /v1/chat/completions`: what the clients of OpenAI's chat completions send and read. */
export function createCompletionRoute({ beginAnswer, log, timing }: ChatRouteParts): RequestHandler {
  return async (request: Request, response: Response) => {
    const {
      model: asked,
      messages,
      stream,
      stream_options,
      ...selection
    } = parseRequest(openAiRequestSchema, request.body);
    const assistant = assistantOfModel(asked);
    if (assistant !== null) askAssistant(response, assistant);
    const model = modelOf(assistant);
    const turns = messages.map(({ role, content }) => ({
      role,
      text: typeof content === 'string' ? content : textOfParts(content ?? []),
    }));
    const where = { response, client: 'openai', isWhole: !stream } as const;
    const answer = await beginAnswer(questionOfTurns(turns, selection), where);
    const server = serverAddress(request);
    if (!stream) return void response.json(chatCompletion(await wholeAnswer(answer), { server, model }));
    const withUsage = stream_options?.include_usage === true;
    await sendEvents(response, completionFrames(answer.events, { server, model, withUsage }), {
      signal: answer.signal,
      formatFailure: (error) => formatEvent({ data: openAiError(reportFailure(error, { response, log })) }),
      ...timing,
    });
  };
}

/** Creates `GET /models` and `GET /models/:id`, to stand under `/v1`: one model, and one for each assistant that the caller may ask. */
export function createModelRoutes(): Router {
  const created = Math.floor(Date.now() / 1000);
  const modelsFor = (response: Response) =>
    [null, ...assistantsOf(response)].map((assistant) => {
      return { id: modelOf(assistant), object: 'model', created, owned_by: 'pilcrow' };
    });
  const router = Router();
  router.get('/models', (_request, response) => {
    response.json({ object: 'list', data: modelsFor(response) });
  });
  router.get('/models/:id', (request, response) => {
    const models = modelsFor(response);
    const model = models.find(({ id }) => id === request.params.id);
    if (!model) {
      const names = models.map(({ id }) => `"${id}"`).join(', ');
      throw new PilcrowError(
        'NOT_FOUND',
        `Cannot find this model: ${models.length === 1 ? 'there is one' : 'there are'} ${names}`,
      );
    }
    response.json(model);
  });
  return router;
}
