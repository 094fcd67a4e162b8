/** The part of `tokenizer.json` that this needs: a SentencePiece vocabulary with the logarithm of each piece's probability. */
export interface UnigramFile {
  model: { type: string; unk_id: number; vocab: [piece: string, score: number][] };
}

/** The pieces of a model, in arrays: they are handed from thread to thread without a copy, and no object is made for each. */
export interface Vocabulary {
  trie: PieceTrie;
  /** The logarithm of the probability of each piece. */
  scores: Float64Array;
  /** All pieces, one after the other, and where each ends. */
  written: string;
  ends: Uint32Array;
  unknownId: number;
}

/**
 * A tree of the beginnings of pieces, as a hash table: a beginning is its place in it plus 2, the empty one is 1, and a place is found by the beginning that is shorter
 * by one UTF-16 unit and by that unit.
 */
interface PieceTrie {
  /** 0 where a place is free. */
  shorter: Uint32Array;
  units: Uint16Array;
  /** Which piece a beginning is, or `NO_PIECE`. */
  ids: Int32Array;
}

/** The beginning that all pieces have: no letter. */
export const NOTHING = 1;
export const NO_PIECE = -1;
/** About so many units of pieces need one place more in a tree; it is made again with twice as many places where half of them do not do. */
const UNITS_A_PLACE = 2;

/** Makes the arrays of a vocabulary. @throws Error for another kind of file */
export function compileVocabulary({ model }: UnigramFile): Vocabulary {
  const { type, vocab, unk_id: unknownId } = model;
  if (type !== 'Unigram') throw new Error(`its tokens are of the kind "${type}", not "Unigram"`);
  const pieces = vocab.map(([piece]) => piece);
  let end = 0;
  return {
    trie: createTrie(pieces),
    scores: Float64Array.from(vocab, ([, score]) => score),
    written: pieces.join(''),
    ends: Uint32Array.from(pieces, ({ length }) => {
      end += length;
      return end;
    }),
    unknownId,
  };
}

/** The beginning that is longer by a UTF-16 unit; 0 where no piece begins so. */
export function longerBy(unit: number, beginning: number, trie: PieceTrie): number {
  const place = placeOf(unit, beginning, trie);
  return trie.shorter[place] === 0 ? 0 : place + 2;
}

/** The piece that a beginning is as a whole, or `NO_PIECE`. */
export function pieceAt(beginning: number, { ids }: PieceTrie): number {
  return beginning === NOTHING ? NO_PIECE : ids[beginning - 2]!;
}

/** Where the longer beginning is, or would be. */
function placeOf(unit: number, beginning: number, { shorter, units }: PieceTrie): number {
  const last = shorter.length - 1;
  let place = (Math.imul(beginning, 0x9e3779b1) + Math.imul(unit, 0x85ebca6b)) >>> 0;
  place = (place ^ (place >>> 15)) & last;
  while (shorter[place] !== 0 && (shorter[place] !== beginning || units[place] !== unit)) place = (place + 1) & last;
  return place;
}

function createTrie(pieces: readonly string[]): PieceTrie {
  const units = pieces.reduce((sum, { length }) => sum + length, 0);
  for (let places = 2 ** Math.ceil(Math.log2(1 + units / UNITS_A_PLACE)); ; places *= 2) {
    const trie = { shorter: new Uint32Array(places), units: new Uint16Array(places), ids: new Int32Array(places) };
    if (fill(trie, pieces)) return trie;
  }
}

/** @returns Whether there was room: half the places stay free, so that what is not there is soon known not to be. */
function fill(trie: PieceTrie, pieces: readonly string[]): boolean {
  let room = trie.shorter.length / 2;
  trie.ids.fill(NO_PIECE);
  for (let id = 0; id < pieces.length; id += 1) {
    const piece = pieces[id]!;
    let beginning = NOTHING;
    for (let at = 0; at < piece.length; at += 1) {
      const place = placeOf(piece.charCodeAt(at), beginning, trie);
      if (trie.shorter[place] === 0) {
        if (room === 0) return false;
        room -= 1;
        trie.shorter[place] = beginning;
        trie.units[place] = piece.charCodeAt(at);
      }
      beginning = place + 2;
    }
    if (beginning !== NOTHING) trie.ids[beginning - 2] = id;
  }
  return true;
}
