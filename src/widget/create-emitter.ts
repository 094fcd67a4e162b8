import type { EmitEvent } from './view/chat-context.ts';

/** Events after which the way back leads to the marker that has the focus, or to none. */
const FOLLOWED = /question|answer|citation|paragraph/;

/** Creates what dispatches the events of a chat, and knows the marker of the citation that was followed last. */
export function createEmitter(chat: HTMLElement): { emit: EmitEvent; lastMarker: () => HTMLElement | null } {
  let marker: HTMLElement | null = null;
  return {
    emit(name, detail) {
      if (FOLLOWED.test(name)) {
        const citation = chat.shadowRoot?.activeElement?.closest('.citation');
        marker = citation?.querySelector<HTMLElement>('.marker') ?? null;
      }
      return chat.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable: true }));
    },
    lastMarker: () => (marker?.isConnected ? marker : null),
  };
}
