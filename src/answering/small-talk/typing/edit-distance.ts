/**
 * Whether two words are at most so many typing errors apart: a letter too many, one too few, another one, or two neighbours exchanged
 * (optimal string alignment distance).
 */
export function isWithinEdits(word: string, other: string, max: number): boolean {
  if (Math.abs(word.length - other.length) > max) return false;
  if (max === 1) return isOneEdit(word, other);
  let before: number[] = [];
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= word.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = word[row - 1] === other[column - 1];
      let cost = Math.min(previous[column]! + 1, current[column - 1]! + 1, previous[column - 1]! + (isSame ? 0 : 1));
      const isExchanged =
        row > 1 && column > 1 && word[row - 1] === other[column - 2] && word[row - 2] === other[column - 1];
      if (isExchanged) cost = Math.min(cost, before[column - 2]! + 1);
      current.push(cost);
    }
    if (Math.min(...current) > max) return false;
    before = previous;
    previous = current;
  }
  return previous[other.length]! <= max;
}

/** Most words are compared for one error: what differs between the same beginning and the same end decides, without a table. */
function isOneEdit(word: string, other: string): boolean {
  const shorter = Math.min(word.length, other.length);
  let start = 0;
  while (start < shorter && word[start] === other[start]) start += 1;
  let end = 0;
  while (end < shorter - start && word.at(-1 - end) === other.at(-1 - end)) end += 1;
  const rest = word.slice(start, word.length - end);
  const otherRest = other.slice(start, other.length - end);
  const isExchanged =
    rest.length === 2 && otherRest.length === 2 && rest[0] === otherRest[1] && rest[1] === otherRest[0];
  return isExchanged || (rest.length <= 1 && otherRest.length <= 1);
}
