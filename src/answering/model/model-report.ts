import type { ModelReport } from '../../protocol/answer.ts';
import type { ChatModelDelta } from './client/chat-model-delta.ts';
import type { ChatModelError } from './client/chat-model-failure.ts';

/** What an answer takes, while it is being written. */
export interface RunningReport {
  take(delta: ChatModelDelta): void;
  /** @param failure What the model failed with; null when it did not. */
  end(failure: ChatModelError | null): ModelReport;
}

/** Starts the report of one answer. */
export function startReport(first: string): RunningReport {
  const startedAt = performance.now();
  const elapsedMs = () => Math.round(performance.now() - startedAt);
  let name = first;
  let firstTokenMs: number | null = null;
  let tokens: { inputTokens: number | null; outputTokens: number | null } = { inputTokens: null, outputTokens: null };
  return {
    take(delta) {
      if (delta.type === 'model') name = delta.name;
      if (delta.type === 'text') firstTokenMs ??= elapsedMs();
      if (delta.type === 'usage') tokens = { inputTokens: delta.inputTokens, outputTokens: delta.outputTokens };
    },
    end: (failure) => ({
      name,
      firstTokenMs,
      answerMs: elapsedMs(),
      ...tokens,
      ...(failure && { failure: failure.kind }),
    }),
  };
}
