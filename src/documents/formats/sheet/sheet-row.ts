/** A cell as it is shown, `null` where a merged cell beside or above covers the place. */
export type SheetCell = ShownCell | null;

export interface ShownCell {
  text: string;
  /** A number, date or truth value: such cells are no heads of columns. */
  isValue: boolean;
  isBold?: boolean;
  columns?: number;
  rows?: number;
}

export interface SheetRow {
  cells: SheetCell[];
  /** Whether the file itself says that it holds heads of columns. */
  isHeader?: boolean;
}
