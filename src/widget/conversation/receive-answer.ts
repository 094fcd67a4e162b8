import type { Answer } from '../../protocol/answer.ts';
import { type ArrivingEvent, AskError } from '../requests/ask-server.ts';
import { afterEvent } from './turn.ts';
import type { TurnList } from './turn-list.ts';

/**
 * Writes the events of an answer into its turn as they arrive, and why there is no answer when they fail.
 *
 * @param options.id The turn's.
 * @param options.signal Aborted when the question was stopped: what arrives later is left out.
 * @param options.onEnd Called before the turn is changed for the last time, unless it was stopped.
 * @returns The answer, or null when it was stopped or failed.
 */
export async function receiveAnswer(
  events: AsyncIterable<ArrivingEvent>,
  { turns, id, signal, onEnd }: { turns: TurnList; id: number; signal: AbortSignal; onEnd: () => void },
): Promise<Answer | null> {
  const isOwn = (turn: { id: number }) => turn.id === id;
  try {
    for await (const event of events) {
      if (signal.aborted) return null;
      if (event.event === 'answer-start') turns.conversationId = event.data.conversationId;
      if (event.event === 'answer-end') onEnd();
      turns.change(isOwn, (turn) => afterEvent(turn, event));
      if (event.event === 'answer-end') return event.data;
    }
  } catch (error) {
    if (signal.aborted) return null;
    onEnd();
    turns.change(isOwn, () => ({ status: 'failed', failure: failureOf(error) }));
  }
  return null;
}

function failureOf(error: unknown) {
  if (error instanceof AskError) return error.failure;
  return { kind: 'failed', retryAfterSeconds: null, detail: null } as const;
}
