import type { Embedder } from '../embeddings/embedder.ts';
import { mapWithPauses } from '../runtime/pauses.ts';
import type { StoredParagraph } from '../stores/document-reader.ts';
import { initialsOf } from '../text/acronyms.ts';
import { type WordPairs, wordPairsOf } from '../text/contractions.ts';
import { type FineAnswerType, fineAnswerTypesIn, fineAnswerTypesInRow } from '../text/fine-answer-type.ts';
import { termsOf } from '../text/tokenize.ts';
import { type Statement, statementsOf } from './statements-of-paragraph.ts';

/** What is known of a sentence whatever is asked. */
export interface AnalyzedSentence extends Omit<Statement, 'readWith'> {
  /** Its terms, with those of what it is read with; the same list as `ownWords` where that is nothing. */
  words: string[];
  /** Its terms alone. */
  ownWords: string[];
  /** See `initialsOf`. */
  initials: string;
  /** See `wordPairsOf`. */
  wordPairs: WordPairs;
  answerTypes: ReadonlySet<FineAnswerType>;
  vector: Float32Array;
}

/** Analyses the sentences of a paragraph, in the order of its text. @throws MODEL_UNAVAILABLE */
export function analyzeSentences(paragraph: StoredParagraph, embedder: Embedder): Promise<AnalyzedSentence[]> {
  return analyzeStatements(statementsOf(paragraph), embedder);
}

/** Analyses statements, in their order. @throws MODEL_UNAVAILABLE */
export async function analyzeStatements(
  statements: readonly Statement[],
  embedder: Embedder,
): Promise<AnalyzedSentence[]> {
  const texts = statements.map(({ text, readWith }) => [...readWith, text].join('\n'));
  const vectors = await embedder.embed(texts, 'passage');
  return mapWithPauses(statements.entries(), ([index, { readWith, ...statement }]) => {
    const ownWords = [...termsOf(statement.text).keys()];
    return {
      ...statement,
      words: readWith.length === 0 ? ownWords : [...termsOf(texts[index]!).keys()],
      ownWords,
      initials: initialsOf(texts[index]!),
      wordPairs: wordPairsOf(texts[index]!),
      answerTypes: answerTypesOf(statement.text, statement.header),
      vector: vectors[index]!,
    };
  });
}

/** The fine answer types of a text, or of a row of a table with this header. */
export function answerTypesOf(text: string, header: string | null): ReadonlySet<FineAnswerType> {
  return header === null ? fineAnswerTypesIn(text) : fineAnswerTypesInRow(text, header);
}
