import { unitAtStart } from '../quantities/units.ts';

/** "Price, €", «Срок, дней», "Width (cm)": the unit that ends the heading of a column. */
const UNIT = /(?:,\s*|\(\s*|\s+в\s+|\s+in\s+)([^,()|]+?)\s*\)?\s*$/u;
const NUMBER = /^\d[\d\s.,–-]*$/u;
const RULE = /^[\s|:-]+$/u;

/** A text whose tables have behind each number the unit that the heading of its column names: a cell of «Срок, дней» is «3 дней». */
export function withUnitsOfHeader(text: string): string {
  if (!text.includes('|')) return text;
  let units: (string | null)[] | null = null;
  return text
    .split('\n')
    .map((line) => {
      const cells = line.trim().startsWith('|') ? line.trim().split('|') : null;
      if (!cells) {
        units = null;
        return line;
      }
      if (units === null) {
        units = cells.map(unitOfHeading);
        return line;
      }
      if (RULE.test(line)) return line;
      return cells.map((cell, column) => withUnit(cell, units?.[column] ?? null)).join('|');
    })
    .join('\n');
}

function unitOfHeading(heading: string): string | null {
  const unit = UNIT.exec(heading.trim())?.[1]?.trim() ?? '';
  return unitAtStart(unit) === null ? null : unit;
}

function withUnit(cell: string, unit: string | null): string {
  return unit !== null && NUMBER.test(cell.trim()) ? ` ${cell.trim()} ${unit} ` : cell;
}
