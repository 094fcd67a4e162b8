import type { Response } from 'express';
import type { AskedQuestion } from '../../../conversations/converse.ts';
import type { Log } from '../../../log.ts';
import type { Answer, AnswerEvent } from '../../../protocol/answer.ts';
import { assistantOf } from '../../access/reader-rule.ts';
import type { AnswerObserver } from '../../observing/observe-answer.ts';
import { statedLanguage } from '../../preferred-language.ts';
import { clientOf } from '../../security/rate-limit.ts';
import type { ReadinessCheck } from './readiness.ts';
import type { RunningAnswers } from './running-answers.ts';
import type { StreamTiming } from './send-events.ts';
import { untilAborted } from './until-aborted.ts';

/** The client whose format an answer is sent in. */
type Client = 'chat' | 'openai' | 'ui-chat' | 'deep-chat' | 'mcp';

/** An answer that is being written. */
interface BegunAnswer {
  events: AsyncIterable<AnswerEvent>;
  /** Aborted when the reader has left, or the server cannot wait; see `RunningAnswers`. */
  signal: AbortSignal;
}

/**
 * Begins to answer. Everything that can be wrong with a question is thrown here, before a byte is sent.
 *
 * @throws INDEX_NOT_READY, MODEL_UNAVAILABLE, SERVER_BUSY, SERVER_STOPPING, DOCUMENT_UNKNOWN
 */
export type BeginAnswer = (
  asked: AskedQuestion,
  where: { response: Response; client: Client; isWhole?: boolean },
) => Promise<BegunAnswer>;

/** Dependencies of every chat route. */
export interface ChatRouteParts {
  beginAnswer: BeginAnswer;
  log: Log;
  timing: StreamTiming;
}

/** Creates the function that all chat routes answer through. */
export function createBeginAnswer({
  checkReadiness,
  runningAnswers,
  observeAnswer,
}: {
  checkReadiness: ReadinessCheck;
  runningAnswers: RunningAnswers;
  observeAnswer: AnswerObserver;
}): BeginAnswer {
  return async (asked, { response, client, isWhole = false }) => {
    await checkReadiness();
    const signal = runningAnswers.begin(response);
    const { req: request } = response;
    const address = clientOf(request);
    const question = { ...asked, preferredLanguage: statedLanguage(request), client: () => address };
    const events = untilAborted(await assistantOf(response).converse(question, { signal, isWhole }), signal);
    return { events: observeAnswer(events, { question: asked.message, client, response, isWhole }), signal };
  };
}

/** The answer at the end of its events. */
export async function wholeAnswer({ events }: Pick<BegunAnswer, 'events'>): Promise<Answer> {
  for await (const event of events) if (event.event === 'answer-end') return event.data;
  throw new Error('The answer ended without its end');
}
