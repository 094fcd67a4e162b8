import { createHash } from 'node:crypto';
import type { Document } from '../documents/document.ts';
import type { StoredDocument } from '../stores/document-reader.ts';

/** Behind the fingerprint of a file whose document was changed or removed in the store since: the hash of what the file had made of it. */
const MARK = ' overtaken:';

/** What tells a document's indexed state: its bytes, and what its sidecar adds. */
export function contentsOf({ sha256, title, language, date, questions, tags }: Document | StoredDocument): string {
  return JSON.stringify([sha256, title, language, date, questions.ru, questions.en, tags]);
}

/** The mark of a file that has made this document: for as long as it makes the same, wherever it is copied to, what is in the store is newer. */
export function markOf(document: Document | StoredDocument): string {
  return createHash('sha256').update(contentsOf(document)).digest('base64url');
}

/** A fingerprint with a mark behind it; one that has a mark already keeps it. */
export function withMark(fingerprint: string, mark: string | null): string {
  return mark === null || fingerprint.includes(MARK) ? fingerprint : `${fingerprint}${MARK}${mark}`;
}

/** A fingerprint as the file gave it, and the mark behind it. */
export function partMark(marked: string): { fingerprint: string; mark: string | null } {
  const [fingerprint = '', mark = null] = marked.split(MARK);
  return { fingerprint, mark };
}
