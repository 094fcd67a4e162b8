/* Marks inside the texts of blocks, which the canonical text does not have: noncharacters, which no text is made of. */
const OPEN = '\ufdd0';
const BETWEEN = '\ufdd1';
const CLOSE = '\ufdd2';
const REFERENCE = /\ufdd0([^\ufdd0-\ufdd2]*)\ufdd1([^\ufdd0-\ufdd2]*)\ufdd2/g;
const STRAY = /[\ufdd0-\ufdd2]/g;

/** A mark that points to a note, for the text of a block: shown as `[marker]`, so that it never joins the number before it. */
export function noteReference({ id, marker }: { id: string; marker: string }): string {
  const plain = (text: string) => text.replace(STRAY, '');
  return `${OPEN}${plain(id)}${BETWEEN}[${plain(marker)}]${CLOSE}`;
}

/** Changes what stands between the marks of notes in a text. */
export function betweenReferences(text: string, change: (part: string) => string): string {
  let changed = '';
  let from = 0;
  for (const { 0: mark, index } of text.matchAll(REFERENCE)) {
    changed += change(text.slice(from, index)) + mark;
    from = index + mark.length;
  }
  return changed + change(text.slice(from));
}

/** A text as it is shown, and where its marks of notes stand in it. */
export function withoutReferences(text: string): {
  text: string;
  references: { id: string; start: number; end: number }[];
} {
  const references: { id: string; start: number; end: number }[] = [];
  let shown = '';
  let from = 0;
  for (const { 0: whole, 1: id = '', 2: mark = '', index } of text.matchAll(REFERENCE)) {
    shown += text.slice(from, index).replace(STRAY, '');
    references.push({ id, start: shown.length, end: shown.length + mark.length });
    shown += mark;
    from = index + whole.length;
  }
  return { text: shown + text.slice(from).replace(STRAY, ''), references };
}
