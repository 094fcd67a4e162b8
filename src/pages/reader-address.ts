import type { DocumentSummary } from '../protocol/documents.ts';
import { serverAddress } from './server-address.ts';

/** The address where a document is read, as a property of a link: that of the reader, or where it is closed that of the document's own page; none without one. */
export function readerAddress({ id, url }: Pick<DocumentSummary, 'id' | 'url'>): { href?: string } {
  if (document.documentElement.dataset.reader !== 'closed') {
    return { href: serverAddress(`documents/${encodeURIComponent(id)}`) };
  }
  return url === null ? {} : { href: url };
}
