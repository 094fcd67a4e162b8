/** Soft hyphens, blanks and joiners of no width, embeddings and overrides of the direction. */
const UNSEEN = /[\u00ad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]/g;

/**
 * A text without signs that cannot be seen: they part a word, or show "18" as "81", so that what is read differs from what is checked. The marks
 * and joiners that right-to-left writing and emoji need stay.
 */
export function withoutUnseen(text: string): string {
  return text.replace(UNSEEN, '');
}
