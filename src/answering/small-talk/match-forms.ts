import { COURTESIES, type FormList, INTENTS, type Intent, OPENINGS } from './forms/form-list.ts';
import { createLexicon, type Lexicon } from './typing/lexicon.ts';

/** What each word of a message may stand for: words of a list of forms. */
export type Meanings = readonly ReadonlySet<string>[];

/** A list of forms made ready to be compared with messages. */
export interface FormMatcher {
  lexicon: Lexicon;
  /** What a message is whose words are all accounted for; null where one is left over. */
  match(meanings: Meanings): Intent | null;
  /** Whether a word may stand beside any form. */
  isFiller(word: ReadonlySet<string>): boolean;
  /** Whether a message begins as a task does; what follows may be anything. */
  beginsTask(meanings: Meanings): boolean;
}

/** Alternatives: a word stands for one of them. */
type Group = ReadonlySet<string>;
interface IntentMatcher {
  intent: Intent;
  forms: Group[][];
  beside: Group;
}

/** Other words that may stand between two of a task. */
const MAX_WORDS_BETWEEN = 3;
/** Stands for any number of words. */
const ANY_WORDS = '…';

/** Reads a list of forms. */
export function createFormMatcher({ fillers, intents, tasks, beforeTasks }: FormList): FormMatcher {
  const filler: Group = new Set(wordsOf(fillers));
  const before: Group = new Set(wordsOf(beforeTasks));
  const taskForms = formsOf(tasks);
  const matchers: IntentMatcher[] = INTENTS.flatMap((intent) => {
    const given = intents[intent];
    return given ? [{ intent, forms: formsOf(given.forms), beside: new Set(wordsOf(given.beside ?? '')) }] : [];
  });
  const groups = [
    filler,
    before,
    ...taskForms.flat(),
    ...matchers.flatMap(({ forms, beside }) => [...forms.flat(), beside]),
  ];
  return {
    lexicon: createLexicon(groups.flatMap((group) => [...group])),
    match(meanings) {
      const found = matchers.flatMap((matcher) => {
        const forms = matcher.forms.filter((form) => form.every((group) => meanings.some((word) => meet(word, group))));
        return forms.length === 0 ? [] : [{ ...matcher, known: [...forms.flat(), matcher.beside] }];
      });
      const polite = found.filter(({ intent }) => COURTESIES.has(intent)).flatMap(({ known }) => known);
      const isWhole = (known: Group[]) =>
        meanings.every((word) => [filler, ...polite, ...known].some((group) => meet(word, group)));
      const share = (known: Group[]) => meanings.filter((word) => known.some((group) => meet(word, group))).length;
      // "Thanks for your help" asks for no help: what accounts for most of the words itself is meant. Of "ok thanks" it is the thanks.
      const [best] = found
        .filter(({ known }) => isWhole(known))
        .map(({ intent, known }) => ({ intent, share: share(known) }))
        .map((one) => ({ ...one, isOpening: OPENINGS.has(one.intent) && one.share < meanings.length }))
        .sort((a, b) => Number(a.isOpening) - Number(b.isOpening) || b.share - a.share);
      return best?.intent ?? null;
    },
    isFiller: (word) => meet(word, filler),
    beginsTask: (meanings) =>
      meanings.some((_, start) => {
        const isFirst = meanings.slice(0, start).every((word) => meet(word, before) || meet(word, filler));
        return isFirst && taskForms.some((form) => begins(meanings.slice(start), form));
      }),
  };
}

/** Whether words begin with a form, each of its groups soon after the one before. */
function begins(meanings: Meanings, form: readonly Group[]): boolean {
  let place = -1;
  let between = 0;
  for (const group of form) {
    if (group.has(ANY_WORDS)) {
      between = meanings.length;
      continue;
    }
    const next = meanings.slice(place + 1, place + 2 + between).findIndex((word) => meet(word, group));
    if (next === -1) return false;
    place += next + 1;
    between = MAX_WORDS_BETWEEN;
  }
  return true;
}

function meet(word: ReadonlySet<string>, group: Group): boolean {
  for (const meaning of word) if (group.has(meaning)) return true;
  return false;
}

/** Words between blanks, ё as е, as `foldWords` gives them. */
function wordsOf(text: string): string[] {
  return text
    .replaceAll('ё', 'е')
    .split(/\s+/)
    .filter((word) => word !== '');
}

/** One form a line; a line that begins with `|` continues the alternatives of the one before. */
function formsOf(lines: string): Group[][] {
  return lines
    .replaceAll(/\s*\n\s*\|/g, '|')
    .split('\n')
    .map((line) => wordsOf(line).map((group) => new Set(group.split('|'))))
    .filter((form) => form.length > 0);
}
