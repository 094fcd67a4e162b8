import type { LanguageTag } from '../protocol/language.ts';
import { UNDETERMINED } from './language-tags.ts';
import { languageInScript } from './languages/language-in-script.ts';
import { SCRIPT_LANGUAGES, type ScriptWords, wordsByScript } from './languages/script-languages.ts';
import { ASKING_WORDS, STOP_WORDS } from './stop-words.ts';

/** A long text is what its beginning is, in UTF-16 code units. */
const SAMPLE_LENGTH = 5000;
/** Up to this length, in UTF-16 code units, what stands in quotation marks may be a name in another language. */
const QUESTION_LENGTH = 500;
const QUOTED = /«[^«»]*»|“[^“”]*”|„[^„“”]*[“”]|"[^"]*"/gu;
const APOSTROPHE = /[ʻʼ‘’`´]/gu;

/** What a word says for its script, beside one that holds sentences together, which says 1. */
const WORD_WEIGHT = 0.5;
/** Names of products and words of computing are written in Latin letters in every language. */
const LATIN_WORD_WEIGHT = 0.1;
/** Words that hold sentences together in the languages that most people write in Latin letters. Those of Russian and English are stop words. */
const LATIN_FUNCTION_WORDS = new Set(
  `der die das und ist sind ein eine wer wie wann wo warum auf mit von für nicht el la los las que qué es y un una de del cómo quién le les et est
  qui où pourquoi il che di è per non con os um uma do da não het een en van wie wat ve bir ne kim i w z jest nie na se och att och som og på si ce`.split(
    /\s+/,
  ),
);
/** From this share of kana on, Chinese characters are Japanese. */
const MIN_KANA = 0.1;

/**
 * The language of a text as a BCP 47 tag, `und` where nothing decides it: first the script that its sentences are made of, then, where
 * languages share it, signs of some of them, and n-grams.
 */
export function detectLanguage(text: string): LanguageTag {
  if (text.length > QUESTION_LENGTH) return languageOf(text);
  let language = known.get(text);
  if (language === undefined) {
    language = languageOf(text);
    if (known.size === MAX_CACHED_TEXTS) known.clear();
    known.set(text, language);
  }
  return language;
}

/** Languages of short texts, cached: each part of an answer asks for that of the question. */
const known = new Map<string, LanguageTag>();
const MAX_CACHED_TEXTS = 500;

function languageOf(text: string): LanguageTag {
  const byScript = wordsByScript(withoutNames(text.slice(0, SAMPLE_LENGTH)));
  const [found] = [...byScript.values()].sort((a, b) => evidenceOf(b) - evidenceOf(a));
  if (!found) return UNDETERMINED;
  const kana = (byScript.get('Hiragana')?.count ?? 0) + (byScript.get('Katakana')?.count ?? 0);
  if (found.script === 'Han' && kana >= MIN_KANA * (kana + found.count)) return 'ja';
  return SCRIPT_LANGUAGES[found.script] ?? languageInScript(found) ?? UNDETERMINED;
}

/** A text with plain apostrophes, a short one without what it puts in quotation marks, unless nothing else is left. */
function withoutNames(text: string): string {
  const plain = text.normalize('NFC').replace(APOSTROPHE, "'");
  if (plain.length > QUESTION_LENGTH) return plain;
  const rest = plain.replace(QUOTED, ' ');
  return /\p{L}/u.test(rest) ? rest : plain;
}

/** How much speaks for a text being in this script. */
function evidenceOf({ script, plain, count }: ScriptWords): number {
  const isFunctionWord = (word: string) =>
    STOP_WORDS.has(word) || ASKING_WORDS.has(word) || (script === 'Latin' && LATIN_FUNCTION_WORDS.has(word));
  return plain.filter(isFunctionWord).length + count * (script === 'Latin' ? LATIN_WORD_WEIGHT : WORD_WEIGHT);
}
