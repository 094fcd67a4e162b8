import type { Level, NumberedList } from '../../docx/numbering/read-numbering.ts';
import type { Group } from '../syntax/parse-groups.ts';
import { charactersOf, groupsOf, valuesOf } from '../syntax/walk-parts.ts';

/** The formats of `\levelnfc`, by the names that they have in a DOCX. */
const FORMATS: Readonly<Record<number, string>> = {
  0: 'decimal',
  1: 'upperRoman',
  2: 'lowerRoman',
  3: 'upperLetter',
  4: 'lowerLetter',
  5: 'ordinal',
  6: 'cardinalText',
  7: 'ordinalText',
  22: 'decimalZero',
  23: 'bullet',
  58: 'russianLower',
  59: 'russianUpper',
  255: 'none',
};
const UNKNOWN = 'unknown';
const LEVELS = 9;

/** Reads the lists of a document by the numbers that paragraphs name them by. */
export function readLists(table: Group | undefined, overrides: Group | undefined): ReadonlyMap<string, NumberedList> {
  const levels = new Map(
    (table ? groupsOf(table, 'list') : []).map((list) => [
      valuesOf(list).get('listid'),
      new Map(groupsOf(list, 'listlevel').map((level, index) => [index, levelOf(level)] as const)),
    ]),
  );
  const lists = (overrides ? groupsOf(overrides, 'listoverride') : []).map((override): [string, NumberedList] => {
    const values = valuesOf(override);
    const id = String(values.get('ls'));
    const starts = groupsOf(override, 'lfolevel').flatMap((level, index) => {
      const own = valuesOf(level);
      const start = own.get('levelstartat');
      return own.has('listoverridestartat') && start !== undefined ? [[index, start] as const] : [];
    });
    const kind = values.get('listid');
    return [id, { id, kind: String(kind), levels: levels.get(kind) ?? new Map(), starts: new Map(starts) }];
  });
  return new Map(lists);
}

function levelOf(level: Group): Level {
  const values = valuesOf(level);
  const [text] = groupsOf(level, 'leveltext');
  const number = values.get('levelnfcn') ?? values.get('levelnfc') ?? 0;
  return {
    start: values.get('levelstartat') ?? 1,
    format: FORMATS[number] ?? UNKNOWN,
    text: text ? patternOf(charactersOf(text, (bytes) => bytes)) : null,
    restart: values.get('levelnorestart') === 1 ? 0 : null,
    isLegal: values.get('levellegal') === 1,
    isHidden: false,
    styleId: undefined,
  };
}

/** The text of a level with `%1` for a number: the file gives its length, then signs below 9 for the numbers. */
function patternOf(text: string): string {
  const length = text.charCodeAt(0);
  return [...text.slice(1, 1 + length)]
    .map((sign) => (sign.charCodeAt(0) < LEVELS ? `%${sign.charCodeAt(0) + 1}` : sign))
    .join('');
}
