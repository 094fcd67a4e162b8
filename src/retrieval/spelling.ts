import { inverseOf } from '../stores/bm25.ts';
import type { ExpandedTerm, ParagraphWords, Vocabulary } from '../stores/paragraph-search.ts';
import { spellingOf } from '../text/n-grams.ts';

const SATURATION = 1.2;
const LENGTH_NORMALIZATION = 0.75;

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
  const weights = weightsOfGrams(terms);
  const askedGrams = cached((term: string) => [...spellingOf(term)].filter((gram) => weights.has(gram)));
  const count = ({ frequencies }: ParagraphWords) => {
    const counts = new Map<string, number>();
    for (const [termKey, frequency] of frequencies) {
      for (const gram of askedGrams(vocabulary.terms[termKey]!)) counts.set(gram, (counts.get(gram) ?? 0) + frequency);
    }
    return counts;
  };
  const paragraphsWith = new Map<string, number>();
  let length = 0;
  for (const words of candidates) {
    length += words.length;
    for (const gram of count(words).keys()) paragraphsWith.set(gram, (paragraphsWith.get(gram) ?? 0) + 1);
  }
  const averageLength = length / candidates.length;
  for (const [gram, weight] of weights) {
    weights.set(gram, weight * inverseOf(paragraphsWith.get(gram) ?? 0, candidates.length));
  }
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0) || 1;
  return {
    ofParagraph(words) {
      const norm = SATURATION * (1 - LENGTH_NORMALIZATION + (LENGTH_NORMALIZATION * words.length) / averageLength);
      let sum = 0;
      for (const [gram, frequency] of count(words)) sum += (weights.get(gram)! * frequency) / (frequency + norm);
      return sum / total;
    },
    ofWords(words) {
      const grams = new Set(words.flatMap(askedGrams));
      return [...grams].reduce((sum, gram) => sum + weights.get(gram)!, 0) / total;
    },
  };
}

/** The 4-grams of the terms, each with the weight of the term that counts most. */
function weightsOfGrams(terms: readonly ExpandedTerm[]): Map<string, number> {
  const weights = new Map<string, number>();
  for (const { term, weight } of terms) {
    for (const gram of spellingOf(term)) weights.set(gram, Math.max(weights.get(gram) ?? 0, weight));
  }
  return weights;
}

function cached<Value>(compute: (key: string) => Value): (key: string) => Value {
  const values = new Map<string, Value>();
  return (key) => {
    let value = values.get(key);
    if (value === undefined) {
      value = compute(key);
      values.set(key, value);
    }
    return value;
  };
}
