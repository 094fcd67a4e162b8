import type { DocumentBlock } from '../../protocol/document-blocks.ts';
import type { Span } from '../../protocol/places.ts';
import { splitSentences } from '../../text/split-sentences.ts';
import type { Document, Paragraph } from '../document.ts';
import type { DrawnText, PageSize } from '../positions/drawn-text.ts';
import { placeDrawnTexts, type TextPosition } from '../positions/place-drawn-texts.ts';
import { storedPositions } from '../positions/stored-positions.ts';
import type { Block } from './blocks.ts';
import { createHeadingTrail } from './heading-trail.ts';
import { withoutReferences } from './note-reference.ts';
import { tidyBlocks } from './tidy-blocks.ts';
import { writeBlock } from './write-block.ts';
import type { Output } from './written-block.ts';

const BETWEEN_BLOCKS = '\n\n';
const LEADS_IN = /:$/;

/**
 * Makes a canonical text of blocks: one blank line between them, headings with as many `#` before as in Markdown, an item of a list and a row of
 * a table on each line.
 *
 * @param options.title A heading that repeats the title is left out of the context of paragraphs.
 * @param options.pages The pages of the file, where what they show of the blocks is known.
 */
export function composeText(
  found: readonly Block[],
  { title, pages }: { title: string | null; pages?: PageSize[] },
): Pick<Document, 'text' | 'paragraphs' | 'blocks' | 'positions'> {
  const tidy = tidyBlocks(found);
  const headings = tidy.filter((block) => block.kind === 'heading');
  const trail = createHeadingTrail(headings, title);
  const output = createOutput();
  const paragraphs: Paragraph[] = [];
  const blocks: DocumentBlock[] = [];
  for (const block of tidy) {
    if (blocks.length > 0) output.write(BETWEEN_BLOCKS);
    const { block: written, pieces } = writeBlock(block, output);
    if (block.kind === 'heading') trail.enter(block);
    for (const { start, end, page } of pieces) {
      paragraphs.push({ number: paragraphs.length + 1, start, end, page, heading: trail.now() });
    }
    const leadIn = written.kind === 'list' ? leadInOf(blocks.at(-1), output.text()) : null;
    const references = block.kind === 'note' ? { references: output.referencesTo(block.id) } : {};
    blocks.push({ ...written, ...(leadIn ? { leadIn } : {}), ...references } as DocumentBlock);
  }
  const positions = pages ? { positions: storedPositions({ pages, texts: output.positions }) } : {};
  return { text: output.text(), paragraphs, blocks, ...positions };
}

function createOutput() {
  const references = new Map<string, Span[]>();
  const positions: TextPosition[] = [];
  let written = '';
  return {
    text: () => written,
    positions,
    /** A note may stand before its marks: the list is the same object and fills later. */
    referencesTo(id: string): Span[] {
      const found = references.get(id) ?? [];
      references.set(id, found);
      return found;
    },
    write(marked: string, drawn: readonly DrawnText[] = []): Span {
      const { text, references: found } = withoutReferences(marked);
      const start = written.length;
      for (const reference of found) {
        this.referencesTo(reference.id).push({ start: start + reference.start, end: start + reference.end });
      }
      for (const position of placeDrawnTexts(text, drawn)) {
        positions.push({ ...position, start: start + position.start, end: start + position.end });
      }
      written += text;
      return { start, end: written.length };
    },
  } satisfies Output & { referencesTo(id: string): Span[]; positions: TextPosition[] };
}

/** The sentence that a list completes: the last one of the paragraph before it, when it ends with a colon. */
function leadInOf(before: DocumentBlock | undefined, text: string): Span | null {
  if (before?.kind !== 'paragraph' || !LEADS_IN.test(text.slice(before.start, before.end))) return null;
  const last = splitSentences(text.slice(before.start, before.end)).at(-1)!;
  return { start: before.start + last.start, end: before.start + last.end };
}
