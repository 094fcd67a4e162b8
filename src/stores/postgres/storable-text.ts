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

/** The same for what may be missing. */
export function storableOrNull(text: string | null): string | null {
  return text === null ? null : storable(text);
}

/** The same for what may be missing. */
export function originalOrNull(stored: string | null): string | null {
  return stored === null ? null : original(stored);
}
