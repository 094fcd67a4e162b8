import { type Piece, textOf } from './read-markers.ts';

/** A full stop may stand in a number, or behind an abbreviation: alone at the end of a text that was cut it ends a sentence behind a word. */
const SURE_END = /(?:[!?…。！？]|\p{L}{4}\.|\.[»"”’')\]*_\s]+)[»"”’')\]*_\s]*$/u;

/** Which of the last sentences of a text that was cut lacks its own end; -1 when the text breaks off between two. */
export function indexOfUnfinished(sentences: { pieces: Piece[] }[]): number {
  const last = sentences.findLastIndex(({ pieces }) => textOf(pieces).trim() !== '');
  return last !== -1 && isUnfinished(sentences[last]!) ? last : -1;
}

function isUnfinished({ pieces }: { pieces: Piece[] }): boolean {
  const labels = pieces.findLastIndex(({ kind }) => kind === 'labels');
  const behind = textOf(pieces.slice(labels + 1)).trim();
  const before = textOf(pieces.slice(0, labels === -1 ? 0 : labels)).trim();
  if (labels !== -1 && behind === '') return !/[.!?…。！？][»"”’')\]*_]*$/u.test(before);
  if (labels !== -1 && /^[.!?…。！？]+$/u.test(behind)) return false;
  return !SURE_END.test(textOf(pieces));
}
