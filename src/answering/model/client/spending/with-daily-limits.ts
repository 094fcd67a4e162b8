import type { ModelFailure } from '../../../../protocol/answer.ts';
import { createTokenRatio } from '../../token-ratio.ts';
import type { ChatModel } from '../chat-model.ts';
import { ChatModelError } from '../chat-model-failure.ts';
import type { ModelPrompt } from '../langchain-chat-model.ts';
import type { DailyLimits } from './daily-limits.ts';

/** Their servers did not answer, and charge nothing; unless a model had begun to think. */
const UNANSWERED: ReadonlySet<ModelFailure> = new Set<ModelFailure>([
  ...(['key', 'unknown', 'quota', 'busy', 'server', 'refused', 'unreachable', 'too-long', 'paused'] as const),
]);

/**
 * A model that is not asked any more once a limit of the day is reached; the call that reaches it is answered to its end.
 *
 * Tokens are those that its server reports; where it reports none, or is left before it does, as many as the bytes of prompt and answer make by what it
 * reported before. A call that is repeated counts once, and one that its server does not answer not at all.
 */
export function withDailyLimits(model: ChatModel, limits: DailyLimits): ChatModel {
  const ratio = createTokenRatio();
  return {
    name: model.name,
    async *stream(prompt, options = {}) {
      const promptBytes = bytesOf(prompt);
      const count = await limits.begin({
        client: options.client?.(),
        tokens: Math.ceil(promptBytes / ratio.bytesPerToken),
      });
      if (count === null) {
        throw new ChatModelError('limit', `Cannot ask the chat model "${model.name}": a limit of the day is reached`);
      }
      let writtenBytes = 0;
      let reported: number | null = null;
      let [hasBegun, isAnswered] = [false, true];
      try {
        for await (const delta of model.stream(prompt, options)) {
          hasBegun = true;
          if (delta.type === 'text') writtenBytes += Buffer.byteLength(delta.text);
          if (delta.type === 'usage') {
            reported = delta.inputTokens + delta.outputTokens;
            ratio.learn({ bytes: promptBytes, tokens: delta.inputTokens });
          }
          yield delta;
        }
      } catch (error) {
        isAnswered = hasBegun || !(error instanceof ChatModelError && UNANSWERED.has(error.kind));
        throw error;
      } finally {
        const estimated = Math.ceil((promptBytes + writtenBytes) / ratio.bytesPerToken);
        await count(isAnswered ? (reported ?? estimated) : null);
      }
    },
  };
}

/** The bytes of a prompt's texts. */
function bytesOf(prompt: ModelPrompt): number {
  const messages = Array.isArray(prompt) ? prompt : [prompt];
  return messages.reduce((sum, message) => sum + Buffer.byteLength(textOf(message)), 0);
}

function textOf(message: unknown): string {
  const isMessage = typeof message === 'object' && message !== null && 'text' in message;
  return isMessage ? String(message.text) : String(message);
}
