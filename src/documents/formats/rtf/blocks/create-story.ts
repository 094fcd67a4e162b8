import { onOneLine } from '../../../document.ts';
import type { Draft, ParagraphDraft } from '../../docx/blocks/draft.ts';
import { CONTENTS, commonLook } from '../../docx/blocks/read-paragraph.ts';
import type { Label } from '../../docx/numbering/count-numbers.ts';
import { levelOfOutline } from '../../docx/styles/read-styles.ts';
import { type Piece, textOf } from '../../docx/text/read-inline.ts';
import type { ParagraphStyle } from '../header/read-styles.ts';
import type { ParagraphFormat } from '../text/group-state.ts';
import type { RowDefinition } from './arrange-rows.ts';
import type { ShownMarker } from './label-of.ts';
import { createTables } from './open-tables.ts';

/** What stories of a document share. */
export interface StoryContext {
  styles: ReadonlyMap<number, ParagraphStyle>;
  labelOf(text: string, format: ParagraphFormat, shown: ShownMarker | null): { label: Label | null; text: string };
  /** Is called when a part is finished that stands in no table. @returns What follows it. */
  behind(): Draft[];
}

/** A paragraph that is being read. */
interface OpenParagraph {
  pieces: Piece[];
  /** What its text boxes hold. */
  boxes: Draft[];
  marker: ShownMarker | null;
}

const NO_MARKER: ShownMarker = { text: '', isBullet: false, level: 0 };

/** Creates what collects a text: that of the document, of a note, a header or a text box. */
export function createStory(context: StoryContext) {
  const drafts: Draft[] = [];
  const tables = createTables((some) => drafts.push(...some, ...context.behind()));
  let paragraph: OpenParagraph = { pieces: [], boxes: [], marker: null };
  const addParagraph = (format: ParagraphFormat) => {
    tables.add([draftOf(paragraph, format, context), ...paragraph.boxes]);
    paragraph = { pieces: [], boxes: [], marker: null };
  };
  const isBegun = () => paragraph.boxes.length > 0 || paragraph.pieces.some(({ text }) => text.trim() !== '');
  return {
    /** Those of the paragraph that is being read. */
    pieces: (): Piece[] => paragraph.pieces,
    add(piece: Piece): void {
      paragraph.pieces.push(piece);
    },
    /** Adds what a text box holds, behind the paragraph that it belongs to. */
    addBox(box: readonly Draft[]): void {
      paragraph.boxes.push(...box);
    },
    setMarker(shown: Partial<ShownMarker>): void {
      paragraph.marker = { ...NO_MARKER, ...paragraph.marker, ...shown };
    },
    endParagraph(format: ParagraphFormat): void {
      tables.goTo(format.depth || Number(tables.isInRow()));
      addParagraph(format);
    },
    /** @param depth Of its table, from 1. */
    endCell(format: ParagraphFormat, depth: number): void {
      tables.goTo(depth);
      addParagraph(format);
      tables.endCell(depth);
    },
    endRow(format: ParagraphFormat, depth: number, definition: RowDefinition): void {
      if (isBegun()) this.endCell(format, depth);
      tables.endRow(depth, definition);
    },
    /** Ends the text. @returns All that was collected. */
    end(format: ParagraphFormat): Draft[] {
      if (isBegun()) this.endParagraph(format);
      tables.goTo(0);
      return drafts;
    },
  };
}

export type Story = ReturnType<typeof createStory>;

function draftOf(
  { pieces, marker }: OpenParagraph,
  format: ParagraphFormat,
  { styles, labelOf }: StoryContext,
): ParagraphDraft {
  const { label, text } = labelOf(textOf(pieces), format, marker);
  const style = styles.get(format.style);
  return {
    kind: 'paragraph',
    text: text.split('\n').map(onOneLine).join('\n').trim(),
    label,
    headingLevel: format.outline === undefined ? (style?.headingLevel ?? null) : levelOfOutline(format.outline),
    isContents: CONTENTS.test(style?.name ?? ''),
    alignment: format.alignment,
    ...commonLook(pieces),
  };
}
