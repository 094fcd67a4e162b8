import { acronymsIn } from '../text/acronyms.ts';
import { isContractionOf, readingsAsContraction } from '../text/contractions.ts';
import { type FineAnswerType, fineAnswerTypeNamedBy } from '../text/fine-answer-type.ts';
import { tokenize } from '../text/tokenize.ts';
import type { AnalyzedSentence } from './analyze-sentences.ts';
import type { QuestionMatch } from './match-question.ts';
import { readTermsMeant } from './terms-meant.ts';

/** Measures how far sentences have the terms of a question. Lists are in the order of the terms. */
export interface TermsAsked {
  /** The answer type each term names, null for terms of the subject. */
  namedTypes: (FineAnswerType | null)[];
  /** Whether each term is there in other words: as its answer type, its acronym ("MFA" in "multi-factor authentication"), or what it is short for. */
  saidOtherwise(sentence: Pick<AnalyzedSentence, 'answerTypes' | 'initials' | 'wordPairs'>): boolean[];
  /** Likeness of each term to the likest of some words, 0…1; 1 for one that is said otherwise. */
  likenessOf(words: readonly string[], saidOtherwise: readonly boolean[]): number[];
}

/** Reads the terms of a question. */
export function readTermsAsked({ terms, question, vocabulary }: QuestionMatch): TermsAsked {
  const acronyms = new Map(acronymsIn(question).flatMap((acronym) => tokenize(acronym).map((term) => [term, acronym])));
  const namedTypes = terms.map(({ term }) => fineAnswerTypeNamedBy(term));
  const acronymOf = terms.map(({ term }) => acronyms.get(term) ?? null);
  // «Зарплата» is found in «заработная плата».
  const contractions = terms.map(({ term }) => readingsAsContraction(term));
  const termsMeant = readTermsMeant(terms);
  return {
    namedTypes,
    saidOtherwise: ({ answerTypes, initials, wordPairs }) =>
      namedTypes.map((namedType, index) => {
        const acronym = acronymOf[index]!;
        return (
          (namedType !== null && answerTypes.has(namedType)) ||
          (acronym !== null && initials.includes(acronym)) ||
          isContractionOf(wordPairs, contractions[index]!)
        );
      }),
    likenessOf(words, saidOtherwise) {
      const likest = saidOtherwise.map(Number);
      for (const word of words) {
        const key = vocabulary.keyOf(word);
        const meant = key === undefined ? undefined : termsMeant(key);
        if (meant) for (const { index, likeness } of meant) likest[index] = Math.max(likest[index]!, likeness);
      }
      return likest;
    },
  };
}
