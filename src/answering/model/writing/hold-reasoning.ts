import type { AnswerEvent } from '../../../protocol/answer.ts';
import type { JudgedClaim } from './checking/judge-claims.ts';
import type { GroundingMode } from './grounding-modes.ts';

/**
 * Holds back what may be reasoning that a model does not mark at its beginning: its first statement rests on nothing. What follows waits for
 * the end, so that all of it can be taken back where the model says that it was reasoning.
 */
export function holdReasoning(mode: GroundingMode): Pick<GroundingMode, 'take' | 'end'> {
  let held: JudgedClaim[] | null = null;
  let isAnswer = false;
  return {
    async *take(judged: JudgedClaim): AsyncGenerator<AnswerEvent> {
      if (judged.isProved) isAnswer ||= held === null;
      else if (judged.kind !== 'introduction' && !isAnswer) held ??= [];
      if (held === null) yield* mode.take(judged);
      else held.push(judged);
    },
    async *end() {
      for (const judged of held ?? []) yield* mode.take(judged);
      yield* mode.end();
    },
  };
}
