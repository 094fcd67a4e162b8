import type { Citation } from '../../src/protocol/answer.ts';

/** A citation of a lease with this marker and quote; what is not given is made up. */
export function citationOf(marker: number, quote: string, more: Partial<Citation> = {}): Citation {
  return {
    ...{ marker, quote, documentId: 'lease', documentTitle: 'Договор аренды', paragraph: marker },
    ...{ start: 100, end: 100 + quote.length, prefix: '', suffix: '', url: `/documents/lease#paragraph-${marker}` },
    ...more,
  };
}
