import type { Document } from '../../documents/document.ts';
import type { Embedder } from '../../embeddings/embedder.ts';
import { detectLanguage } from '../../text/detect-language.ts';
import { isOtherLanguage } from '../../text/language-tags.ts';
import { gramsOf, overlapOfGrams } from '../../text/n-grams.ts';
import { isTerm, tokenize } from '../../text/tokenize.ts';
import { wordFamily } from '../../text/word-families.ts';
import { compareWords } from '../grounding/compare-words.ts';

/** Documents that words name. */
export interface NamedDocuments<Named> {
  /** The documents that most of the words name; all that were given when the words name none in particular. */
  documents: Named[];
  /** Whether words name these and not the others. */
  isChosen: boolean;
  /** The words that name no document. */
  otherWords: string[];
}

/** Finds which of some documents words name: by their titles and file names, in any language. @throws MODEL_UNAVAILABLE */
export type NameDocuments = <Named extends Nameable>(
  words: readonly string[],
  documents: readonly Named[],
) => Promise<NamedDocuments<Named>>;

type Nameable = Pick<Document, 'id' | 'title' | 'language'>;

/** Overlap of 3-grams from which a word is a form of another. */
const SAME_WORD = 0.55;
/** Cosine from which a word means what another means; across languages it is lower for the same meaning. */
const SAME_MEANING = 0.5;
const SAME_MEANING_IN_OTHER_LANGUAGE = 0.3;
/** Titles whose words are compared in meaning, at most: beyond that it would cost too much. */
const MAX_COMPARED = 200;

/** Whether a word is one for a document of any kind: it names none of several, unless that has it in its title. */
export const isWordForDocument = wordFamily(
  `документ файл текст договор контракт соглашение устав положение политика регламент приказ закон кодекс правила инструкция декларация заявление отчет протокол памятка руководство справка
  document file text paper contract agreement charter statute policy regulation regulations order law act code rules instructions declaration statement report minutes manual guide handbook terms`,
);

/** Creates the function that finds the documents that words name. */
export function createDocumentNamer({ embedder }: { embedder: Embedder }): NameDocuments {
  return async (words, documents) => {
    const titles = documents.map(({ id, title }) => [
      ...new Set(tokenize(`${title} ${id.replaceAll(/[-_.]+/g, ' ')}`)),
    ]);
    const terms = [...new Set(words)].filter((word) => isTerm(word));
    const bySpelling = terms.map((term) => titles.map((title) => (hasForm(title, term) ? 1 : 0)));
    const isUnknown = terms.map((term, index) => !bySpelling[index]!.includes(1) && !isWordForDocument(term));
    const byMeaning =
      isUnknown.includes(true) && documents.length <= MAX_COMPARED
        ? await meanings(terms, titles, { documents, embedder })
        : [];
    const named = bySpelling.map((likenesses, index) =>
      isUnknown[index] ? (byMeaning[index] ?? likenesses) : likenesses,
    );
    const scores = documents.map((_, place) =>
      named.reduce((sum, ofTerm) => sum + ofTerm[place]! * distinctness(ofTerm), 0),
    );
    const best = Math.max(0, ...scores);
    return {
      documents: best > 0 ? documents.filter((_, place) => scores[place]! >= best * NEARLY) : [...documents],
      isChosen: best > 0,
      otherWords: terms.filter((_, index) => isUnknown[index] && named[index]!.every((likeness) => likeness === 0)),
    };
  };
}

/** Scores this near to the best are as good: the same title twice. */
const NEARLY = 0.99;

function hasForm(title: readonly string[], term: string): boolean {
  if (title.includes(term)) return true;
  if (/\p{N}/u.test(term)) return false;
  const grams = gramsOf(term);
  return title.some((word) => overlapOfGrams(grams, gramsOf(word)) >= SAME_WORD);
}

/** How far each term means a word of each title: 0 where it does not. */
async function meanings(
  terms: readonly string[],
  titles: readonly string[][],
  { documents, embedder }: { documents: readonly Nameable[]; embedder: Embedder },
): Promise<number[][]> {
  const { cosine } = await compareWords(embedder, [...terms, ...titles.flat()]);
  const asked = detectLanguage(terms.join(' '));
  return terms.map((term) =>
    titles.map((title, place) => {
      const isOther = isOtherLanguage(asked, documents[place]!.language) || isOtherScript(term, title.join(' '));
      const best = Math.max(0, ...title.filter(isTerm).map((word) => cosine(term, word)));
      return best >= (isOther ? SAME_MEANING_IN_OTHER_LANGUAGE : SAME_MEANING) ? best : 0;
    }),
  );
}

function isOtherScript(term: string, title: string): boolean {
  return /\p{Script=Cyrillic}/u.test(term) !== /\p{Script=Cyrillic}/u.test(title);
}

/** How much a term says about which document is meant: nothing where it names all or none. */
function distinctness(likenesses: readonly number[]): number {
  const count = likenesses.filter((likeness) => likeness > 0).length;
  return count === 0 || count === likenesses.length ? 0 : 1 / count;
}
