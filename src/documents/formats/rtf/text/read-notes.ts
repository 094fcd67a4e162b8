import type { Block, NoteBlock } from '../../../canonical-text/blocks.ts';
import { noteReference } from '../../../canonical-text/note-reference.ts';
import { formatNumber } from '../../docx/numbering/format-number.ts';
import type { Piece } from '../../docx/text/read-inline.ts';

/** The formats of numbers of notes, by the names that they have in a DOCX. */
const FORMATS: Readonly<Record<string, string>> = {
  nar: 'decimal',
  nalc: 'lowerLetter',
  nauc: 'upperLetter',
  nrlc: 'lowerRoman',
  nruc: 'upperRoman',
  nchi: 'chicago',
};
const UNKNOWN_MARKER = '*';
/** Signs that mark a note, at the end of the text before it. */
const OWN_MARK = /[*†‡§]+$/u;
const MAX_MARK_LENGTH = 8;

/**
 * Creates what numbers the notes of a document in their order.
 *
 * @param words All words of the beginning of the document, which say how.
 */
export function createNotes(words: ReadonlyMap<string, number>) {
  const counts = { ftn: 0, aftn: 0 };
  let all = 0;
  let pending: NoteBlock[] = [];

  function nextMarker(kind: 'ftn' | 'aftn'): string {
    const format = Object.entries(FORMATS).find(([ending]) => words.has(kind + ending))?.[1] ?? 'decimal';
    const isByPage = words.has(kind === 'ftn' ? 'ftnrstpg' : 'aftnrstpg');
    counts[kind] += 1;
    const number = (words.get(`${kind}start`) ?? 1) + counts[kind] - 1;
    return (isByPage ? null : formatNumber(number, format)) ?? UNKNOWN_MARKER;
  }

  return {
    /**
     * Adds a note, and writes its mark into the text before it.
     *
     * @param before The pieces of that text.
     * @param mark The piece where the number of the note stands, if any.
     */
    add(
      text: string,
      { before, mark, isEndnote }: { before: Piece[]; mark: Piece | undefined; isEndnote: boolean },
    ): void {
      all += 1;
      const id = `note-${all}`;
      const own = mark ? null : takeOwnMark(before);
      const marker = mark ? nextMarker(isEndnote ? 'aftn' : 'ftn') : (own ?? UNKNOWN_MARKER);
      const reference = noteReference({ id, marker });
      if (mark) mark.text = reference;
      else before.push({ text: reference, look: {} });
      const shown = own !== null && text.startsWith(own) ? text.slice(own.length).trim() : text;
      pending.push({ kind: 'note', id, marker, text: shown, page: null });
    },
    /** The notes that were added since the last call. */
    take(): Block[] {
      const taken = pending;
      pending = [];
      return taken;
    },
  };
}

/** Takes the mark that a text itself has for a note: what is raised at its end, or a sign. */
function takeOwnMark(before: Piece[]): string | null {
  const last = before.at(-1);
  if (!last) return null;
  const raised = last.look.shift === 'raised' && last.text.trim().length <= MAX_MARK_LENGTH ? last.text.trim() : '';
  const mark = raised || OWN_MARK.exec(last.text)?.[0];
  if (!mark) return null;
  last.text = raised ? '' : last.text.slice(0, -mark.length);
  return mark;
}
