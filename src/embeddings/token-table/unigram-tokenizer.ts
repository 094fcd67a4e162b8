/** The part of `tokenizer.json` that this needs: a SentencePiece vocabulary with the logarithm of each piece's probability. */
export interface UnigramFile {
  model: { type: string; unk_id: number; vocab: [piece: string, score: number][] };
}

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
/** Pieces are as long as the longest that begins with the same letters. */
const OPENING = 4;

/**
 * Creates the tokenizer of the built-in model, as its `tokenizer.json` describes it: the normalisation is that of `embeddings/training/corpus.py`, words are
 * split at blanks, and each into the pieces of the greatest probability (Kudo, 2018).
 *
 * @throws Error for another kind of file
 */
export function createUnigramTokenizer({ model }: UnigramFile): UnigramTokenizer {
  const { type, vocab, unk_id: unknownId } = model;
  if (type !== 'Unigram') throw new Error(`its tokens are of the kind "${type}", not "Unigram"`);
  const lattice = createLattice(vocab, unknownId);
  const known = new Map<string, number[]>();
  const split = (word: string) => {
    let ids = known.get(word);
    if (ids === undefined) {
      ids = lattice.split(`▁${word}`);
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
    pieceOf: (id) => vocab[id]![0],
    unknownId,
  };
}

function normalise(text: string): string {
  const plain = text.normalize('NFKC').toLowerCase().replaceAll('ё', 'е');
  return plain.replace(/[^\p{L}\p{N}%$€₽+#]+/gu, ' ');
}

/** Creates what splits a word by the Viterbi algorithm. */
function createLattice(vocab: readonly [piece: string, score: number][], unknownId: number) {
  const idOf = new Map(vocab.map(([piece], id) => [piece, id]));
  const longestFrom = new Map<string, number>();
  for (const [piece] of vocab) {
    const opening = piece.slice(0, OPENING);
    longestFrom.set(opening, Math.max(longestFrom.get(opening) ?? 0, piece.length));
  }
  const unknownScore = vocab.reduce((least, [, score]) => Math.min(least, score), 0) - UNKNOWN_PENALTY;
  const scoreOf = (id: number) => (id === unknownId ? unknownScore : vocab[id]![1]);
  return {
    split(word: string): number[] {
      /** Of the best way to each place in the word: its score, and its last piece with where that begins. */
      const scores = new Float64Array(word.length + 1).fill(Number.NEGATIVE_INFINITY);
      const last = new Int32Array(word.length + 1);
      const begins = new Int32Array(word.length + 1);
      scores[0] = 0;
      const reach = (begin: number, end: number, id: number) => {
        const score = scores[begin]! + scoreOf(id);
        if (score <= scores[end]!) return;
        scores[end] = score;
        last[end] = id;
        begins[end] = begin;
      };
      for (let begin = 0; begin < word.length; ) {
        const next = begin + (word.codePointAt(begin)! > 0xffff ? 2 : 1);
        let isCovered = false;
        const longest = longestFrom.get(word.slice(begin, begin + OPENING)) ?? OPENING;
        for (let end = next; end <= Math.min(word.length, begin + longest); end += 1) {
          const id = idOf.get(word.slice(begin, end));
          if (id === undefined) continue;
          reach(begin, end, id);
          isCovered ||= end === next;
        }
        if (!isCovered) reach(begin, next, unknownId);
        begin = next;
      }
      return traceBack(last, begins, unknownId);
    },
  };
}

/** The pieces of the best way to the end; unknown ones beside each other are one. */
function traceBack(last: Int32Array, begins: Int32Array, unknownId: number): number[] {
  const ids: number[] = [];
  for (let end = last.length - 1; end > 0; end = begins[end]!) {
    if (last[end] !== unknownId || ids.at(-1) !== unknownId) ids.push(last[end]!);
  }
  return ids.reverse();
}
