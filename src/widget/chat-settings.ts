import type { ChatMode } from './chat-element.ts';
import { type Contact, readContact } from './contact.ts';
import { isSpoken } from './messages/load-messages.ts';

/** Settings of a chat, from the attributes of `<pilcrow-chat>`. */
export interface ChatSettings {
  mode: ChatMode;
  /** One that the widget speaks, without a region. */
  language: string;
  theme: 'auto' | 'light' | 'dark';
  /** Null: the widget's own message. */
  heading: string | null;
  placeholder: string | null;
  /** Null: those the server suggests. */
  questions: string[] | null;
  /** Ids of the documents to answer from; none means all. */
  documentIds: string[];
  /** Tags of the documents to answer from; none means all. */
  tags: string[];
  /** Or one of several assistants on it, whose address is below that of the server. */
  server: URL;
  /** The corner of the window that the launcher is in; `end` is where lines of its language end. */
  position: 'bottom-end' | 'bottom-start' | 'top-end' | 'top-start';
  /** Whether it is in the page, or above everything, whatever the page does to what is around it. */
  layer: 'page' | 'top';
  /** Messages of the page's owner, of any form. */
  messages: unknown;
  /** What is said below an answer where the documents have none. */
  contact: Contact | null;
}

/** The attributes, in the order of the README. */
export const ATTRIBUTES = [
  'mode',
  'language',
  'theme',
  'heading',
  'placeholder',
  'questions',
  'document',
  'tags',
  'server',
  'assistant',
  'messages',
  'contact',
  'position',
  'layer',
] as const;

/** The settings of a chat, for the page that it is in. */
export function settingsOf(chat: HTMLElement): ChatSettings {
  const page = { pageLanguage: languageAround(chat), scriptUrl: import.meta.url };
  return readSettings((name) => chat.getAttribute(name), page);
}

/** The `lang` that a place is in, also through shadow roots; without any that of the browser. */
function languageAround(place: Element): string {
  const root = place.getRootNode();
  const language = place.closest('[lang]')?.getAttribute('lang');
  return language || (root instanceof ShadowRoot ? languageAround(root.host) : navigator.language);
}

/**
 * Reads the attributes. A value that is not understood counts as not given, so that a mistake never removes the chat.
 *
 * @param attribute The value of an attribute, or null.
 * @param options.pageLanguage The `lang` of the page around, for `language="auto"`.
 * @param options.scriptUrl Where the module came from: the server, unless one is named.
 */
export function readSettings(
  attribute: (name: (typeof ATTRIBUTES)[number]) => string | null,
  { pageLanguage, scriptUrl }: { pageLanguage: string; scriptUrl: string },
): ChatSettings {
  const questions = listOf(attribute('questions'), /[|\n]/);
  return {
    mode: oneOf(['inline', 'docked', 'launcher'], attribute('mode')) ?? 'launcher',
    language: spokenLanguage(attribute('language')) ?? spokenLanguage(pageLanguage) ?? 'en',
    theme: oneOf(['light', 'dark'], attribute('theme')) ?? 'auto',
    heading: attribute('heading')?.trim() || null,
    placeholder: attribute('placeholder')?.trim() || null,
    questions: questions.length > 0 ? questions : null,
    documentIds: listOf(attribute('document'), /[\s,]/),
    tags: listOf(attribute('tags'), /[,\n]/),
    server: assistantUrl(attribute('assistant'), serverUrl(attribute('server'), scriptUrl)),
    position: oneOf(['bottom-start', 'top-end', 'top-start'], attribute('position')) ?? 'bottom-end',
    layer: oneOf(['top'], attribute('layer')) ?? 'page',
    messages: parsed(attribute('messages')),
    contact: readContact(attribute('contact')),
  };
}

function oneOf<const Value extends string>(values: Value[], given: string | null): Value | undefined {
  return values.find((value) => value === given?.trim().toLowerCase());
}

/** The language of a tag such as `de-AT`, where the widget speaks it. */
function spokenLanguage(tag: string | null): string | undefined {
  const language = /^[a-z]+/i.exec(tag?.trim() ?? '')?.[0].toLowerCase();
  return language !== undefined && isSpoken(language) ? language : undefined;
}

function parsed(json: string | null): unknown {
  try {
    return JSON.parse(json ?? 'null');
  } catch {
    return null;
  }
}

function listOf(given: string | null, separator: RegExp): string[] {
  return (given ?? '')
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** The address of the server, with a slash at the end, so that relative addresses resolve below its path. */
function serverUrl(given: string | null, scriptUrl: string): URL {
  const script = new URL('.', scriptUrl);
  const url = given !== null && URL.canParse(given, script.href) ? new URL(given, script) : script;
  const { origin, pathname } = /^https?:$/.test(url.protocol) ? url : script;
  return new URL(`${origin}${pathname.replace(/\/*$/, '/')}`);
}

/** The address of one of several assistants, below that of its server. */
function assistantUrl(name: string | null, server: URL): URL {
  return name ? new URL(`assistants/${name}/`, server) : server;
}
