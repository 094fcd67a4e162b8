import { type Piece, textOf } from '../labels/read-labels.ts';

/** A full stop may stand in a number, or behind an abbreviation: alone at the end of a text that was cut it ends a sentence behind a word. */
const SURE_END = /(?:[!?…。！？]|\p{L}{4}\.|\.[»"”’')\]*_\s]+)[»"”’')\]*_\s]*$/u;

/** Whether the last sentence of a text that was cut lacks its own end. */
export function isUnfinished({ pieces }: { pieces: Piece[] }): boolean {
  const labels = pieces.findLastIndex(({ kind }) => kind === 'labels');
  const behind = textOf(pieces.slice(labels + 1)).trim();
  const before = textOf(pieces.slice(0, labels === -1 ? 0 : labels)).trim();
  if (labels !== -1 && behind === '') return !/[.!?…。！？][»"”’')\]*_]*$/u.test(before);
  if (labels !== -1 && /^[.!?…。！？]+$/u.test(behind)) return false;
  return !SURE_END.test(textOf(pieces));
}
