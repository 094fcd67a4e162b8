import { createHash } from 'node:crypto';
import type { Document } from '../documents/document.ts';
import type { Omission } from '../protocol/document-blocks.ts';
import type { StoredDocument } from '../stores/document-reader.ts';

const RECOGNITION: readonly Omission['kind'][] = ['pages-recognised', 'pages-not-recognised'];

/** All that a file and its sidecar say of a document: two with the same contents need not be indexed twice. */
export function contentsOf(document: Document | StoredDocument): string {
  const { url, fetched } = document;
  return JSON.stringify([...textAndMetadata(document), url, fetched]);
}

function textAndMetadata({ sha256, title, language, date, questions, tags }: Document | StoredDocument): unknown[] {
  return [sha256, title, language, date, questions.ru, questions.en, tags];
}

/** The same, and how pages of it were recognised: with other languages the same file gives another text. */
export function readingOf(document: Document | StoredDocument): string {
  const recognised = document.omissions.filter(({ kind }) => RECOGNITION.includes(kind));
  return recognised.length === 0 ? contentsOf(document) : contentsOf(document) + JSON.stringify(recognised);
}

/**
 * SHA-256 of a document's contents, in base64url: the same for the same file, wherever it is copied to. Addresses do not count: hashes that are kept
 * were made before there were any.
 */
export function hashContents(document: Document | StoredDocument): string {
  return createHash('sha256')
    .update(JSON.stringify(textAndMetadata(document)))
    .digest('base64url');
}
