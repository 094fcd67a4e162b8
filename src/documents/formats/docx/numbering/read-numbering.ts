import { elementAt, elementsOf, isOn, valueAt, type XmlElement } from '../package/xml-element.ts';
import type { Styles } from '../styles/read-styles.ts';

/** How the numbers of a level of a list are made. */
export interface Level {
  start: number;
  /** Such as `decimal`; of a pattern of its own, the pattern: `001, 002, …`. */
  format: string;
  /** With `%1` for the number of the first level; null when the level has no text. */
  text: string | null;
  /** 0: it never starts again. 3: it does after levels 1 to 3. By default after every level above. */
  restart: number | null;
  /** All numbers in its text are decimal. */
  isLegal: boolean;
  isHidden: boolean;
  styleId: string | undefined;
}

/** A list as paragraphs name it. */
export interface NumberedList {
  id: string;
  /** Lists of one kind go on counting where another one stopped. */
  kind: string;
  levels: ReadonlyMap<number, Level>;
  /** Levels that this list starts again, and with which number. */
  starts: ReadonlyMap<number, number>;
}

const MAX_LINKS = 5;

/** Reads the lists of a document by their ids. */
export function readNumbering(root: XmlElement | undefined, styles: Styles): ReadonlyMap<string, NumberedList> {
  const kinds = new Map(elementsOf(root, 'w:abstractNum').map((kind) => [kind.attributes.abstractNumId ?? '', kind]));
  const nums = new Map(elementsOf(root, 'w:num').map((num) => [num.attributes.numId ?? '', num]));
  /** A kind may only name a style, whose list has the levels. */
  const kindOf = (num: XmlElement | undefined, links = 0): XmlElement | undefined => {
    const kind = kinds.get(valueAt(num, 'w:abstractNumId') ?? '');
    const link = valueAt(kind, 'w:numStyleLink');
    if (link === undefined || links > MAX_LINKS) return kind;
    return kindOf(nums.get(styles.listOf(link) ?? ''), links + 1) ?? kind;
  };
  return new Map(
    [...nums].map(([id, num]) => {
      const kind = kindOf(num);
      const overrides = elementsOf(num, 'w:lvlOverride').map(
        (override) => [Number(override.attributes.ilvl ?? 0), override] as const,
      );
      const own = overrides.flatMap(([, override]) => elementsOf(override, 'w:lvl'));
      const starts = overrides.flatMap(([level, override]) => {
        const start = valueAt(override, 'w:startOverride');
        return start === undefined ? [] : [[level, Number(start)] as const];
      });
      const levels = [...elementsOf(kind, 'w:lvl'), ...own].map(
        (level) => [Number(level.attributes.ilvl ?? 0), levelOf(level)] as const,
      );
      const list = { id, kind: kind?.attributes.abstractNumId ?? '', levels: new Map(levels), starts: new Map(starts) };
      return [id, list];
    }),
  );
}

function levelOf(level: XmlElement): Level {
  // Where Word has a format that older versions do not know, both stand there.
  const format =
    elementAt(level, 'w:numFmt') ??
    elementAt(level, 'mc:AlternateContent', 'mc:Choice', 'w:numFmt') ??
    elementAt(level, 'mc:AlternateContent', 'mc:Fallback', 'w:numFmt');
  const restart = valueAt(level, 'w:lvlRestart');
  return {
    start: Number(valueAt(level, 'w:start') ?? 0),
    format: format?.attributes.format ?? format?.attributes.val ?? 'decimal',
    text: valueAt(level, 'w:lvlText') ?? null,
    restart: restart === undefined ? null : Number(restart),
    isLegal: isOn(level, 'w:isLgl') === true,
    isHidden: isOn(elementAt(level, 'w:rPr'), 'w:vanish') === true,
    styleId: valueAt(level, 'w:pStyle'),
  };
}
