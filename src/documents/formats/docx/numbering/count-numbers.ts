import type { NumberedPlace, ParagraphStyle } from '../styles/read-styles.ts';
import { formatNumber } from './format-number.ts';
import type { Level, NumberedList } from './read-numbering.ts';

/** What stands before a paragraph of a list. */
export interface Label {
  /** As the document shows it: "2.1."; null for a bullet, and where the number cannot be known. */
  text: string | null;
  /** Nothing is shown, though the paragraph belongs to the list. */
  isBlank: boolean;
  /** From 0. */
  level: number;
  /** What counts together. */
  kind: string;
  /** How many numbers the label is made of. */
  numbers: number;
}

/** In a text of a level: the number of the level with this number. */
const PLACE = /%([1-9])/g;
const NO_LIST = '0';
const UNCOUNTED = ['bullet', 'none'];

/** Creates what counts the numbered paragraphs of a document, in their order. */
export function createCounter(lists: ReadonlyMap<string, NumberedList>) {
  const counts = new Map<string, Map<number, number>>();
  const started = new Set<string>();
  return {
    /** The label of the next paragraph; null when it belongs to no list. */
    next(own: NumberedPlace, style: ParagraphStyle): Label | null {
      const list = lists.get(own.listId ?? style.place.listId ?? NO_LIST);
      const level = list && levelIn(list, own, style);
      if (!list || level === undefined) return null;
      const counted = counts.get(list.kind) ?? new Map<number, number>();
      counts.set(list.kind, counted);
      const restart = list.starts.get(level);
      const isRestart = restart !== undefined && !started.has(`${list.id} ${level}`);
      started.add(`${list.id} ${level}`);
      const before = counted.get(level);
      const first = restart ?? list.levels.get(level)!.start;
      counted.set(level, isRestart || before === undefined ? first : before + 1);
      forgetBelow(counted, list, level);
      startAbove(counted, list, level);
      return labelOf(list, level, counted);
    },
  };
}

/** The level of a paragraph: its own, that which belongs to its style, or that which the style gives. */
function levelIn({ levels }: NumberedList, own: NumberedPlace, style: ParagraphStyle): number | undefined {
  const ofStyle = [...levels].find(([, { styleId }]) => styleId !== undefined && styleId === style.id)?.[0];
  const level = own.level ?? (own.listId === undefined ? (ofStyle ?? style.place.level) : style.place.level) ?? 0;
  return levels.has(level) ? level : undefined;
}

/** Levels below one that was counted start again. */
function forgetBelow(counted: Map<number, number>, { levels }: NumberedList, level: number): void {
  for (const below of [...counted.keys()].filter((other) => other > level)) {
    const restart = levels.get(below)?.restart ?? below;
    if (level < restart) counted.delete(below);
  }
}

/** Levels above one that was counted show their first number, and go on from it. */
function startAbove(counted: Map<number, number>, { levels }: NumberedList, level: number): void {
  for (const [above, { start }] of levels) {
    if (above < level && !counted.has(above)) counted.set(above, start);
  }
}

function labelOf(list: NumberedList, level: number, counted: Map<number, number>): Label {
  const { text, format, isLegal, isHidden } = list.levels.get(level)!;
  const isBullet = format === 'bullet';
  const label = {
    level,
    kind: list.kind,
    numbers: isBullet ? 0 : [...(text ?? '').matchAll(PLACE)].length,
    isBlank: isHidden || (text ?? '').trim() === '',
  };
  if (isBullet || label.isBlank) return { ...label, text: null };
  let isKnown = true;
  const shown = text!.replace(PLACE, (_, place: string) => {
    const at = Number(place) - 1;
    const named = list.levels.get(at);
    const number = named ? numberAt(named, counted.get(at) ?? named.start, isLegal) : null;
    if (number === null) isKnown = false;
    return number ?? '';
  });
  const visible = shown.trim();
  return { ...label, text: isKnown && visible !== '' ? visible : null, isBlank: !isKnown || visible === '' };
}

/** A number in the format of its level; null when that is unknown. */
function numberAt({ format }: Level, number: number, isLegal: boolean): string | null {
  if (UNCOUNTED.includes(format)) return '';
  return formatNumber(number, isLegal ? 'decimal' : format);
}
