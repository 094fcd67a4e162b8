import type { Span } from '../../protocol/places.ts';
import { splitSentences } from '../../text/split-sentences.ts';
import { tokenize } from '../../text/tokenize.ts';
import type { DocumentStructure } from '../structure/read-structure.ts';
import { formsOf } from '../structure/word-forms.ts';

/** The sentences of a document that have all of some words, in any of their forms, in the order of its text. */
export function findMentions(words: readonly string[], structure: DocumentStructure): Span[] {
  const forms = words.map(formsOf);
  return findSentences(structure, (sentence) => {
    const own = tokenize(sentence);
    return forms.every((isForm) => own.some(isForm));
  });
}

/** The sentences of a document that are as wanted. */
export function findSentences(
  { document: { text }, statements }: DocumentStructure,
  isWanted: (sentence: string) => boolean,
): Span[] {
  return statements
    .filter(({ start, end }) => isWanted(text.slice(start, end)))
    .flatMap(({ start, end }) =>
      splitSentences(text.slice(start, end))
        .map((sentence) => ({ start: start + sentence.start, end: start + sentence.end }))
        .filter((sentence) => isWanted(text.slice(sentence.start, sentence.end))),
    );
}
