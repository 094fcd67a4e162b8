import type { NoteBlock } from '../../../canonical-text/blocks.ts';
import { noteReference } from '../../../canonical-text/note-reference.ts';
import { raised } from '../../../canonical-text/raised.ts';
import type { JoinLines } from '../lines/join-lines.ts';
import { drawnIn, type Line, textOf } from '../lines/page-lines.ts';
import { raisedAtStart, raisedIn, replaceRaised } from '../lines/raised-marks.ts';
import type { Page } from '../lines/running-lines.ts';

/** A page without the notes at its foot. */
export interface PageWithNotes extends Page {
  notes: NoteBlock[];
}

const MARKER = /^(?:\d{1,3}|\p{L}|[*†‡§]{1,3})[.)]?$/u;
const MARKER_AT_START = /^(?<marker>\d{1,3}|\p{L}|[*†‡§]{1,3})[.)]?\s+(?=\S)/u;
/** Shares of the size of the text: notes whose marker is not raised are smaller; lines of a note are alike. */
const SMALLER = 0.93;
const SAME_SIZE = 0.08;
/** In font sizes: the distance to the next line of a note, and the gap above notes that are as large as the text. */
const LEADING = 1.6;
const FOOT_GAP = 3;
/** Share of the height of a page below which its foot is. */
const FOOT = 0.6;

/**
 * Finds the notes of each page: texts that start with a marker which stands raised in the text above. The marks that point to them become references,
 * all other raised texts stay raised, as exponents.
 */
export function findNotes(pages: readonly Page[], join: JoinLines): PageWithNotes[] {
  const size = usualSize(pages);
  return pages.map((page) => {
    const notes = notesOf(page, size);
    const inNotes = new Set(notes.flatMap(({ lines }) => lines));
    const rest = page.lines.filter((line) => !inNotes.has(line));
    const ids = new Map(notes.map(({ marker }) => [marker, idOf(marker, page.number)]));
    return {
      ...page,
      lines: rest.map((line) => resolved(line, ids)),
      asides: page.asides.map((line) => resolved(line, ids)),
      notes: notes.map(({ marker, lines }) => ({
        kind: 'note',
        id: idOf(marker, page.number),
        marker,
        text: textOfNote(lines, join),
        page: page.number,
        drawn: lines.flatMap(drawnIn),
      })),
    };
  });
}

const idOf = (marker: string, page: number) => `${page}-${marker}`;

interface FoundNote {
  marker: string;
  lines: Line[];
}

function notesOf({ lines, height }: Page, size: number): FoundNote[] {
  const notes: FoundNote[] = [];
  const marks = new Set<string>();
  for (const [index, line] of lines.entries()) {
    const last = notes.at(-1);
    const above = lines[index - 1];
    const isAtFoot = line.y > height * FOOT && above !== undefined && line.y - above.y > FOOT_GAP * line.size;
    const marker = markerOf(line, isAtFoot || last ? Number.POSITIVE_INFINITY : size);
    if (marker !== null && marks.has(marker) && !notes.some((note) => note.marker === marker)) {
      notes.push({ marker, lines: [line] });
    } else if (last && goesOn(last.lines, line)) last.lines.push(line);
    else for (const text of raisedIn(textOf(line))) for (const mark of marksIn(text)) marks.add(mark);
  }
  return notes;
}

function markerOf(line: Line, size: number): string | null {
  const text = textOf(line);
  const mark = raisedAtStart(text);
  if (mark !== null) return MARKER.test(mark) ? plainMarker(mark) : null;
  return line.size < SMALLER * size ? (MARKER_AT_START.exec(text)?.groups?.marker ?? null) : null;
}

const plainMarker = (mark: string) => mark.replace(/[.)]$/, '');

/** The marks of a raised text, such as "1" and "2" of "1, 2". */
function marksIn(text: string): string[] {
  const marks = text.split(/[,;\s]+/).filter((mark) => mark !== '');
  return marks.every((mark) => MARKER.test(mark)) ? marks.map(plainMarker) : [];
}

function goesOn(note: readonly Line[], line: Line): boolean {
  const last = note.at(-1)!;
  const distance = line.y - last.y;
  const isAlike = Math.abs(line.size - last.size) < SAME_SIZE * last.size;
  return isAlike && distance > 0 && distance < LEADING * last.size;
}

function textOfNote(lines: readonly Line[], join: JoinLines): string {
  const [first, ...rest] = lines.map((line) => textOf(line));
  const isRaised = raisedAtStart(first!) !== null;
  let isMarker = isRaised;
  const start = isRaised ? first! : first!.replace(MARKER_AT_START, '');
  return replaceRaised([start, ...rest].reduce(join), (text) => {
    const shown = isMarker ? '' : raised(text);
    isMarker = false;
    return shown;
  });
}

function resolved(line: Line, ids: ReadonlyMap<string, string>): Line {
  const resolve = (text: string) => {
    const marks = marksIn(text);
    if (marks.length === 0 || !marks.every((mark) => ids.has(mark))) return raised(text);
    return marks.map((marker) => noteReference({ id: ids.get(marker)!, marker })).join('');
  };
  const written = <T extends { text: string }>(parts: readonly T[]) =>
    parts.map((part) => ({ ...part, text: replaceRaised(part.text, resolve) }));
  return { ...line, pieces: written(line.pieces), parts: written(line.parts) };
}

/** The size of most letters. */
function usualSize(pages: readonly Page[]): number {
  const letters = new Map<number, number>();
  for (const { lines } of pages) {
    for (const line of lines) letters.set(line.size, (letters.get(line.size) ?? 0) + textOf(line).length);
  }
  return [...letters].reduce((best, entry) => (entry[1] > best[1] ? entry : best), [0, 0] as [number, number])[0];
}
