import { pageAddress } from '../documents/addresses/page-address.ts';
import type { DocumentSummary } from '../protocol/documents.ts';
import type { StoredDocument } from './document-reader.ts';

/** What a list shows of a document that is stored. */
export function summaryOf(stored: StoredDocument): DocumentSummary {
  const { id, title, language, paragraphs, sha256, tags, url, act, omissions } = stored;
  return { id, title, language, paragraphs, sha256, tags, url: url && pageAddress(url), act, omissions };
}
