import type { Omission } from '../../../protocol/document-blocks.ts';

/** Characters of fonts that do not map their glyphs to letters. */
export const MEANINGLESS = /[\p{Co}\p{Cn}\ufffd]|(?!\s)\p{Cc}/gu;
/** What is a noncharacter only between the steps of reading. */
export const OWN_MARKS = /[\ufdd0-\ufdd4]/g;
/** A bullet or box before an item has no words to it, whatever its font says. */
const BULLET = /^\s*\p{Co}(?=\s)/u;

/** Says how many characters of lines are glyphs whose letters are unknown. */
export function unreadCharacters(lines: readonly string[]): Omission[] {
  const count = lines.reduce(
    (sum, line) => sum + (line.replace(OWN_MARKS, '').replace(BULLET, '').match(MEANINGLESS)?.length ?? 0),
    0,
  );
  return count > 0 ? [{ kind: 'characters-not-read', count }] : [];
}
