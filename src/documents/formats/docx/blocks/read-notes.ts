import type { Block, NoteBlock } from '../../../canonical-text/blocks.ts';
import { formatNumber } from '../numbering/format-number.ts';
import type { Part } from '../package/open-package.ts';
import { elementAt, elementsOf, parseXml, valueAt, type XmlElement } from '../package/xml-element.ts';

type NoteKind = 'footnote' | 'endnote';

/** How the notes of a kind are numbered. */
interface Numbering {
  format: string;
  start: number;
  /** Numbers start again on each page, so they are known only where pages are. */
  isByPage: boolean;
}

const USUAL_FORMAT: Record<NoteKind, string> = { footnote: 'decimal', endnote: 'lowerRoman' };
const UNKNOWN_MARKER = '*';

/**
 * Creates what numbers the notes of a document in the order of their marks.
 *
 * @param options.textOf The text of a note.
 */
export function createNotes({
  main,
  settings,
  textOf,
}: {
  main: Part;
  settings: XmlElement | undefined;
  textOf: (note: XmlElement, part: Part) => string;
}) {
  const kinds = { footnote: createKind('footnote'), endnote: createKind('endnote') };
  let pending: NoteBlock[] = [];

  function createKind(kind: NoteKind) {
    const part = main.partOf(`${kind}s`);
    let notes: Map<string, XmlElement> | undefined;
    return {
      part,
      numbering: numberingOf(kind, settings),
      count: 0,
      find(id: string): XmlElement | undefined {
        notes ??= new Map(
          elementsOf(part && parseXml(part.text()), `w:${kind}`).map((note) => [note.attributes.id ?? '', note]),
        );
        return notes.get(id);
      },
    };
  }

  return {
    /** A mark in the text. @param mark As it is written there, where it has no number. @returns null when there is no such note. */
    refer(name: NoteKind, id: string, mark?: string): { id: string; marker: string } | null {
      const kind = kinds[name];
      const note = kind.find(id);
      if (!note || !kind.part) return null;
      const written = mark === undefined || mark === '' ? undefined : mark;
      if (written === undefined) kind.count += 1;
      const { format, start, isByPage } = kind.numbering;
      const number = isByPage ? null : formatNumber(start + kind.count - 1, format);
      const marker = written ?? number ?? UNKNOWN_MARKER;
      const text = textOf(note, kind.part);
      const own = text.startsWith(marker) && written !== undefined ? text.slice(marker.length).trim() : text;
      pending.push({ kind: 'note', id: `${name}-${id}`, marker, text: own, page: null });
      return { id: `${name}-${id}`, marker };
    },
    /** The notes whose marks were read since the last call. */
    take(): Block[] {
      const taken = pending;
      pending = [];
      return taken;
    },
  };
}

function numberingOf(kind: NoteKind, settings: XmlElement | undefined): Numbering {
  const properties = elementAt(settings, `w:${kind}Pr`);
  return {
    format: valueAt(properties, 'w:numFmt') ?? USUAL_FORMAT[kind],
    start: Number(valueAt(properties, 'w:numStart') ?? 1),
    isByPage: valueAt(properties, 'w:numRestart') === 'eachPage',
  };
}
