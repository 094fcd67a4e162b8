import { createHash } from 'node:crypto';
import type { Document } from '../documents/document.ts';
import type { StoredDocument } from '../stores/document-reader.ts';

/** All that a file and its sidecar say of a document: two with the same contents need not be indexed twice. */
export function contentsOf({ sha256, title, language, date, questions, tags }: Document | StoredDocument): string {
  return JSON.stringify([sha256, title, language, date, questions.ru, questions.en, tags]);
}

/** SHA-256 of a document's contents, in base64url: the same for the same file, wherever it is copied to. */
export function hashContents(document: Document | StoredDocument): string {
  return createHash('sha256').update(contentsOf(document)).digest('base64url');
}
