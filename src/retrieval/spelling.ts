import { inverseOf } from '../stores/bm25.ts';
import type { ExpandedTerm, ParagraphWords, Vocabulary } from '../stores/paragraph-search.ts';
import { createSpellingReader, type SpellingReader } from '../text/n-grams.ts';
import { gramFilterOf } from './gram-filter.ts';

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
  const gramsOf = cacheGrams(reader, vocabulary);
  const countGrams = ({ terms: keys, frequencies }: ParagraphWords) => {
    const counts = new Float32Array(reader.weights.length);
    for (let place = 0; place < keys.length; place += 1) {
      for (const gram of gramsOf(keys[place]!)) counts[gram]! += frequencies[place]!;
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
      const isCounted = new Uint8Array(weights.length);
      let sum = 0;
      for (const word of words) {
        for (const gram of reader.gramsOf(word)) {
          if (isCounted[gram] === 0) sum += weights[gram]!;
          isCounted[gram] = 1;
        }
      }
      return sum / total;
    },
  };
}

/** Reads each term once: paragraphs have most of their terms in common, and few of them anything of a question. */
function cacheGrams(
  { isAsked, gramsOf }: SpellingReader,
  { terms }: Pick<Vocabulary, 'terms'>,
): (termKey: number) => readonly number[] {
  const filter = gramFilterOf(terms);
  const known = new Map<number, readonly number[]>();
  return (termKey) => {
    if (!filter.mayHave(termKey, isAsked)) return NONE;
    let grams = known.get(termKey);
    if (grams === undefined) {
      grams = gramsOf(terms[termKey]!);
      known.set(termKey, grams);
    }
    return grams;
  };
}
