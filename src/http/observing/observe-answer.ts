import type { Response } from 'express';
import type { Log } from '../../log.ts';
import type { AnswerEvent } from '../../protocol.ts';
import type { Metrics, Outcome, Stage } from './metrics.ts';
import { requestIdOf } from './request-id.ts';

/** Passes the events of an answer through, and keeps account of them. */
export type AnswerObserver = (
  events: AsyncIterable<AnswerEvent>,
  about: { question: string; client: string; response: Response },
) => AsyncIterable<AnswerEvent>;

const STAGE_ENDS: Partial<Record<AnswerEvent['event'], Stage>> = {
  'paragraphs-found': 'search',
  'text-delta': 'first-text',
  'answer-end': 'whole',
};

/** Creates the observer: outcomes, times and tokens become metrics; what was asked is logged at `debug` only. */
export function createAnswerObserver({ metrics, log }: { metrics: Metrics; log: Log }): AnswerObserver {
  return async function* (events, { question, client, response }) {
    log.debug('Asked', { requestId: requestIdOf(response), question });
    const startedAt = performance.now();
    const pending = new Set<Stage>(['search', 'first-text', 'whole']);
    let outcome: Outcome = 'left';
    try {
      for await (const event of events) {
        const stage = STAGE_ENDS[event.event];
        if (stage && pending.delete(stage)) metrics.timeStage(stage, (performance.now() - startedAt) / 1000);
        if (event.event === 'answer-end') {
          outcome = event.data.kind;
          metrics.countTokens('input', event.data.model?.inputTokens ?? 0);
          metrics.countTokens('output', event.data.model?.outputTokens ?? 0);
        }
        yield event;
      }
    } catch (error) {
      if (!response.destroyed) outcome = 'failed';
      throw error;
    } finally {
      // Read by the line that the log has for each request.
      response.locals.outcome = outcome;
      metrics.countAnswer({ client, outcome });
    }
  };
}
