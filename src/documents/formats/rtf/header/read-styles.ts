import { headingLevelOf } from '../../docx/styles/read-styles.ts';
import type { Group } from '../syntax/parse-groups.ts';
import { charactersOf, groupsOf, valuesOf } from '../syntax/walk-parts.ts';

/** What a style of paragraphs says that paragraphs do not repeat. */
export interface ParagraphStyle {
  /** In small letters. */
  name: string;
  /** 1–9; null for text. */
  headingLevel: number | null;
}

/** Other kinds of styles: of characters, sections and tables. */
const OTHER_KINDS = ['cs', 'ds', 'ts'];

/** Reads the styles of paragraphs by their numbers. @param sheet The group `stylesheet`. */
export function readStyles(
  sheet: Group | undefined,
  decode: (bytes: string) => string,
): ReadonlyMap<number, ParagraphStyle> {
  const styles = new Map<number, ParagraphStyle>();
  for (const style of sheet ? groupsOf(sheet) : []) {
    const values = valuesOf(style);
    if (OTHER_KINDS.some((kind) => values.has(kind))) continue;
    // Key codes and the like are groups inside.
    const own: Group = { kind: 'group', parts: style.parts.filter((part) => !isGroup(part)) };
    const name = charactersOf(own, decode).replace(/;.*/s, '').trim().toLowerCase();
    const level = values.get('outlinelevel');
    styles.set(values.get('s') ?? 0, { name, headingLevel: headingLevelOf(name, level) ?? null });
  }
  return styles;
}

function isGroup(part: Group['parts'][number]): boolean {
  return typeof part === 'object' && part.kind === 'group';
}
