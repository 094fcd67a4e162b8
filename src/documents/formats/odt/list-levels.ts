import type { NumberStyle } from '../xml/number-in-style.ts';
import { elementsOf, type XmlElement } from '../xml/parse-xml.ts';

/** How one level of a list is marked. */
export type ListLevel =
  | { kind: 'bullet' | 'none' }
  | {
      kind: 'number';
      style: NumberStyle;
      startAt: number;
      /** How many levels, from this one outwards, the number shows. */
      shownLevels: number;
      prefix: string;
      suffix: string;
      /** `%1%.%2%.`, where the document says it. */
      pattern: string | null;
    };

const STYLES: Record<string, NumberStyle> = {
  a: 'lower-letter',
  A: 'upper-letter',
  i: 'lower-roman',
  I: 'upper-roman',
  а: 'lower-russian',
  А: 'upper-russian',
};

/** The levels of a list style, outermost first. */
export function readLevels(style: XmlElement): ListLevel[] {
  const levels: ListLevel[] = [];
  for (const level of elementsOf(style)) levels[Number(level.attributes.level ?? 1) - 1] = levelOf(level);
  return levels;
}

function levelOf({ name, attributes }: XmlElement): ListLevel {
  if (name.endsWith('-bullet') || name.endsWith('-image')) return { kind: 'bullet' };
  const format = attributes['num-format'] ?? '';
  if (format === '') return { kind: 'none' };
  return {
    kind: 'number',
    style: format.startsWith('01') ? 'two-digits' : (STYLES[format[0]!] ?? 'arabic'),
    startAt: Number(attributes['start-value'] ?? 1),
    shownLevels: Number(attributes['display-levels'] ?? 1),
    prefix: attributes['num-prefix'] ?? '',
    suffix: attributes['num-suffix'] ?? '',
    pattern: attributes['num-list-format'] ?? null,
  };
}
