/** The language of each script that its writing alone shows; null where several languages share it. */
export const SCRIPT_LANGUAGES = {
  Latin: null,
  Cyrillic: null,
  Arabic: null,
  Devanagari: null,
  Greek: 'el',
  Hebrew: 'he',
  Armenian: 'hy',
  Georgian: 'ka',
  Han: 'zh',
  Hiragana: 'ja',
  Katakana: 'ja',
  Hangul: 'ko',
  Thai: 'th',
  Lao: 'lo',
  Khmer: 'km',
  Myanmar: 'my',
  Tibetan: 'bo',
  Bengali: 'bn',
  Gujarati: 'gu',
  Gurmukhi: 'pa',
  Kannada: 'kn',
  Malayalam: 'ml',
  Oriya: 'or',
  Sinhala: 'si',
  Tamil: 'ta',
  Telugu: 'te',
  Ethiopic: 'am',
} as const;

export type Script = keyof typeof SCRIPT_LANGUAGES;

/** Scripts that are written without blanks between words. */
const UNSPACED_SCRIPTS = new Set<Script>(['Han', 'Hiragana', 'Katakana', 'Thai', 'Lao', 'Khmer', 'Myanmar', 'Tibetan']);

/** About as many letters of a script without blanks make a word. */
const LETTERS_A_WORD = 2;

/** A run of letters of one script, with its marks and with apostrophes inside. */
const RUN = new RegExp(
  Object.keys(SCRIPT_LANGUAGES)
    .map((script) => `(?<${script}>\\p{Script=${script}}(?:[\\p{Script=${script}}\\p{M}]|'(?=\\p{Script=${script}}))*)`)
    .join('|'),
  'gu',
);

/** The words of a text in one script. */
export interface ScriptWords {
  script: Script;
  /** As they are written, in order. */
  words: string[];
  /** Those, in small letters, that are not capitalised within the text, as names are. */
  plain: string[];
  /** How many words that makes, where there are no blanks as well. */
  count: number;
}

/** Divides a text into the words of each script. */
export function wordsByScript(text: string): Map<Script, ScriptWords> {
  const isAllCapitals = text === text.toUpperCase();
  const byScript = new Map<Script, ScriptWords>();
  let isFirst = true;
  for (const { 0: word, groups } of text.matchAll(RUN)) {
    const script = Object.keys(groups!).find((name) => groups![name] !== undefined) as Script;
    const found = byScript.get(script) ?? { script, words: [], plain: [], count: 0 };
    byScript.set(script, found);
    const small = word.toLowerCase();
    found.words.push(word);
    if (isFirst || isAllCapitals || word.startsWith(small.slice(0, 1))) found.plain.push(small);
    found.count += UNSPACED_SCRIPTS.has(script) ? word.length / LETTERS_A_WORD : 1;
    isFirst = false;
  }
  return byScript;
}
