import { ENGLISH } from './en.ts';
import { mergeMessages } from './merge-messages.ts';
import type { Messages } from './messages.ts';
import { MESSAGES_BY_LANGUAGE } from './messages-by-language.ts';

/** Languages whose messages are a file of the server, loaded when they are wanted; `translations/` has them. */
export const TRANSLATED = [
  'ar',
  'be',
  'de',
  'el',
  'es',
  'hi',
  'hy',
  'kk',
  'ky',
  'ro',
  'tg',
  'th',
  'tr',
  'uk',
  'uz',
  'vi',
  'zh',
];

/** For so long nothing is shown while messages are loaded; then they are in English until they come. */
const MAX_WAIT_MS = 1500;

/** Provides the messages of a language. */
export interface MessageLoader {
  messagesIn(language: string, server: URL): { messages: Messages; isWaiting: boolean };
}

/** Whether the widget has messages in a language. */
export function isSpoken(language: string): boolean {
  return Object.hasOwn(MESSAGES_BY_LANGUAGE, language) || TRANSLATED.includes(language);
}

/** Creates a loader. @param options.onFail Called where a file does not arrive: the messages stay in English. */
export function createMessageLoader({ onArrive, onFail }: { onArrive: () => void; onFail: () => void }): MessageLoader {
  let address = '';
  let loaded: Messages | null = null;
  let isWaiting = false;

  async function load(from: string): Promise<void> {
    const timer = setTimeout(() => change({ isWaiting: false }), MAX_WAIT_MS);
    const change = (to: { isWaiting: boolean; messages?: unknown }) => {
      if (from !== address) return;
      isWaiting = to.isWaiting;
      if (to.messages) loaded = mergeMessages(ENGLISH, to.messages);
      onArrive();
    };
    const response = await fetch(from).catch(() => null);
    const messages: unknown = response?.ok ? await response.json().catch(() => null) : null;
    clearTimeout(timer);
    if (messages === null && from === address) onFail();
    change({ isWaiting: false, messages });
  }

  return {
    messagesIn(language, server) {
      const builtIn = Object.hasOwn(MESSAGES_BY_LANGUAGE, language);
      if (builtIn) return { messages: MESSAGES_BY_LANGUAGE[language as 'en'], isWaiting: false };
      const wanted = TRANSLATED.includes(language) ? new URL(`widget/messages/${language}.json`, server).href : '';
      if (wanted !== address) {
        address = wanted;
        loaded = null;
        isWaiting = wanted !== '';
        if (isWaiting) void load(wanted);
      }
      return { messages: loaded ?? ENGLISH, isWaiting };
    },
  };
}
