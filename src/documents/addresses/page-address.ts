import { z } from 'zod';

/** In UTF-16 code units: browsers take no much longer ones. */
const MAX_LENGTH = 2000;
const PROBLEM = 'must be an address such as https://example.org/page, which may have "{quote}" behind its host';

/** Stands for the words of a quote in the address of a document. */
export const QUOTE_PLACE = '{quote}';
/** Begins what a browser marks in a page, behind the fragment: https://wicg.github.io/scroll-to-text-fragment/ */
export const DIRECTIVES = ':~:';

/** The address of a document on the web, with or without a place for the words of a quote. */
export const addressSchema = z
  .string(PROBLEM)
  .trim()
  .max(MAX_LENGTH, `must have at most ${MAX_LENGTH} characters`)
  .refine((text) => isPageAddress(text), PROBLEM);

/**
 * Whether a text is the whole address of a page: http or https, without a name and password, which would be shown to every reader, and with no part of
 * a quote in its host.
 */
export function isPageAddress(text: string): boolean {
  const url = parsed(text.replaceAll(QUOTE_PLACE, 'quote'));
  return (
    url !== null &&
    text.length <= MAX_LENGTH &&
    /^https?:\/\//i.test(text) &&
    !/[\s\p{Cc}]/u.test(text) &&
    url.username + url.password === '' &&
    url.origin === parsed(text.replaceAll(QUOTE_PLACE, 'other'))?.origin
  );
}

/** The address of the page itself, without a place for a quote. @param address As `addressSchema` has it. */
export function pageAddress(address: string): string {
  const url = new URL(address.replaceAll(QUOTE_PLACE, ''));
  const [fragment = ''] = url.hash.split(DIRECTIVES);
  // Without its sign an empty one is none.
  url.hash = fragment.slice(1);
  return url.href;
}

function parsed(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}
