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
      let count = 0;
      for (let index = 0; index < places.length; index += 1)
        count += begin[places[index]! + 1]! - begin[places[index]!]!;
      const tokens = new Uint32Array(count);
      let next = 0;
      for (let index = 0; index < places.length; index += 1) {
        const end = begin[places[index]! + 1]!;
        for (let at = begin[places[index]!]!; at < end; at += 1, next += 1) tokens[next] = row[at]!;
      }
      const ofTokens = cosinesOf(tokens);
      const cosines = new Float32Array(places.length);
      next = 0;
      for (let index = 0; index < places.length; index += 1) {
        const end = begin[places[index]! + 1]!;
        let cosine = 0;
        for (let at = begin[places[index]!]!; at < end; at += 1, next += 1) cosine += share[at]! * ofTokens[next]!;
        cosines[index] = cosine;
      }
      return cosines;
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
