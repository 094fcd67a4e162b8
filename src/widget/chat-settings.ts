import type { Language } from '../protocol/language.ts';
import type { ChatMode } from './chat-element.ts';

/** Settings of a chat, from the attributes of `<pilcrow-chat>`. */
export interface ChatSettings {
  mode: ChatMode;
  language: Language;
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
  server: URL;
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
] as const;

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
    language: oneOf(['ru', 'en'], attribute('language')) ?? (/^ru\b/i.test(pageLanguage) ? 'ru' : 'en'),
    theme: oneOf(['light', 'dark'], attribute('theme')) ?? 'auto',
    heading: attribute('heading')?.trim() || null,
    placeholder: attribute('placeholder')?.trim() || null,
    questions: questions.length > 0 ? questions : null,
    documentIds: listOf(attribute('document'), /[\s,]/),
    tags: listOf(attribute('tags'), /[,\n]/),
    server: serverUrl(attribute('server'), scriptUrl),
  };
}

function oneOf<const Value extends string>(values: Value[], given: string | null): Value | undefined {
  return values.find((value) => value === given?.trim().toLowerCase());
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
