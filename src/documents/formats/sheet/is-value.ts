const VALUE = /^[(+−-]?[\p{Sc}№]?\s?\d[\d\s.,:/−-]*\)?\s?(?:%|\p{Sc}|\p{L}{1,3}\.?)?$/u;

/** Whether the text of a cell is a number with its sign or unit, a date or a time: no head of a column. */
export function isValue(text: string): boolean {
  return VALUE.test(text);
}
