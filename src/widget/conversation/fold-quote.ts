/** What is seen of a long quote before it is unfolded, in lines of `LINE_LENGTH` characters. */
const SHOWN_LINES = 8;
const LINE_LENGTH = 60;
/** Fewer lines than these are not worth a button. */
const HIDDEN_LINES = 3;
const SHORTEST_PART = 2;
/** Not in languages that are written without blanks. */
const LAST_WORD = /\s+\S{0,24}$/;

/** The beginning of a quote's lines that is shown at first: all of them where it is short. A line that is cut ends with an ellipsis. */
export function foldQuote(lines: string[]): string[] {
  const heights = lines.map(({ length }) => Math.ceil(length / LINE_LENGTH));
  if (heights.reduce((sum, height) => sum + height, 0) < SHOWN_LINES + HIDDEN_LINES) return lines;
  const shown: string[] = [];
  let room = SHOWN_LINES;
  for (const [index, line] of lines.entries()) {
    if (heights[index]! > room) {
      if (room >= SHORTEST_PART || shown.length === 0) shown.push(beginningOf(line, room * LINE_LENGTH));
      break;
    }
    shown.push(line);
    room -= heights[index]!;
  }
  return shown;
}

function beginningOf(line: string, length: number): string {
  return `${line.slice(0, length).replace(LAST_WORD, '')}…`;
}
