import { blocksOfParagraphs } from '../../src/documents/blocks-of-paragraphs.ts';
import type { Document } from '../../src/documents/document.ts';
import type { StoredDocument } from '../../src/stores/document-reader.ts';

/** A paragraph: all between two blank lines, without the blanks around it. */
const PARAGRAPH = /\S(?:[\s\S]*?\S)??(?=\s*(?:\n\n|$))/g;

/** A document with a text, whose paragraphs have blank lines between them. What is not given is made up. */
export function documentOf(text: string, given: Partial<Document> = {}): Document {
  const paragraphs = [...text.matchAll(PARAGRAPH)].map(({ 0: { length }, index }, order) => ({
    ...{ number: order + 1, start: index, end: index + length },
    ...{ page: null, heading: null },
  }));
  return {
    ...{ id: 'doc', title: 'Doc', language: 'en', date: null, act: null, questions: { ru: [], en: [] }, tags: [] },
    ...{ url: null, fetched: null },
    ...{ text, sha256: `sha256 of ${text}`, paragraphs },
    ...{ blocks: blocksOfParagraphs(text, paragraphs), omissions: [] },
    ...given,
  };
}

/** A document as a store lists it. */
export function listed({ text: _text, blocks: _blocks, positions: _positions, ...document }: Document): StoredDocument {
  return { ...document, paragraphs: document.paragraphs.length };
}
