import type { Keywords } from '../../../../src/stores/sqlite/keywords/keywords.ts';
import { seededRandom } from '../../../support/seeded-random.ts';

/** Frequencies of the terms of a paragraph, by key. */
export type Terms = Map<number, number>;

/** Frequencies at which the number of bytes changes, and the largest. */
const FREQUENCIES = [1, 1, 1, 2, 3, 63, 64, 127, 128, 129, 254, 255];

/** Makes paragraphs whose terms look random and are the same for the same seed: some terms in most of them, most in few. */
export function randomTerms(seed: number, { termCount, most }: { termCount: number; most: number }): () => Terms {
  const random = seededRandom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  return () => {
    const terms: Terms = new Map();
    for (let left = below(most + 1); left > 0; left -= 1) {
      terms.set(Math.floor(termCount * random() ** 3), FREQUENCIES[below(FREQUENCIES.length)]!);
    }
    return terms;
  };
}

/** What an index says of a term: its frequency by slot. */
export function readTerm(keywords: Pick<Keywords, 'countOf' | 'read'>, termKey: number): Map<number, number> {
  const count = keywords.countOf(termKey);
  // One more place than there should be: what is written behind the end shows.
  const postings = { slots: new Uint32Array(count + 1), frequencies: new Uint16Array(count + 1) };
  keywords.read(termKey, postings);
  if (postings.frequencies[count] !== 0) throw new Error(`more postings of term ${termKey} than ${count}`);
  const slots = [...postings.slots.subarray(0, count)];
  if (slots.some((slot, place) => place > 0 && slot <= slots[place - 1]!)) throw new Error('slots out of order');
  return new Map(slots.map((slot, place) => [slot, postings.frequencies[place]!]));
}
