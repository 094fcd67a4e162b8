/** Numbers that lists of them begin with room for. */
const FIRST_ROOM = 1024;

/** The cosines with rows, in their order. */
export type CosinesOf = (rows: Uint32Array) => Float32Array;

/** Creates what keeps the tokens of words, and the words of tokens; none at first. A word is its place, a token its row. */
export function createWordTokens() {
  const rows = growingNumbers(Uint32Array);
  const shares = growingNumbers(Float32Array);
  /** Where the tokens of each word begin; those of the last one end with the list. */
  const begins = growingNumbers(Uint32Array);
  begins.add(0);
  const wordsOf: number[][] = [];
  const wordMarks = createMarks();
  const wordsWith = (among: readonly number[]) => {
    const places: number[] = [];
    const { seen, search } = wordMarks.next(begins.count);
    for (const row of among) {
      for (const place of wordsOf[row]!) {
        if (seen[place] === search) continue;
        seen[place] = search;
        places.push(place);
      }
    }
    return places;
  };
  const compareTokens = createTokenComparison();
  return {
    get count() {
      return begins.count - 1;
    },
    add(tokens: readonly { row: number; share: number }[]) {
      for (const { row, share } of tokens) {
        rows.add(row);
        shares.add(share);
        wordsOf[row] ??= [];
        wordsOf[row].push(begins.count - 1);
      }
      begins.add(rows.count);
    },
    /** The words that have one of these tokens, and whose cosine is above a number: the sum of their tokens', each as far as it makes up the word. */
    withAny(among: readonly number[], { cosinesOf, above }: { cosinesOf: CosinesOf; above: number }) {
      const places = wordsWith(among);
      const [row, share, begin] = [rows.values, shares.values, begins.values];
      const cosines = compareTokens(places, { row, begin, tokens: wordsOf.length, cosinesOf });
      const found: { place: number; similarity: number }[] = [];
      for (const place of places) {
        const end = begin[place + 1]!;
        let similarity = 0;
        for (let at = begin[place]!; at < end; at += 1) similarity += share[at]! * cosines[row[at]!]!;
        if (similarity > above) found.push({ place, similarity });
      }
      return found;
    },
  };
}

/** Creates what compares the tokens of words. Words share tokens: each is compared once, and all at once. */
function createTokenComparison() {
  const marks = createMarks();
  let cosines = new Float32Array(FIRST_ROOM);
  /** @returns By row, the cosines of the tokens of these words; until the next comparison. */
  return (
    places: readonly number[],
    words: { row: Uint32Array; begin: Uint32Array; tokens: number; cosinesOf: CosinesOf },
  ): Float32Array => {
    const { row, begin, tokens, cosinesOf } = words;
    const { seen, search } = marks.next(tokens);
    const needed: number[] = [];
    for (const place of places) {
      const end = begin[place + 1]!;
      for (let at = begin[place]!; at < end; at += 1) {
        const token = row[at]!;
        if (seen[token] === search) continue;
        seen[token] = search;
        needed.push(token);
      }
    }
    if (cosines.length < tokens) cosines = new Float32Array(tokens * 2);
    const compared = cosinesOf(Uint32Array.from(needed));
    for (let index = 0; index < needed.length; index += 1) cosines[needed[index]!] = compared[index]!;
    return cosines;
  };
}

/** What marks numbers as seen, without a set of them for each search. */
function createMarks() {
  /** By number, the latest search that has seen it. */
  let seen = new Uint32Array(FIRST_ROOM);
  let search = 0;
  return {
    /** Begins a search. @param count Its numbers are below this one. */
    next(count: number) {
      if (seen.length < count) seen = new Uint32Array(count * 2);
      search += 1;
      return { seen, search };
    },
  };
}

/** A list of numbers that grows. */
function growingNumbers<Numbers extends Uint32Array | Float32Array>(kind: new (room: number) => Numbers) {
  let values = new kind(FIRST_ROOM);
  let count = 0;
  return {
    get count() {
      return count;
    },
    /** With room at the end. */
    get values() {
      return values;
    },
    add(value: number) {
      if (count === values.length) {
        const larger = new kind(count * 2);
        larger.set(values);
        values = larger;
      }
      values[count] = value;
      count += 1;
    },
  };
}
