import { labelsIn, type Piece } from './read-labels.ts';

/** What closes a sentence, or the last cell of a row: labels stand before it. */
const CLOSING = /(?:[.!?…。！？]+[»"”’)*_]*|\s*\|)?$/u;
/** In UTF-16 code units: what closes a sentence is no longer. */
const MAX_CLOSING = 40;
const PUNCTUATION = /^\s*[.,;:!?…»)]/u;

/**
 * Puts labels into a sentence: those that the model wrote stay where they are, others come where it wrote its last ones, or before what closes the
 * sentence; what it wrote besides is left out. A sentence never begins with a label: there is nothing yet that it could prove.
 */
export function placeLabels(pieces: readonly Piece[], labels: readonly number[]): Piece[] {
  const added = labels.filter((label) => !labelsIn(pieces).includes(label));
  const last = pieces.findLastIndex(({ kind }) => kind === 'labels');
  const kept = pieces.map((piece, index): Piece => {
    if (piece.kind === 'text') return piece;
    const own = piece.labels.filter((label) => labels.includes(label));
    return { kind: 'labels', labels: index === last ? [...own, ...added] : own };
  });
  const placed = joined(last === -1 ? beforeClosing(kept, added) : kept);
  const first = placed.findIndex((piece) => piece.kind === 'text' && piece.text.trim() !== '');
  if (first <= 0) return placed;
  // What stands before the words proves them like what stands behind; behind, it comes once.
  const leading = labelsIn(placed.slice(0, first));
  const rest = placed.slice(first);
  return beforeClosing(
    rest,
    leading.filter((label) => !labelsIn(rest).includes(label)),
  );
}

function beforeClosing(pieces: readonly Piece[], labels: number[]): Piece[] {
  const last = pieces.at(-1);
  if (labels.length === 0) return [...pieces];
  if (last?.kind !== 'text') return [...pieces, { kind: 'labels', labels }];
  const words = last.text.trimEnd();
  const from = Math.max(0, words.length - MAX_CLOSING);
  const end = from + CLOSING.exec(words.slice(from))!.index;
  return joined([
    ...pieces.slice(0, -1),
    { kind: 'text', text: last.text.slice(0, end) },
    { kind: 'labels', labels },
    { kind: 'text', text: last.text.slice(end) },
  ]);
}

/** The pieces without empty ones; where labels were left out, no blank stays before a full stop. */
function joined(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = [];
  for (const piece of pieces) {
    if (piece.kind === 'labels' ? piece.labels.length === 0 : piece.text === '') continue;
    const last = result.at(-1);
    if (piece.kind === 'text' && last?.kind === 'text') {
      last.text = (PUNCTUATION.test(piece.text) ? last.text.trimEnd() : last.text) + piece.text;
    } else result.push({ ...piece });
  }
  return result;
}
