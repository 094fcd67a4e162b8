import { inverseOf, OTHER_PARAGRAPHS, SCORED_AGAIN, saturated } from '../../bm25.ts';
import type { ExpandedTerm, WordScores, WordSearch } from '../../paragraph-search.ts';
import type { KeyRange, Keywords } from './keywords.ts';
import { createPostingsReader, MAX_POSTINGS, type TermPostings } from './read-term-postings.ts';

/** The score of each slot, all 0 between two questions; used by one question at a time, as nothing is awaited in between. */
let table = new Float32Array(0);
/** The slots that were scored, each once; used as the scores are. */
const scored = new Uint32Array(MAX_POSTINGS);

/**
 * BM25 of the best paragraphs, from the postings of all words that the terms may stand for.
 *
 * @param within Only paragraphs with keys between these.
 */
export function scoreByPostings(
  terms: ExpandedTerm[],
  keywords: Keywords,
  {
    limit,
    within,
    maxPostings = MAX_POSTINGS,
  }: Pick<WordSearch, 'limit' | 'maxPostings'> & { within?: KeyRange[] | undefined },
): WordScores {
  if (table.length < keywords.slots) table = new Float32Array(keywords.slots + Math.floor(keywords.slots / 4));
  const scores = table;
  const reader = createPostingsReader(keywords, { within, maxPostings });
  const found: TermPostings[] = [];
  for (const index of rarestFirst(terms, keywords)) found[index] = reader.read(terms[index]!.expansion);

  const { paragraphCount, averageLength } = sumUp(found, reader.likest, keywords);
  const inverseFrequencies = found.map(({ documentFrequency }) => inverseOf(documentFrequency, paragraphCount));
  const factors = terms.map(({ weight }, index) => weight * inverseFrequencies[index]!);
  const touched = addScores(found, { factors, averageLength, lengths: keywords.lengths, scores });
  const { isWhole } = reader;
  const best = bestSlots(touched, scores, isWhole ? limit : Math.max(limit, SCORED_AGAIN));
  const byKey = new Map(best.map((slot) => [keywords.paragraphKeyOf(slot), scores[slot]!]));
  scores.fill(0, 0, keywords.slots);
  return { scores: byKey, inverseFrequencies, averageLength, isWhole };
}

/** Adds up the scores of all slots in which a term was found. @returns Those slots, each once. */
function addScores(
  found: readonly TermPostings[],
  {
    factors,
    averageLength,
    lengths,
    scores,
  }: { factors: number[]; averageLength: number; lengths: Uint16Array; scores: Float32Array },
): Uint32Array {
  let count = 0;
  for (const [index, { slots, frequencies }] of found.entries()) {
    const factor = factors[index]!;
    for (let place = 0; place < slots.length; place += 1) {
      const slot = slots[place]!;
      const before = scores[slot]!;
      if (before === 0) {
        scored[count] = slot;
        count += 1;
      }
      scores[slot] = before + factor * saturated(frequencies[place]!, lengths[slot]!, averageLength);
    }
  }
  return scored.subarray(0, count);
}

/** What inverse frequencies and lengths are measured by: the paragraphs that have words of the question, each counted by its likest. */
function sumUp(found: readonly TermPostings[], likest: Float32Array, { lengths }: Keywords) {
  let reach = 0;
  let length = 0;
  for (const { slots } of found) {
    // By place, here and below: an iterator makes an object for each slot until the loop is compiled, and it runs once a question.
    for (let place = 0; place < slots.length; place += 1) {
      const slot = slots[place]!;
      const likeness = likest[slot]!;
      // Counted with another term before.
      if (likeness === 0) continue;
      reach += likeness;
      length += likeness * lengths[slot]!;
      likest[slot] = 0;
    }
  }
  const mostFrequent = Math.max(0, ...found.map(({ documentFrequency }) => documentFrequency));
  return {
    paragraphCount: OTHER_PARAGRAPHS + Math.max(reach, mostFrequent),
    averageLength: reach === 0 ? 0 : length / reach,
  };
}

/** The places of the terms, those with the fewest postings first. */
function rarestFirst(terms: ExpandedTerm[], keywords: Keywords): number[] {
  const counts = terms.map(({ expansion }) =>
    [...expansion.keys()].reduce((sum, termKey) => sum + keywords.countOf(termKey), 0),
  );
  return terms.map((_, index) => index).sort((a, b) => counts[a]! - counts[b]!);
}

/** The slots with the highest scores, at most `limit`, best first. */
function bestSlots(slots: Uint32Array, scores: Float32Array, limit: number): number[] {
  let best: number[] = [];
  let least = 0;
  for (let place = 0; place < slots.length; place += 1) {
    const slot = slots[place]!;
    if (scores[slot]! <= least) continue;
    best.push(slot);
    if (best.length < limit * 4) continue;
    best = best.sort((a, b) => scores[b]! - scores[a]!).slice(0, limit);
    least = scores[best.at(-1)!]!;
  }
  return best.sort((a, b) => scores[b]! - scores[a]!).slice(0, limit);
}
