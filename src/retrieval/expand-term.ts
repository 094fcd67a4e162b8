import type { TermExpansion, Vocabulary } from '../stores/paragraph-search.ts';
import { gramsOf, overlap } from '../text/n-grams.ts';
import { stemOf } from '../text/stem.ts';
import type { TermMatch } from './meanings.ts';

/** Minimum overlap of 3-grams that counts. */
const MIN_OVERLAP = 0.4;
/** Fewer 3-grams in common than this are chance, unless the term has no more. */
const MIN_SHARED_GRAMS = 3;
/** Cosines of word embeddings at or below this are noise. */
const COSINE_FLOOR = 0.2;
/** A word that only means the same counts less than one that is spelt the same. */
const MEANING_WEIGHT = 0.7;
/** Another form of the same word is nearly the word itself. */
const SAME_STEM = 0.95;
/** Likeness is raised to this power: near misses fade quickly. */
const SHARPNESS = 1.25;
/** A term is expanded to so many words at most, the likest. */
const MAX_EXPANDED_TERMS = 100;

/** Expands a term of a question to words of a corpus (query expansion). */
interface TermExpander {
  /**
   * @param nearest The terms that are nearest in meaning, of `NEAREST_WANTED`.
   * @returns The words that the term may stand for, the likest 100 at most.
   */
  expand(term: string, nearest: readonly TermMatch[]): TermExpansion;
}

/** The nearest terms that `expand` can make use of. */
export const NEAREST_WANTED = { limit: MAX_EXPANDED_TERMS, above: COSINE_FLOOR };

/**
 * Creates the expander over the vocabulary of a corpus. Terms added later are indexed by the next `expand`.
 *
 * Another form of the same word, by its stem, is nearly that word. For others likeness is the mean of containment and Dice overlap of 3-grams, or that
 * of the word embeddings where it is larger: one mechanism for
 * typos, inflections, words glued together, synonyms and translations. After the embedding-based translation models of
 * Ganguly et al. (2015) and Zuccon et al. (2015). A term with a digit stands for itself alone, and no other term for it: a code or a date
 * that is nearly the same is another one.
 */
export function createTermExpander({ terms, keyOf, occurs }: Vocabulary): TermExpander {
  const keysWithGram = new Map<string, number[]>();
  const gramCounts: number[] = [];
  const keysWithStem = new Map<string, number[]>();
  let shared = new Uint8Array(0);
  const indexNewTerms = () => {
    for (let key = gramCounts.length; key < terms.length; key += 1) {
      const grams = gramsOf(terms[key]!);
      gramCounts.push(grams.size);
      addKey(keysWithStem, stemOf(terms[key]!), key);
      for (const gram of grams) addKey(keysWithGram, gram, key);
    }
    if (shared.length < terms.length) shared = new Uint8Array(terms.length * 2);
  };

  /** Calls `visit` for each term that has enough 3-grams in common. */
  const visitLikeSpelt = (term: string, visit: (key: number, overlap: number) => void) => {
    const grams = gramsOf(term);
    const required = Math.min(MIN_SHARED_GRAMS, grams.size);
    const enough: number[] = [];
    for (const gram of grams) {
      for (const key of keysWithGram.get(gram) ?? []) {
        const count = shared[key]! + 1;
        shared[key] = count;
        if (count === required) enough.push(key);
      }
    }
    for (const key of enough) visit(key, overlap(shared[key]!, grams.size, gramCounts[key]!));
    for (const gram of grams) for (const key of keysWithGram.get(gram) ?? []) shared[key] = 0;
  };

  return {
    expand(term, nearest) {
      if (hasDigit(term)) return itself(keyOf(term), occurs);
      indexNewTerms();
      const likeness = new Map<number, number>();
      for (const { termKey, similarity } of nearest) {
        likeness.set(termKey, (MEANING_WEIGHT * (similarity - COSINE_FLOOR)) / (1 - COSINE_FLOOR));
      }
      visitLikeSpelt(term, (key, spelling) => {
        if (spelling >= MIN_OVERLAP) likeness.set(key, Math.max(likeness.get(key) ?? 0, spelling));
      });
      for (const key of keysWithStem.get(stemOf(term)) ?? [])
        likeness.set(key, Math.max(likeness.get(key) ?? 0, SAME_STEM));
      return likestOf([...likeness].filter(([key]) => occurs(key) && !hasDigit(terms[key]!)));
    },
  };
}

function addKey(keys: Map<string, number[]>, entry: string, key: number): void {
  const known = keys.get(entry);
  if (known) known.push(key);
  else keys.set(entry, [key]);
}

function likestOf(likeness: [key: number, likeness: number][]): TermExpansion {
  const likest = likeness.sort(([, a], [, b]) => b - a).slice(0, MAX_EXPANDED_TERMS);
  return new Map(likest.map(([key, value]) => [key, value ** SHARPNESS]));
}

function itself(key: number | undefined, occurs: Vocabulary['occurs']): TermExpansion {
  return new Map(key !== undefined && occurs(key) ? [[key, 1]] : []);
}

function hasDigit(term: string): boolean {
  return /\p{N}/u.test(term);
}
