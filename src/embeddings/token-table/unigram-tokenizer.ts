import { longerBy, NO_PIECE, NOTHING, pieceAt, type Vocabulary } from './vocabulary.ts';

/** Splits texts into the tokens of a model. */
export interface UnigramTokenizer {
  /** The ids of the tokens of a text, of the first `limit` of them. */
  encode(text: string, limit?: number): number[];
  /** How a token is written; the first of a word begins with ▁. */
  pieceOf(id: number): string;
  unknownId: number;
}

/** Words whose tokens are cached; the next one empties the cache. */
const MAX_CACHED_WORDS = 50_000;
/** What a character without a token costs more than the least probable one. */
const UNKNOWN_PENALTY = 10;
const WORD = /\S+/g;

/**
 * Creates the tokenizer of the built-in model, as its `tokenizer.json` describes it: the normalisation is that of `embeddings/training/corpus.py`, words are
 * split at blanks, and each into the pieces of the greatest probability (Kudo, 2018).
 */
export function createUnigramTokenizer(vocabulary: Vocabulary): UnigramTokenizer {
  const { written, ends, unknownId } = vocabulary;
  const splitWord = createSplitter(vocabulary);
  const known = new Map<string, number[]>();
  const split = (word: string) => {
    let ids = known.get(word);
    if (ids === undefined) {
      ids = splitWord(`▁${word}`);
      if (known.size === MAX_CACHED_WORDS) known.clear();
      known.set(word, ids);
    }
    return ids;
  };
  /** The words of a text, cached for the latest: a word is read for its tokens, and for whether it is known. */
  let latest = { text: '', words: [] as string[] };
  const wordsOf = (text: string) => {
    if (latest.text !== text) latest = { text, words: normalise(text).match(WORD) ?? [] };
    return latest.words;
  };
  return {
    encode(text, limit = Number.POSITIVE_INFINITY) {
      const ids: number[] = [];
      for (const word of wordsOf(text)) {
        for (const id of split(word)) ids.push(id);
        if (ids.length >= limit) return ids.slice(0, limit);
      }
      return ids;
    },
    pieceOf: (id) => written.slice(id === 0 ? 0 : ends[id - 1], ends[id]),
    unknownId,
  };
}

function normalise(text: string): string {
  const plain = text.normalize('NFKC').toLowerCase().replaceAll('ё', 'е');
  return plain.replace(/[^\p{L}\p{N}%$€₽+#]+/gu, ' ');
}

/** Creates what splits a word by the Viterbi algorithm. */
function createSplitter({ trie, scores, unknownId }: Vocabulary): (word: string) => number[] {
  const unknownScore = scores.reduce((least, score) => Math.min(least, score), 0) - UNKNOWN_PENALTY;
  const best = createWays();
  return (word) => {
    const { sums, lasts, begins } = best.ofLength(word.length);
    const reach = (begin: number, end: number, id: number) => {
      const sum = sums[begin]! + (id === unknownId ? unknownScore : scores[id]!);
      if (sum <= sums[end]!) return;
      sums[end] = sum;
      lasts[end] = id;
      begins[end] = begin;
    };
    for (let begin = 0; begin < word.length; ) {
      const next = begin + (word.codePointAt(begin)! > 0xffff ? 2 : 1);
      let isCovered = false;
      let read = NOTHING;
      for (let end = begin + 1; end <= word.length; end += 1) {
        read = longerBy(word.charCodeAt(end - 1), read, trie);
        if (read === 0) break;
        const id = end < next ? NO_PIECE : pieceAt(read, trie);
        if (id === NO_PIECE) continue;
        reach(begin, end, id);
        isCovered ||= end === next;
      }
      if (!isCovered) reach(begin, next, unknownId);
      begin = next;
    }
    return traceBack(word.length, { lasts, begins }, unknownId);
  };
}

/** The best way to each place in a word: its sum of scores, and its last piece with where that begins. */
interface Ways {
  sums: Float64Array;
  lasts: Int32Array;
  begins: Int32Array;
}

/** Creates room for the ways of one word after another. */
function createWays(): { ofLength(length: number): Ways } {
  let ways = { sums: new Float64Array(), lasts: new Int32Array(), begins: new Int32Array() };
  return {
    ofLength(length) {
      if (length >= ways.sums.length) {
        const room = 2 * (length + 1);
        ways = { sums: new Float64Array(room), lasts: new Int32Array(room), begins: new Int32Array(room) };
      }
      ways.sums.fill(Number.NEGATIVE_INFINITY, 1, length + 1);
      ways.sums[0] = 0;
      return ways;
    },
  };
}

/** The pieces of the best way to the end; unknown ones beside each other are one. */
function traceBack(length: number, { lasts, begins }: Pick<Ways, 'lasts' | 'begins'>, unknownId: number): number[] {
  const ids: number[] = [];
  for (let end = length; end > 0; end = begins[end]!) {
    if (lasts[end] !== unknownId || ids.at(-1) !== unknownId) ids.push(lasts[end]!);
  }
  return ids.reverse();
}
