/** Numbers that lists of them begin with room for. */
const FIRST_ROOM = 1024;

/** Creates what keeps the tokens of words, none at first. A word is its place, a token its row. */
export function createWordTokens() {
  const rows = growingNumbers(Uint32Array);
  const shares = growingNumbers(Float32Array);
  /** Where the tokens of each word begin; those of the last one end with the list. */
  const begins = growingNumbers(Uint32Array);
  begins.add(0);
  return {
    get count() {
      return begins.count - 1;
    },
    add(tokens: readonly { row: number; share: number }[]) {
      for (const { row, share } of tokens) {
        rows.add(row);
        shares.add(share);
      }
      begins.add(rows.count);
    },
    /** The cosines of words: of each the sum of its tokens', each as far as it makes up the word. @param cosinesOf Those of tokens, in their order. */
    cosines(places: Uint32Array, cosinesOf: (rows: Uint32Array) => Float32Array): Float32Array {
      const [row, share, begin] = [rows.values, shares.values, begins.values];
      const tokens: number[] = [];
      for (const place of places) for (let at = begin[place]!; at < begin[place + 1]!; at += 1) tokens.push(row[at]!);
      const ofTokens = cosinesOf(Uint32Array.from(tokens));
      let next = 0;
      return Float32Array.from(places, (place) => {
        let cosine = 0;
        for (let at = begin[place]!; at < begin[place + 1]!; at += 1, next += 1) cosine += share[at]! * ofTokens[next]!;
        return cosine;
      });
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
