import type { Block, ParagraphBlock } from '../../../canonical-text/blocks.ts';
import { onOneLine } from '../../../document.ts';

const BLANK_LINE = /\n\s*\n/;

/** Collects the blocks of a page: a line of text grows until its paragraph ends. */
export type BlockWriter = ReturnType<typeof createBlockWriter>;

/** Creates a writer of blocks. A term or question is put before the paragraph that follows it, the marker of an item before what it starts with. */
export function createBlockWriter() {
  const blocks: Block[] = [];
  let inline = '';
  let marker = '';
  const withMarker = (text: string) => {
    const marked = marker + text;
    marker = '';
    return marked;
  };
  const labels = createLabels(blocks, { withMarker });
  return {
    ...labels,
    blocks,
    addInline(text: string) {
      inline += text;
    },
    /** Two line breaks end a paragraph, too. */
    endParagraph() {
      const text = inline;
      inline = '';
      for (const part of text.split(BLANK_LINE)) labels.addParagraph(part);
    },
    add(block: Block) {
      labels.endLabel();
      const isText = block.kind === 'heading' || block.kind === 'paragraph';
      blocks.push(isText ? { ...block, text: withMarker(block.text) } : block);
    },
    setMarker(text: string | null) {
      marker = text === null ? '' : `${text} `;
    },
  };
}

function createLabels(blocks: Block[], { withMarker }: { withMarker: (text: string) => string }) {
  let label: string | null = null;
  /** The paragraph that starts with a term: further definitions of it are added. */
  let labelled: ParagraphBlock | null = null;
  const addParagraph = (text: string) => {
    const lines = tidyLines(text);
    if (lines === '') return;
    const marked = withMarker(lines);
    const paragraph: ParagraphBlock = {
      kind: 'paragraph',
      text: label === null ? marked : `${label}\n${marked}`,
      page: null,
    };
    if (label !== null) labelled = paragraph;
    label = null;
    blocks.push(paragraph);
  };
  return {
    addParagraph,
    addLabel(text: string) {
      const line = onOneLine(text);
      if (line !== '') label = label === null ? line : `${label}\n${line}`;
      labelled = null;
    },
    /** A label without a paragraph below is one itself. */
    endLabel() {
      const text = label;
      label = null;
      if (text !== null) addParagraph(text);
    },
    /** Adds the next paragraph to that of the term before it. */
    continueLabelled() {
      if (labelled === null || blocks.at(-1) !== labelled) return;
      blocks.pop();
      label = labelled.text;
    },
  };
}

/** Lines without blanks around them, blank ones left out. */
export function tidyLines(text: string): string {
  return text
    .split('\n')
    .map(onOneLine)
    .filter((line) => line !== '')
    .join('\n');
}
