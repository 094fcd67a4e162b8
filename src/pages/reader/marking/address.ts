import type { Span } from '../../../protocol/places.ts';

/** Words of the document that are shown as proof. */
export interface ShownWords extends Span {
  paragraph: number;
  /** The number of the citation; null for a whole paragraph. */
  marker: number | null;
}

/** All words that are shown at once. */
export interface Shown {
  words: ShownWords[];
  /** The index of those that were asked for: they stand out. */
  pressed: number;
  /** Whether an answer of the chat led here, so that there is a way back to it. */
  isFromChat: boolean;
}

/** What an address marks: ranges of the canonical text, and the paragraph it leads to. */
interface AddressedWords {
  quotes: Span[];
  paragraph: number | null;
}

/** Reads `?quote=5660-6039&quote=…#paragraph-18`; what is malformed is left out. */
export function readAddress(address: URL): AddressedWords {
  const paragraph = /^#paragraph-(\d{1,9})$/.exec(address.hash)?.[1];
  const quotes = address.searchParams.getAll('quote').flatMap((quote) => {
    const [, start, end] = /^(\d{1,12})-(\d{1,12})$/.exec(quote) ?? [];
    const span = { start: Number(start), end: Number(end) };
    return span.start < span.end ? [span] : [];
  });
  return { quotes, paragraph: paragraph === undefined ? null : Number(paragraph) };
}

/** Words that are a whole paragraph: a span that is not in it stands for all of it. */
export function wholeParagraph(paragraph: number): ShownWords {
  return { paragraph, start: 0, end: 0, marker: null };
}

/** The address that marks these words when it is opened; for null, the address that marks nothing. */
export function addressOf(page: URL, shown: Shown | null): string {
  const address = new URL(page);
  address.searchParams.delete('quote');
  for (const { start, end, marker } of shown?.words ?? []) {
    if (marker !== null) address.searchParams.append('quote', `${start}-${end}`);
  }
  const pressed = shown?.words[shown.pressed];
  address.hash = pressed === undefined ? '' : `paragraph-${pressed.paragraph}`;
  return `${address.pathname}${address.search}${address.hash}`;
}
