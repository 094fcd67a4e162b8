import type { Response } from 'express';
import type { Log } from '../../log.ts';
import type { AnswerEvent } from '../../protocol/answer.ts';
import type { Metrics, Outcome, Stage } from './metrics.ts';
import { requestIdOf } from './request-id.ts';

/** Passes the events of an answer through and records metrics of them. */
export type AnswerObserver = (
  events: AsyncIterable<AnswerEvent>,
  about: { question: string; client: string; response: Response; isWhole: boolean },
) => AsyncIterable<AnswerEvent>;

const STAGE_ENDS: Partial<Record<AnswerEvent['event'], Stage>> = {
  'paragraphs-found': 'search',
  'text-delta': 'first-text',
  'answer-end': 'whole',
};

/** Creates the observer: outcomes, times and tokens become metrics; questions are logged at `debug` only. */
export function createAnswerObserver({ metrics, log }: { metrics: Metrics; log: Log }): AnswerObserver {
  return async function* (events, { question, client, response, isWhole }) {
    log.debug('Asked', { requestId: requestIdOf(response), question });
    const startedAt = performance.now();
    // An answer that is sent whole has no stages before its end.
    const pending = new Set<Stage>(isWhole ? ['whole'] : ['search', 'first-text', 'whole']);
    const closeStream = isWhole ? () => {} : metrics.openStream();
    let outcome: Outcome = 'left';
    // The request log reads this when the response closes, which may be before the answer ends.
    response.locals.outcome = outcome;
    try {
      for await (const event of events) {
        const stage = STAGE_ENDS[event.event];
        if (stage && pending.delete(stage)) metrics.timeStage(stage, (performance.now() - startedAt) / 1000);
        if (event.event === 'answer-end') {
          const { kind, reason, model, omitted } = event.data;
          outcome = kind;
          if (kind === 'reply' && reason !== null) metrics.countReply(reason);
          metrics.countOmitted(omitted?.reasons ?? {});
          if (model?.failure) metrics.countModelFailure(model.failure);
          if (model && reason?.startsWith('model-')) metrics.countModelFallback(reason);
          metrics.countTokens('input', model?.inputTokens ?? 0);
          metrics.countTokens('output', model?.outputTokens ?? 0);
        }
        yield event;
      }
    } catch (error) {
      if (!response.destroyed) outcome = 'failed';
      throw error;
    } finally {
      closeStream();
      response.locals.outcome = outcome;
      metrics.countAnswer({ client, outcome });
    }
  };
}
