import type { Label } from '../../docx/numbering/count-numbers.ts';
import { createCounter } from '../../docx/numbering/count-numbers.ts';
import type { NumberedList } from '../../docx/numbering/read-numbering.ts';
import type { ParagraphFormat } from '../text/group-state.ts';

/** What stands before a paragraph of a list, as the file shows it. */
export interface ShownMarker {
  text: string;
  /** A bullet of the lists of older programs, which have no table. */
  isBullet: boolean;
  /** From 0, of such a list. */
  level: number;
}

const WORDS = /[\p{L}\p{N}]/u;
const NUMBERS = /(?<![\p{L}\p{N}])(?:\p{N}+|[ivxlcdm]+|\p{L})(?![\p{L}\p{N}])/giu;
/** A typed marker, with the tab that sets it apart. */
const TYPED = /^\s*((?:\p{N}+\.)*(?:\p{N}+|\p{L}|[ivxlcdm]+)[.)]|\((?:\p{N}+|\p{L})\)|[•◦▪·–—o-])\t\s*/iu;
/** By how much lists inside each other are usually indented, in twentieths of a point. */
const INDENT = 360;
const NO_STYLE = { id: '', name: '', headingLevel: null, place: {}, alignment: undefined, look: {} };

/** Creates what gives paragraphs their numbers and bullets: as the file shows them, else counted by its lists. */
export function createLabels(lists: ReadonlyMap<string, NumberedList>) {
  const counter = createCounter(lists);
  return {
    /** The label of the next paragraph, and its text without the marker that is typed in it. */
    next(text: string, format: ParagraphFormat, shown: ShownMarker | null): { label: Label | null; text: string } {
      const { list, level: depth } = format;
      const counted = list === null ? null : counter.next({ listId: String(list), level: depth }, NO_STYLE);
      // Some programs write only the blanks of a marker.
      if (shown && (shown.text.trim() !== '' || !counted)) return { label: shownLabel(shown, counted, format), text };
      if (counted) return { label: counted, text };
      const typed = format.first < 0 ? TYPED.exec(text) : null;
      if (!typed) return { label: null, text };
      const level = Math.max(0, Math.round(format.left / INDENT));
      return { label: labelOf(typed[1]!, { kind: 'typed', level }), text: text.slice(typed[0].length) };
    },
  };
}

function shownLabel(shown: ShownMarker, counted: Label | null, format: ParagraphFormat): Label {
  const text = shown.text.trim();
  if (counted) {
    const isBullet = counted.text === null && counted.numbers === 0 && !counted.isBlank;
    return { ...counted, text: isBullet || !WORDS.test(text) ? null : text, isBlank: false };
  }
  if (shown.isBullet) return { ...labelOf('', { kind: 'bullets', level: shown.level }), isBlank: false };
  if (format.list === null) return labelOf(text, { kind: 'shown', level: shown.level });
  return labelOf(text, { kind: `list ${format.list}`, level: format.level });
}

function labelOf(marker: string, { kind, level }: { kind: string; level: number }): Label {
  const isNumber = WORDS.test(marker) && marker !== 'o';
  return {
    text: isNumber ? marker : null,
    isBlank: marker === '',
    level,
    kind,
    numbers: isNumber ? (marker.match(NUMBERS)?.length ?? 0) : 0,
  };
}
