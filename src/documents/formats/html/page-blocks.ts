import type { Block } from '../../canonical-text/blocks.ts';
import { onOneLine } from '../../document.ts';
import { type BlockWriter, createBlockWriter } from './blocks/block-writer.ts';
import { childrenText, inlineText, isInline, preformattedText, type Reading } from './blocks/inline-text.ts';
import { isLine } from './blocks/lines-of.ts';
import { holds, writeList } from './blocks/list-block.ts';
import { isList } from './blocks/list-marker.ts';
import { noteText } from './blocks/note-text.ts';
import { tableBlock } from './blocks/table-block.ts';
import { isElement, type PageElement, type PageNode } from './parse-html.ts';

/** In UTF-16 code units: a longer heading is a paragraph in large letters. */
const MAX_HEADING = 300;
const HEADING = /^h(?<level>[1-6])$/;
/** What names the text below it. */
const LABEL = /^(?:dt|summary|button)$/;

/** The blocks below elements, in order. */
export function pageBlocks(roots: readonly PageElement[], reading: Reading): Block[] {
  const writer = createBlockWriter();
  for (const root of roots) {
    writeBlock(root, { writer, reading });
    writer.endParagraph();
    writer.endLabel();
  }
  return writer.blocks;
}

interface Writing {
  writer: BlockWriter;
  reading: Reading;
}

function writeNode(node: PageNode, writing: Writing): void {
  const { writer, reading } = writing;
  if (!isElement(node) || isLine(node, reading)) writer.addInline(inlineText(node, reading));
  else if (reading.isLeftOut(node)) return;
  else if (isInline(node) && node.name !== 'button') writeChildren(node, writing);
  else {
    writer.endParagraph();
    writeBlock(node, writing);
    writer.endParagraph();
  }
}

function writeChildren(element: PageElement, writing: Writing): void {
  for (const child of element.children) writeNode(child, writing);
}

function writeBlock(element: PageElement, writing: Writing): void {
  const { writer, reading } = writing;
  const tab = reading.tabOf?.(element);
  if (tab) writer.addLabel(childrenText(tab, reading));
  const note = reading.notes.noteOf(element);
  const level = levelOf(element);
  const table = element.name === 'table' ? tableBlock(element, reading) : null;
  if (note) {
    const text = noteText(element, { marker: note.marker, reading });
    writer.add({ kind: 'note', ...note, text, page: null });
  } else if (level !== null) writeHeading(element, { level, ...writing });
  else if (element.name === 'pre') {
    const text = preformattedText(element, reading);
    writer.add({ kind: 'paragraph', text, page: null, isPreformatted: true });
  } else if (table) writer.add(table);
  else if (isList(element)) writeList(element, { ...writing, writeBlock: (inner) => writeBlock(inner, writing) });
  else writeContainer(element, writing);
}

function writeHeading(element: PageElement, { level, writer, reading }: Writing & { level: number }): void {
  const text = onOneLine(childrenText(element, reading));
  if (text.length > MAX_HEADING) writer.addInline(text);
  else if (text !== '') writer.add({ kind: 'heading', level, text, page: null });
}

/** A term or question is read with the first paragraph of its definition or answer. */
function writeContainer(element: PageElement, writing: Writing): void {
  const { writer, reading } = writing;
  const { name } = element;
  if (name === 'dd') writer.continueLabelled();
  if (LABEL.test(name) && !holds(element, HEADING)) writer.addLabel(childrenText(element, reading));
  else writeChildren(element, writing);
  writer.endParagraph();
  if (name === 'dl' || name === 'details') writer.endLabel();
}

function levelOf({ name, attributes }: PageElement): number | null {
  const { level } = HEADING.exec(name)?.groups ?? {};
  if (level !== undefined) return Number(level);
  if (attributes.get('role') !== 'heading') return null;
  return Math.min(6, Math.max(1, Number.parseInt(attributes.get('aria-level') ?? '2', 10) || 2));
}
