import { inverseOf } from '../stores/bm25.ts';
import type { ExpandedTerm, ParagraphWords, Vocabulary } from '../stores/paragraph-search.ts';
import { createSpellingReader } from '../text/n-grams.ts';

const SATURATION = 1.2;
const LENGTH_NORMALIZATION = 0.75;
const NONE: readonly number[] = [];

/** How much of the spelling of a question's terms texts have, as a share of all of it, 0…1. */
export interface Spelling {
  ofParagraph(words: ParagraphWords): number;
  ofWords(words: readonly string[]): number;
}

/**
 * Compares by BM25 over the character 4-grams of terms, in any writing and any language (McNamee & Mayfield, 2004).
 *
 * @param candidates The paragraphs that are compared: a 4-gram counts the more, the fewer of them have it.
 */
export function createSpelling(
  terms: readonly ExpandedTerm[],
  candidates: readonly ParagraphWords[],
  vocabulary: Pick<Vocabulary, 'terms'>,
): Spelling {
  const reader = createSpellingReader(terms);
  const gramsOf = cacheGrams(reader.gramsOf, vocabulary);
  const countGrams = ({ terms: keys, frequencies }: ParagraphWords) => {
    const counts = new Float32Array(reader.weights.length);
    for (let place = 0; place < keys.length; place += 1) {
      const grams = gramsOf(keys[place]!);
      for (let index = 0; index < grams.length; index += 1) counts[grams[index]!]! += frequencies[place]!;
    }
    return counts;
  };
  const paragraphsWith = new Uint32Array(reader.weights.length);
  const countsOf = new Map<ParagraphWords, Float32Array>();
  for (const words of candidates) {
    const counts = countGrams(words);
    for (let gram = 0; gram < counts.length; gram += 1) if (counts[gram]! > 0) paragraphsWith[gram]! += 1;
    countsOf.set(words, counts);
  }
  const weights = reader.weights.map((weight, gram) => weight * inverseOf(paragraphsWith[gram]!, candidates.length));
  const total = weights.reduce((sum, weight) => sum + weight, 0) || 1;
  const averageLength = candidates.reduce((sum, { length }) => sum + length, 0) / candidates.length;
  return {
    ofParagraph(words) {
      const norm = SATURATION * (1 - LENGTH_NORMALIZATION + (LENGTH_NORMALIZATION * words.length) / averageLength);
      const counts = countsOf.get(words) ?? countGrams(words);
      let sum = 0;
      for (let gram = 0; gram < counts.length; gram += 1) {
        const frequency = counts[gram]!;
        if (frequency > 0) sum += (weights[gram]! * frequency) / (frequency + norm);
      }
      return sum / total;
    },
    ofWords(words) {
      const grams = new Set(words.flatMap(reader.gramsOf));
      return [...grams].reduce((sum, gram) => sum + weights[gram]!, 0) / total;
    },
  };
}

/** Reads each term once: paragraphs have most of their terms in common, and few of them anything of a question. */
function cacheGrams(
  gramsOf: (term: string) => readonly number[],
  { terms }: Pick<Vocabulary, 'terms'>,
): (termKey: number) => readonly number[] {
  /** By key of the term: where its 4-grams are in the list, plus 1; 0 for one that was not read yet. */
  const places = new Uint32Array(terms.length);
  const lists: (readonly number[])[] = [NONE];
  return (termKey) => {
    const place = places[termKey];
    if (place) return lists[place - 1]!;
    // A term of a paragraph that was added since the vocabulary was read: the search is repeated.
    const grams = gramsOf(terms[termKey] ?? '');
    places[termKey] = grams.length === 0 ? 1 : lists.push(grams);
    return grams;
  };
}
