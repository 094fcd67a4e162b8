import type { Word } from '../syntax/parse-groups.ts';
import type { CellDefinition, RowDefinition } from './arrange-rows.ts';

/** Of the words that define a cell, which come before its edge: what they say of it. */
const OF_CELLS: ReadonlyMap<string, Partial<CellDefinition>> = new Map([
  ['clvmgf', { down: 'first' }],
  ['clvmrg', { down: 'more' }],
  ['clmgf', { across: 'first' }],
  ['clmrg', { across: 'more' }],
]);

/** Creates what follows the definition of a row. @param isLight Whether a colour of the document is that of paper. */
export function createRowDefinition(isLight: (colour: number) => boolean) {
  let row: RowDefinition = { isHeader: false, left: 0, cells: [] };
  let cell: Partial<CellDefinition> = {};
  return {
    /** Reads a word; others than those of definitions change nothing. */
    read({ name, value }: Word): void {
      if (name === 'trowd') {
        row = { isHeader: false, left: 0, cells: [] };
        cell = {};
      } else if (name === 'trhdr') row.isHeader = true;
      else if (name === 'trleft') row.left = value ?? 0;
      else if (name === 'clcbpat') cell.isFilled = !isLight(value ?? 0);
      else if (name === 'cellx') {
        row.cells.push({ down: null, across: null, isFilled: false, ...cell, right: value ?? 0 });
        cell = {};
      } else Object.assign(cell, OF_CELLS.get(name));
    },
    /** What was read since the last beginning. */
    row: (): RowDefinition => row,
  };
}
