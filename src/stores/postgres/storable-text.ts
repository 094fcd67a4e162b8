/**
 * A text as PostgreSQL takes it: with JSON's escapes, without its quotes. It refuses U+0000, and on the way there half of a surrogate pair would
 * become U+FFFD; what was asked is given back exactly as it was. A text without quotes, backslashes and control characters stays as it is.
 */
export function storable(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** What was made storable. */
export function original(stored: string): string {
  return JSON.parse(`"${stored}"`) as string;
}
