import { type RequestHandler, Router } from 'express';
import type { Question } from '../../../answer-question.ts';
import { PilcrowError } from '../../../errors.ts';
import type { Log } from '../../../log.ts';
import { assistantOf } from '../../access/reader-rule.ts';
import { reportFailure } from '../../error-response.ts';
import { requestIdOf } from '../../observing/request-id.ts';
import { createBodyReader } from '../../read-body.ts';
import { serverAddress } from '../../server-address.ts';
import { type BeginAnswer, wholeAnswer } from '../answers/begin-answer.ts';
import type { ReadinessCheck } from '../answers/readiness.ts';

/** The code the SDK gives errors of the transport, in the range JSON-RPC leaves to implementations. */
const TRANSPORT_ERROR = -32_000;

/** What the route needs. */
interface McpRouteOptions {
  beginAnswer: BeginAnswer;
  checkReadiness: ReadinessCheck;
  /** Applied to calls of tools only: the handshake of a client does not count as a question. */
  limitQuestions: RequestHandler;
  /** Applied to reading a document. */
  documentRule: RequestHandler;
  log: Log;
}

/**
 * Creates `POST /mcp`: the Model Context Protocol over streamable HTTP, without sessions. Other methods are answered 405, as the
 * specification requires of a server without sessions and notifications.
 */
export function createMcpRoute({ limitQuestions, documentRule, ...options }: McpRouteOptions): Router {
  const router = Router();
  const rules = [refuseBatch, forMethod('tools/call', limitQuestions), forMethod('resources/read', documentRule)];
  router.post('/mcp', createBodyReader(), ...rules, answerMessage(options));
  router.all('/mcp', (_request, response) => {
    const message = 'Method not allowed: this server keeps no sessions and sends no notifications; send POST';
    response
      .status(405)
      .set('Allow', 'POST')
      .json({ jsonrpc: '2.0', error: { code: TRANSPORT_ERROR, message }, id: null });
  });
  return router;
}

/** The protocol dropped batches in 2025; one would be many questions for the price of one request. */
const refuseBatch: RequestHandler = ({ body }, _response, next) => {
  if (!Array.isArray(body)) return next();
  throw new PilcrowError(
    'REQUEST_INVALID',
    'Cannot use the request: it is a batch of messages; send each in a request of its own',
  );
};

function forMethod(method: string, rule: RequestHandler): RequestHandler {
  return (request, response, next) => (request.body?.method === method ? rule(request, response, next) : next());
}

function answerMessage({
  beginAnswer,
  checkReadiness,
  log,
}: Pick<McpRouteOptions, 'beginAnswer' | 'checkReadiness' | 'log'>): RequestHandler {
  return async (request, response) => {
    // The SDK is loaded when it is first needed: few servers are asked this way, and all would start later for it.
    const { answerRequest } = await import('../../../mcp/answer-request.ts');
    const { search, documents, document } = assistantOf(response);
    // A client gives a question up by leaving the response, which `beginAnswer` notices.
    // Each call stands alone, so that no conversation is kept.
    const ask = async (question: Question) =>
      wholeAnswer(await beginAnswer({ ...question, history: [] }, { response, client: 'mcp', isWhole: true }));
    await answerRequest(
      { request, response, body: request.body },
      {
        assistant: { ask, search, documents, document },
        checkReadiness,
        serverAddress: serverAddress(request),
        reportFailure: (error) => reportFailure(error, { response, log }),
        onProblem: (error) => log.debug('Cannot use a message', { requestId: requestIdOf(response), error }),
      },
    );
  };
}
