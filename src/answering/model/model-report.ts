import type { ModelReport } from '../../protocol/answer.ts';
import type { ChatModelDelta } from './client/chat-model-delta.ts';

/** What an answer takes, while it is being written. */
export interface RunningReport {
  take(delta: ChatModelDelta): void;
  end(): ModelReport;
}

/** Starts the report of one answer. */
export function startReport(name: string): RunningReport {
  const startedAt = performance.now();
  const elapsedMs = () => Math.round(performance.now() - startedAt);
  let firstTokenMs: number | null = null;
  let tokens: { inputTokens: number | null; outputTokens: number | null } = { inputTokens: null, outputTokens: null };
  return {
    take(delta) {
      if (delta.type === 'text') firstTokenMs ??= elapsedMs();
      if (delta.type === 'usage') tokens = { inputTokens: delta.inputTokens, outputTokens: delta.outputTokens };
    },
    end: () => ({ name, firstTokenMs, answerMs: elapsedMs(), ...tokens }),
  };
}
