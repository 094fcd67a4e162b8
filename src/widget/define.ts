import type { ChatEvents } from './chat-element.ts';
import { PilcrowChat } from './pilcrow-chat.tsx';

declare global {
  interface HTMLElementTagNameMap {
    'pilcrow-chat': PilcrowChat;
  }
  // Elements, documents and windows have these; the events bubble.
  interface GlobalEventHandlersEventMap extends ChatEvents {}
}

/** Registers `<pilcrow-chat>` with the page; calling it again does nothing. */
export function define(): void {
  if (customElements.get('pilcrow-chat') === undefined) customElements.define('pilcrow-chat', PilcrowChat);
}
