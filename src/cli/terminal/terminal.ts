/** Properties of the output that text for people depends on. */
export interface Terminal {
  /** In columns; null when the output is no terminal, and lines are not to be broken. */
  width: number | null;
  bold(text: string): string;
  dim(text: string): string;
}

/** For a terminal that does not report its width. */
const DEFAULT_WIDTH = 80;

/** The terminal behind a stream. Colours are left out when it has none, or the reader set NO_COLOR. */
export function terminalOf(stream: NodeJS.WriteStream): Terminal {
  // `hasColors` looks at NO_COLOR, FORCE_COLOR and TERM.
  const isColoured = stream.isTTY && stream.hasColors();
  const paint = (open: number, close: number) => (text: string) =>
    isColoured ? `\u001b[${open}m${text}\u001b[${close}m` : text;
  return { width: stream.isTTY ? stream.columns || DEFAULT_WIDTH : null, bold: paint(1, 22), dim: paint(2, 22) };
}

/**
 * Breaks lines between words, so that none is wider than `width` unless a single word is. Line breaks of the text stay.
 *
 * Control characters are left out, as by `withoutControls`.
 *
 * @param width In columns, `indent` included; null breaks nothing.
 * @param indent Stands before every line.
 */
export function wrapText(text: string, { width, indent = '' }: { width: number | null; indent?: string }): string {
  const room = Math.max(1, (width ?? Number.POSITIVE_INFINITY) - indent.length);
  return withoutControls(text)
    .split('\n')
    .flatMap((line) => wrapLine(line, room))
    .map((line) => `${indent}${line}`)
    .join('\n');
}

/** The beginning of a text, cut between words and marked with an ellipsis when it is longer than `length`. */
export function excerptOf(text: string, length: number): string {
  const visible = withoutControls(text);
  if (visible.length <= length) return visible;
  const cut = visible.slice(0, length);
  const lastBlank = cut.lastIndexOf(' ');
  return `${cut.slice(0, lastBlank > 0 ? lastBlank : length - 1)}…`;
}

function wrapLine(line: string, room: number): string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(' ')) {
    const longer = current === '' ? word : `${current} ${word}`;
    if (longer.length > room && current !== '') {
      lines.push(current);
      current = word;
    } else {
      current = longer;
    }
  }
  return [...lines, current];
}

/** Makes a text safe for a terminal: line breaks stay, tabs become blanks, other control characters and marks that turn the direction of writing are removed. */
export function withoutControls(text: string): string {
  return text.replaceAll('\t', ' ').replace(/[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/gu, '');
}
