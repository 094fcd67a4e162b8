/** A number with what is written to it: "4,500", "7C", "E-107". */
const NUMBER = /(?:\p{L}[\p{L}-]{0,40})?\p{N}[\p{N}\p{L}/-]*(?:[.,]\p{N}+)*/gu;

/** The numbers of a text, as they are written. */
export function numbersIn(text: string): Set<string> {
  return new Set(text.match(NUMBER));
}

/** A text without some numbers. */
export function withoutNumbers(text: string, numbers: ReadonlySet<string>): string {
  if (![...numbers].some((number) => text.includes(number))) return text;
  return text.replace(NUMBER, (number) => (numbers.has(number) ? '' : number));
}
