import { createMessageLoader, type MessageLoader } from '../messages/load-messages.ts';
import type { EmitEvent } from '../view/chat-context.ts';
import { createIntroducer, type Introducer } from './introduce.ts';

/** What a chat gets from its server before it asks anything. What does not arrive is an event of the chat, and its place is filled otherwise. */
export interface Providers {
  introducer: Introducer;
  loader: MessageLoader;
}

/** Creates the providers of a chat. */
export function createProviders({ onArrive, emit }: { onArrive: () => void; emit: EmitEvent }): Providers {
  return {
    introducer: createIntroducer({
      onArrive,
      onFail: (kind) => emit('pilcrow-error', { during: 'introduction', kind, detail: null }),
    }),
    loader: createMessageLoader({
      onArrive,
      onFail: () => emit('pilcrow-error', { during: 'messages', kind: 'failed', detail: null }),
    }),
  };
}
