import type { Log } from '../../../log.ts';
import type { ChatModel } from './chat-model.ts';
import { ChatModelError } from './chat-model-failure.ts';

/**
 * A model that asks another where the first gives no word. What does not fit into the first is for its caller to make shorter, and a limit of the day
 * is one of both.
 */
export function withFallback(first: ChatModel, second: ChatModel, log: Log): ChatModel {
  return {
    name: first.name,
    async *stream(prompt, options = {}) {
      try {
        yield* first.stream(prompt, options);
      } catch (error) {
        const isOver =
          !(error instanceof ChatModelError) || error.code === 'CHAT_MODEL_CONTEXT_EXCEEDED' || error.kind === 'limit';
        if (isOver || options.signal?.aborted) throw error;
        log.warn(`${error.message}; "${second.name}" is asked instead`);
        yield { type: 'model', name: second.name };
        yield* second.stream(prompt, options);
      }
    },
  };
}
