import { linesOfQuote } from '../../../protocol/quotes/quote-lines.ts';

/**
 * Words of a document without the signs of Markdown: of headings, of words in bold or code, and the addresses of links. Signs inside a
 * word or a number (`2**10`) are its own.
 */
export function withoutSigns(text: string): string {
  return text
    .replace(/^#+ |\*\*(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])\*\*/gmu, '')
    .replace(/\[([^[\]]+)\]\([^()\s]+\)|`([^`\n]+)`/g, '$1$2');
}

/** A quote as it is written where no list or table can stand. @param between Stands between its lines. */
export function plainQuote(quote: string, between = '\n'): string {
  return linesOfQuote(quote).map(withoutSigns).join(between).replaceAll(' | ', ' · ');
}
