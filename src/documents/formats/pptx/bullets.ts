import { type NumberStyle, numberInStyle } from '../xml/number-in-style.ts';
import { elementAt, type XmlElement } from '../xml/parse-xml.ts';

/** What stands before a paragraph: a bullet, or a number of a sequence. */
export type Bullet = { kind: 'sign' } | { kind: 'number'; scheme: string; startAt: number };

const MAX_LEVEL = 8;
const STYLES: Record<string, NumberStyle> = {
  alphaLc: 'lower-letter',
  alphaUc: 'upper-letter',
  romanLc: 'lower-roman',
  romanUc: 'upper-roman',
};

/** The level of a paragraph, from 0. */
export function levelOf(paragraph: XmlElement): number {
  const level = Number(elementAt(paragraph, 'pPr')?.attributes.lvl ?? 0);
  return level >= 0 && level <= MAX_LEVEL ? level : 0;
}

/**
 * What stands before a paragraph, `null` for nothing.
 *
 * @param styles Lists of the properties of levels, nearest first: of its text, its layout, its master.
 */
export function bulletOf(paragraph: XmlElement, styles: readonly XmlElement[]): Bullet | null {
  const level = `lvl${levelOf(paragraph) + 1}pPr`;
  for (const properties of [elementAt(paragraph, 'pPr'), ...styles.map((style) => elementAt(style, level))]) {
    if (!properties) continue;
    if (elementAt(properties, 'buNone')) return null;
    if (elementAt(properties, 'buChar') || elementAt(properties, 'buBlip')) return { kind: 'sign' };
    const { type = 'arabicPeriod', startAt = '1' } = elementAt(properties, 'buAutoNum')?.attributes ?? {};
    if (elementAt(properties, 'buAutoNum')) return { kind: 'number', scheme: type, startAt: Number(startAt) || 1 };
  }
  return null;
}

/** Counts the numbers of one text: each level goes on until a paragraph of it, or above it, has another scheme or none. */
export function createNumbering() {
  let running: ({ scheme: string; startAt: number; next: number } | undefined)[] = [];
  return {
    markerOf(bullet: Bullet | null, level: number): string | null {
      running = running.slice(0, level + 1);
      if (bullet?.kind !== 'number') {
        running[level] = undefined;
        return null;
      }
      const { scheme, startAt } = bullet;
      const before = running[level];
      const goesOn = before?.scheme === scheme && before.startAt === startAt;
      const number = goesOn ? before.next : startAt;
      running[level] = { scheme, startAt, next: number + 1 };
      return inScheme(number, scheme);
    },
  };
}

/** `romanLcParenR`: what it counts with, then what stands around it. */
function inScheme(number: number, scheme: string): string {
  const [, counted = '', around = ''] = /^(.*?)(Period|ParenBoth|ParenR|Plain|Minus|)$/.exec(scheme) ?? [];
  const written = numberInStyle(number, STYLES[counted] ?? 'arabic');
  if (around === 'Period') return `${written}.`;
  if (around === 'ParenBoth') return `(${written})`;
  if (around === 'ParenR') return `${written})`;
  return written;
}
