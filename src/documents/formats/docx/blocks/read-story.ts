import type { XmlElement } from '../package/xml-element.ts';
import { elementAt, elementsOf } from '../package/xml-element.ts';
import type { ReadContext } from '../read-context.ts';
import { chosenOf, type Piece } from '../text/read-inline.ts';
import type { Draft } from './draft.ts';
import { readChunk } from './read-chunk.ts';
import { readParagraph } from './read-paragraph.ts';
import { readTable } from './read-table.ts';

/** What was deleted or moved away. */
const LEFT_OUT = new Set(['w:del', 'w:moveFrom', 'w:sdtPr', 'w:sdtEndPr', 'w:tcPr']);

/** Creates what reads paragraphs and tables one after another: those of the text, of a cell, a text box or a note. */
export function createStory(context: ReadContext) {
  const drafts: Draft[] = [];
  let carried: Piece[] = [];
  const readers: Record<string, (element: XmlElement) => void> = {
    'w:p': (paragraph) => {
      const read = readParagraph(paragraph, carried, context);
      carried = read.carried;
      if (read.draft) drafts.push(read.draft);
      for (const box of read.boxes) drafts.push(...readStory(box, context));
    },
    'w:tbl': (table) => {
      drafts.push(...readTable(table, { styles: context.styles, read: (cell) => readStory(cell, context) }));
    },
    'w:altChunk': (chunk) => {
      drafts.push({ kind: 'blocks', blocks: readChunk(chunk, context) });
    },
    'w:sectPr': (section) => {
      context.sections.push(section);
    },
    'w:sdt': (control) => {
      addAll(elementAt(control, 'w:sdtContent'));
    },
    'mc:AlternateContent': (alternatives) => {
      addAll(chosenOf(alternatives));
    },
  };
  const add = (element: XmlElement): void => {
    if (!LEFT_OUT.has(element.name)) (readers[element.name] ?? addAll)(element);
  };
  function addAll(element: XmlElement | undefined): void {
    for (const child of elementsOf(element)) add(child);
  }
  return { drafts, add, addAll };
}

/** The drafts of all that stands in an element. */
export function readStory(element: XmlElement | undefined, context: ReadContext): Draft[] {
  const story = createStory(context);
  story.addAll(element);
  return story.drafts;
}
