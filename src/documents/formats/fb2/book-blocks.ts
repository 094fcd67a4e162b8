import type { Block, TableCell } from '../../canonical-text/blocks.ts';
import { noteReference } from '../../canonical-text/note-reference.ts';
import { lowered, raised } from '../../canonical-text/raised.ts';
import { elementsBelow, elementsOf, textIn, type XmlElement } from '../xml/parse-xml.ts';

const MAX_LEVEL = 6;
/** Elements that only hold other blocks. */
const HOLDERS = new Set(['epigraph', 'annotation', 'cite', 'poem', 'section']);

interface Note {
  id: string;
  marker: string;
  text: string;
}

interface Reading {
  blocks: Block[];
  /** The notes that no mark has pointed to yet, by their ids. */
  notes: Map<string, Note>;
}

/** The text of a book; each note comes after the paragraph with its mark. */
export function bookBlocks(book: XmlElement): Block[] {
  const bodies = elementsOf(book, 'body');
  const isNotes = ({ attributes }: XmlElement) => /^(?:notes|comments|footnotes)$/.test(attributes.name ?? '');
  const notes = bodies.filter(isNotes).flatMap((body) => elementsBelow(body, 'section').flatMap(noteOf));
  const reading: Reading = { blocks: [], notes: new Map(notes.map((note) => [note.id, note])) };
  for (const body of bodies.filter((one) => !isNotes(one))) {
    const isTitled = elementsOf(body, 'title').length > 0;
    walk(body, isTitled ? 1 : 0, reading);
  }
  for (const note of reading.notes.values()) reading.blocks.push({ kind: 'note', ...note, page: null });
  return reading.blocks;
}

function noteOf(section: XmlElement): Note[] {
  const { id } = section.attributes;
  if (id === undefined) return [];
  const title = elementsOf(section, 'title').map(lineOf).join(' ').trim();
  const said = elementsOf(section).filter(({ name }) => name !== 'title');
  return [{ id, marker: bare(title) || '*', text: said.map(textIn).join('\n') }];
}

/** @param level Of the title of this element. */
function walk(element: XmlElement, level: number, reading: Reading): void {
  for (const child of elementsOf(element)) {
    const heading = (at: number) => {
      reading.blocks.push({
        kind: 'heading',
        level: Math.min(Math.max(at, 1), MAX_LEVEL),
        text: lineOf(child),
        page: null,
      });
    };
    if (child.name === 'title') heading(level);
    else if (child.name === 'subtitle') heading(level + 1);
    else if (child.name === 'section') walk(child, level + 1, reading);
    else if (child.name === 'stanza') addText(child, linesOf(child, reading), reading);
    else if (child.name === 'p' || child.name === 'text-author' || child.name === 'date') {
      addText(child, inlineText(child, reading), reading);
    } else if (child.name === 'table') reading.blocks.push({ kind: 'table', page: null, rows: rowsOf(child, reading) });
    else if (HOLDERS.has(child.name)) walk(child, level, reading);
  }
}

function addText(element: XmlElement, text: string, { blocks, notes }: Reading): void {
  blocks.push({ kind: 'paragraph', text, page: null });
  for (const link of elementsBelow(element, 'a')) {
    const note = notes.get(targetOf(link));
    if (!note) continue;
    notes.delete(note.id);
    blocks.push({ kind: 'note', ...note, page: null });
  }
}

/** Verses: a line for each. */
function linesOf(stanza: XmlElement, reading: Reading): string {
  return elementsOf(stanza)
    .map((line) => inlineText(line, reading))
    .join('\n');
}

function inlineText(element: XmlElement, reading: Reading): string {
  return element.children
    .map((child) => {
      if (typeof child === 'string') return child.replace(/\s+/g, ' ');
      if (child.name === 'image' || child.name === 'binary') return '';
      const text = inlineText(child, reading);
      if (child.name === 'sup') return raised(text);
      if (child.name === 'sub') return lowered(text);
      const isNote = child.name === 'a' && child.attributes.type === 'note';
      return isNote ? noteReference({ id: targetOf(child), marker: bare(text) || '*' }) : text;
    })
    .join('');
}

function targetOf({ attributes }: XmlElement): string {
  return (attributes.href ?? '').replace(/^#/, '');
}

/** `[1]` and `1.` without what stands around the number. */
function bare(mark: string): string {
  return mark.trim().replace(/^[[({]+|[\])}.]+$/g, '');
}

function lineOf(title: XmlElement): string {
  const lines = elementsOf(title, 'p').map((line) => textIn(line).trim());
  return lines.length > 0 ? lines.join(' ') : textIn(title);
}

function rowsOf(table: XmlElement, reading: Reading) {
  return elementsBelow(table, 'tr').map((row) => {
    const cells = elementsOf(row).filter(({ name }) => name === 'th' || name === 'td');
    return {
      isHeader: cells.length > 0 && cells.every(({ name }) => name === 'th'),
      cells: cells.map((cell): TableCell => {
        const columns = Number(cell.attributes.colspan ?? 1);
        const rows = Number(cell.attributes.rowspan ?? 1);
        const text = inlineText(cell, reading);
        return { text, ...(columns > 1 ? { columns } : {}), ...(rows > 1 ? { rows } : {}) };
      }),
    };
  });
}
