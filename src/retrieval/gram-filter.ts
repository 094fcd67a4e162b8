import { filterBitsOf } from '../text/n-grams.ts';

/** Leaves out most terms of a vocabulary that have nothing of the spelling of a question. */
interface GramFilter {
  /**
   * False for a term that has none of some 4-grams; true for one that has, and for a few others.
   *
   * @param isAsked Of what is asked: see `createSpellingReader`.
   */
  mayHave(termKey: number, isAsked: Uint8Array): boolean;
}

const filters = new WeakMap<readonly string[], GramFilter>();

/**
 * The filter of the terms of a vocabulary, one for each. It reads a term once: the paragraphs of one question have thousands, whose letters are all over the memory.
 */
export function gramFilterOf(terms: readonly string[]): GramFilter {
  const known = filters.get(terms);
  if (known) return known;
  const created = createGramFilter(terms);
  filters.set(terms, created);
  return created;
}

function createGramFilter(terms: readonly string[]): GramFilter {
  /** By key of the term: the place in `bits` where its number of 4-grams is, and then the bits of each; 0 for a term that was not read yet. */
  let places = new Uint32Array(terms.length);
  let bits = new Uint16Array(1024);
  let used = 1;
  const read = (termKey: number) => {
    const own = filterBitsOf(terms[termKey]!);
    if (termKey >= places.length) places = grown(places, new Uint32Array(terms.length * 2));
    if (used + own.length >= bits.length) bits = grown(bits, new Uint16Array((used + own.length) * 2));
    bits[used] = own.length;
    bits.set(own, used + 1);
    places[termKey] = used;
    used += own.length + 1;
  };
  return {
    mayHave(termKey, isAsked) {
      // A term of a paragraph that was added since the vocabulary was read: the search is repeated.
      if (termKey >= terms.length) return false;
      if (!places[termKey]) read(termKey);
      const place = places[termKey]!;
      const end = place + bits[place]!;
      for (let at = place + 1; at <= end; at += 1) if (isAsked[bits[at]!] === 1) return true;
      return false;
    },
  };
}

function grown<Numbers extends Uint32Array | Uint16Array>(numbers: Numbers, into: Numbers): Numbers {
  into.set(numbers);
  return into;
}
