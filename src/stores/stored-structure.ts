import { blocksOfParagraphs } from '../documents/blocks-of-paragraphs.ts';
import type { Document } from '../documents/document.ts';
import type { ParagraphContext } from '../documents/paragraph-context.ts';
import type { DocumentBlock } from '../protocol/document-blocks.ts';

/* The structure of documents as every store keeps it: JSON beside their text. */

/** The blocks of a document. @param stored Null where it was read before blocks were kept. */
export function readBlocks(
  stored: string | null,
  { text, paragraphs }: Pick<Document, 'text' | 'paragraphs'>,
): DocumentBlock[] {
  return stored === null ? blocksOfParagraphs(text, paragraphs) : (JSON.parse(stored) as DocumentBlock[]);
}

/** A document with its positions, where they are known. */
export function withPositions(document: Document, positions: string | null): Document {
  return positions === null ? document : { ...document, positions };
}

/** What a paragraph is to be read with, as it is stored. */
export function storedContext(context: ParagraphContext | null): string | null {
  return context === null ? null : JSON.stringify(context);
}

/** What was stored of it. */
export function readContext(stored: string | null): ParagraphContext | null {
  return stored === null ? null : (JSON.parse(stored) as ParagraphContext);
}

/** What is wrong with the stored blocks of a document; null when they are in order and within its text. */
export function problemOfBlocks(stored: string | null, text: string): string | null {
  if (stored === null) return null;
  let last = 0;
  try {
    for (const { start, end } of JSON.parse(stored) as DocumentBlock[]) {
      if (!(last <= start && start < end && end <= text.length))
        return `has a block at ${start} that is not in its text`;
      last = end;
    }
    return null;
  } catch {
    return 'has blocks that cannot be read';
  }
}
