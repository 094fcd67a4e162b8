import type { Block, TableBlock } from '../../../canonical-text/blocks.ts';
import type { Label } from '../numbering/count-numbers.ts';

/** What was read, before it is known which paragraphs are headings and which ones make a list. */
export type Draft = ParagraphDraft | TableDraft | BlocksDraft | NotesDraft;

export interface ParagraphDraft {
  kind: 'paragraph';
  /** Without the label. */
  text: string;
  label: Label | null;
  /** As the style or the paragraph itself says: 1–9; null for text. */
  headingLevel: number | null;
  /** An entry of a table of contents. */
  isContents: boolean;
  alignment: 'start' | 'centre' | 'end';
  isBold: boolean;
  isCapitals: boolean;
  /** In half points. */
  size: number;
}

export interface TableDraft {
  kind: 'table';
  block: TableBlock;
}

/** What is made of blocks already. */
export interface BlocksDraft {
  kind: 'blocks';
  blocks: Block[];
}

/** Notes, behind what refers to them. */
export interface NotesDraft {
  kind: 'notes';
  blocks: Block[];
}

/** The text of a paragraph with its number. */
export function numberedText({ label, text }: Pick<ParagraphDraft, 'label' | 'text'>): string {
  return label?.text ? `${label.text} ${text}` : text;
}

/** All text of drafts, a line for each paragraph and row. */
export function linesOf(drafts: readonly Draft[]): string[] {
  return drafts.flatMap((draft) => {
    if (draft.kind === 'paragraph') return numberedText(draft);
    if (draft.kind === 'table') return draft.block.rows.map(({ cells }) => cells.map(({ text }) => text).join(' '));
    return draft.blocks.flatMap((block) => ('text' in block ? block.text : []));
  });
}
