import { createHash } from 'node:crypto';
import type { IndexedDocument } from '../stores/document-reader.ts';

/** SHA-256, in hexadecimal, over all that is stored of a document but its vectors: its metadata, text, blocks and positions; place, context, aspects, terms of each paragraph. */
export function digestOf({ document, paragraphs }: IndexedDocument): string {
  const { id, title, language, date, questions, tags, sha256, omissions, act, text, blocks, positions } = document;
  const described = [id, title, language, date, questions.ru, questions.en, tags, sha256, omissions, act];
  const metadata = [...described, text, blocks, positions];
  const hash = createHash('sha256').update(JSON.stringify(metadata));
  for (const [index, { embeddingHash, terms, aspects, context }] of paragraphs.entries()) {
    const { number, start, end, page, heading } = document.paragraphs[index]!;
    const words = [...terms].sort(([a], [b]) => (a < b ? -1 : 1));
    hash.update(`\n${JSON.stringify([number, start, end, page, heading, embeddingHash, aspects, context, words])}`);
  }
  return hash.digest('hex');
}
