const SATURATION = 1.2;
const LENGTH_SHARE = 0.75;

/** The paragraphs that have a term, and how often each has it. */
interface Postings {
  places: number[];
  counts: number[];
}

/**
 * Indexes texts for the textbook BM25 (Robertson and Zaragoza, 2009; k1 1.2, b 0.75), in which a term counts once however often a query says it.
 * It shares no code with the search that it is compared with.
 *
 * @returns The scores of all texts for a query, in the order of the texts; 0 for a text without a term of the query.
 */
export function createPlainBm25(
  texts: readonly string[],
  termsOf: (text: string) => string[],
): (query: string) => number[] {
  const postings = new Map<string, Postings>();
  const lengths = texts.map((text, place) => {
    const terms = termsOf(text);
    for (const term of terms) addTo(postings, term, place);
    return terms.length;
  });
  const meanLength = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
  const lengthFactors = lengths.map((length) => SATURATION * (1 - LENGTH_SHARE + (LENGTH_SHARE * length) / meanLength));

  return (query) => {
    const scores = new Array<number>(texts.length).fill(0);
    for (const term of new Set(termsOf(query))) {
      const { places, counts } = postings.get(term) ?? { places: [], counts: [] };
      const inverseFrequency = Math.log(1 + (texts.length - places.length + 0.5) / (places.length + 0.5));
      for (const [index, place] of places.entries()) {
        const count = counts[index]!;
        scores[place]! += (inverseFrequency * count * (SATURATION + 1)) / (count + lengthFactors[place]!);
      }
    }
    return scores;
  };
}

function addTo(postings: Map<string, Postings>, term: string, place: number): void {
  const known = postings.get(term);
  if (known === undefined) postings.set(term, { places: [place], counts: [1] });
  else if (known.places.at(-1) === place) known.counts[known.counts.length - 1]! += 1;
  else {
    known.places.push(place);
    known.counts.push(1);
  }
}
