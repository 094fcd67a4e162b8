/**
 * Whether two words are at most so many typing errors apart: a letter too many, one too few, another one, or two neighbours exchanged
 * (optimal string alignment distance).
 */
export function isWithinEdits(word: string, other: string, max: number): boolean {
  if (Math.abs(word.length - other.length) > max) return false;
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
