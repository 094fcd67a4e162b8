import type { Span } from '../../protocol/places.ts';
import { splitSentences } from '../../text/split-sentences.ts';
import { tokenize } from '../../text/tokenize.ts';
import type { DocumentStructure } from '../structure/read-structure.ts';
import { formsOf } from '../structure/word-forms.ts';

/** The sentences of a document that have all of some words, in any of their forms, in the order of its text. */
export function findMentions(words: readonly string[], { document: { text }, statements }: DocumentStructure): Span[] {
  const families = words.map(formsOf);
  const hasAll = (sentence: string) => {
    const own = tokenize(sentence);
    return families.every((isLike) => own.some(isLike));
  };
  return statements
    .filter(({ start, end }) => hasAll(text.slice(start, end)))
    .flatMap(({ start, end }) =>
      splitSentences(text.slice(start, end))
        .map((sentence) => ({ start: start + sentence.start, end: start + sentence.end }))
        .filter((sentence) => hasAll(text.slice(sentence.start, sentence.end))),
    );
}
