import type { Language } from '../../protocol/language.ts';
import { keepLatest } from '../../runtime/keep-latest.ts';
import { ASKING_WORDS, STOP_WORDS } from '../../text/stop-words.ts';
import { ENGLISH } from './forms/english.ts';
import { INTENTS, type Intent } from './forms/form-list.ts';
import { OTHER_LANGUAGES } from './forms/other-languages.ts';
import { RUSSIAN } from './forms/russian.ts';
import { createFormMatcher, type FormMatcher, type Meanings } from './match-forms.ts';
import { asksAnywhere } from './question-signs.ts';
import { foldWords } from './typing/fold-words.ts';
import { inOtherLayout, soundOfLatin } from './typing/keyboard-and-sound.ts';

/** Words that ask nothing of the documents. */
export interface SmallTalk {
  intent: Intent;
  /** What they are in; null where that is no language, or one that the product does not speak. */
  language: Language | null;
}

/** Whether a word is one of its own: then it is not taken for a misspelt one. */
export type WordCheck = (word: string) => boolean;

/** Knows no word as its own. */
export const NO_WORD: WordCheck = () => false;

/** Small talk is short: in words. */
const MAX_WORDS = 16;
/** Words of it that are in none of its forms as they are written, at most, and one of so many. */
const MAX_MISSPELT = 2;
const WORDS_A_MISTAKE = 4;
/** Words that say what thanks are for. */
const MAX_REASON_WORDS = 5;
/** The beginning of a message that may name a task, in words. */
const MAX_TASK_WORDS = 40;
/** A message in Latin letters must have this many to be read as Russian by its sound: "net" is English. */
const MIN_SOUND_LETTERS = 4;

/** What is asked of a calculator. */
const SUM =
  /^\s*(?:(?:сколько будет|чему равно|посчитай|what(?:['’]?s| is)|how much is|calculate)\s+[\d.,]+\s*(?:[-+*×÷/^xх]|плюс|минус|plus|minus|times|умножить на|% от|% of)|\d+\s*[+*×÷])\s*[\d.,]+[\s=?!.]*$/iu;

/** A name that someone gives as theirs, or where they are from, at the end of a message. */
const INTRODUCTION =
  /(?:^|\s)(?:(?:[Мм]еня зовут|[Мм]о[её] имя|[Mm]y name(?: is|['’]s))(?: \p{L}+){1,2}|(?:[Яя]|[Ii] am|[Ii]['’]?m)(?: \p{Lu}\p{Ll}+){1,3})\s*$/u;
const ORIGIN = /\s(?:из|from)(?: \p{L}+){1,2}\s*$/u;

const MATCHERS: Record<Language, FormMatcher> = { en: createFormMatcher(ENGLISH), ru: createFormMatcher(RUSSIAN) };
const LANGUAGES = ['en', 'ru'] as const;
const OTHER_FORMS = new Map(
  INTENTS.flatMap((intent) =>
    (OTHER_LANGUAGES[intent] ?? '').split(',').map((form) => [foldWords(form).join(' '), intent] as const),
  ),
);

/** What a message is, or a part of one, whose words all belong to one intent and the courtesies beside it; null for anything else. */
export function recognizePart(part: string, isWord: WordCheck = NO_WORD): SmallTalk | null {
  return isWord === NO_WORD ? knownByForms(part) : recognize(part, isWord);
}

/** The parts of one message are looked at several times, and many messages begin and end alike. */
const knownByForms = keepLatest((part) => recognize(part, NO_WORD), { count: 256, longest: 300 });

function recognize(part: string, isWord: WordCheck): SmallTalk | null {
  const words = foldWords(part);
  if (words.length === 0 || words.length > MAX_WORDS) return null;
  const other = OTHER_FORMS.get(words.join(' ')) ?? (introduces(part) ? 'greeting' : undefined);
  if (other) return { intent: other, language: null };
  return recognizeWords(words, isWord) ?? thanksFor(words) ?? recognizeSlip(part, words);
}

/** The same for words as they were typed, without slips of the keyboard's layout and Latin letters for Russian. */
export function recognizeWords(words: readonly string[], isWord: WordCheck): SmallTalk | null {
  const isOther: WordCheck = (word) => STOP_WORDS.has(word) || ASKING_WORDS.has(word) || isWord(word);
  for (const language of LANGUAGES) {
    const intent = matchWritten(words, MATCHERS[language], isOther);
    if (intent) return { intent, language };
  }
  return null;
}

/** "Hello, I'm Anna": who greets may be anybody, from anywhere. */
function introduces(part: string): boolean {
  const isGreeting = (text: string) => recognizeWords(foldWords(text), () => true)?.intent === 'greeting';
  const before = part.replace(INTRODUCTION, '');
  if (before !== part && (before.trim() === '' || isGreeting(before))) return true;
  return ORIGIN.test(part) && isGreeting(part.replace(ORIGIN, ''));
}

/** "Thanks for clearing that up": what the thanks are for may be anything that asks nothing. */
function thanksFor(words: readonly string[]): SmallTalk | null {
  const place = words.findIndex((word) => word === 'for' || word === 'за');
  const reason = words.slice(place + 1);
  if (place < 1 || reason.length === 0 || reason.length > MAX_REASON_WORDS || reason.some(asksAnywhere)) return null;
  const thanks = recognizeWords(words.slice(0, place), () => true);
  return thanks?.intent === 'thanks' ? thanks : null;
}

/** Whether words only fill: "bot", "well then". */
export function isFilling(words: readonly string[]): boolean {
  return LANGUAGES.some((own) => words.every((word) => MATCHERS[own].isFiller(MATCHERS[own].lexicon.exact(word))));
}

/** Whether a message begins as a task for a chat model does. Words count as they are: «перевели» is one letter from «переведи». */
export function recognizeTask(message: string): SmallTalk | null {
  if (SUM.test(message)) return { intent: 'task', language: null };
  const words = foldWords(message).slice(0, MAX_TASK_WORDS);
  const language = LANGUAGES.find((own) => {
    const { lexicon, beginsTask } = MATCHERS[own];
    return beginsTask(words.map((word) => lexicon.exact(word)));
  });
  return language ? { intent: 'task', language } : null;
}

/** What was typed in the other keyboard layout, or in Russian with Latin letters. */
function recognizeSlip(part: string, words: readonly string[]): SmallTalk | null {
  const isCyrillic = /\p{Script=Cyrillic}/u.test(part);
  const language = isCyrillic ? 'en' : 'ru';
  const matcher = MATCHERS[language];
  const typed = matchWritten(foldWords(inOtherLayout(part)), matcher, NO_WORD);
  if (typed) return { intent: typed, language };
  if (isCyrillic || words.join('').length < MIN_SOUND_LETTERS) return null;
  const sounding: Meanings = words.map((word) => matcher.lexicon.sounding(soundOfLatin(word)));
  const intent = sounding.some((word) => word.size === 0) ? null : matcher.match(sounding);
  return intent && { intent, language };
}

function matchWritten(words: readonly string[], { lexicon, match }: FormMatcher, isWord: WordCheck): Intent | null {
  const misspelt = words.filter((word) => lexicon.exact(word).size === 0 && lexicon.inflected(word).size === 0).length;
  if (words.length === 0 || misspelt > Math.min(MAX_MISSPELT, Math.ceil(words.length / WORDS_A_MISTAKE))) return null;
  const meanings: ReadonlySet<string>[] = [];
  for (const word of words) {
    const known = lexicon.written(word, isWord);
    // Most messages are questions: the first word that is in no form ends the search.
    if (known.size === 0) return null;
    meanings.push(known);
  }
  return match(meanings);
}
