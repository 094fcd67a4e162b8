/** What a bullet looks like at the start of a line; in written answers it is "-", which Markdown knows too. */
const BULLET = /^[-*+•·▪‣◦–—]\s+/;
/** A number or a letter of an item or a clause: "2.", "3.1", "а)", "(iv)". */
const NUMBER = /^\(?(?:\d{1,3}(?:\.\d{1,3})*[.)]|\d{1,3}(?:\.\d{1,3})+|\p{L}[.)]|[ivx]{1,5}[.)])\s+/iu;
/** Ends the line above an item: a dash inside a sentence may begin a line as well. */
const ENDS_ITEM = /[\p{P}\p{S}]$/u;
const BETWEEN_CELLS = /\s*\|\s*/;
const TABLE_ROW = /(?:^|\s)\|(?:\s|$)/;
/** A row of a table in Markdown has bars around it as well. */
const MARKDOWN_ROW = /^\|(.+)\|\s*$/;
/** All that the row has which divides the header of such a table from its rows; a dash three times among it. */
const DIVIDING_SIGNS = /^[\s:|-]+$/;
/** In Markdown: between the words of a link and its address, also where that stands elsewhere; before a picture. */
const LINK_OR_PICTURE = /\](?=[([])|\](?=:\s*<?[a-z][a-z\d+.-]*:)|!(?=\[)/gi;
const TAG = /<(?=[a-z/!?])/gi;

/** Marks around a quote. */
export type QuotationMarks = readonly [open: string, close: string];

/**
 * A quote line by line, as it is to be shown: each item of a list, row of a table and paragraph on a line of its own; all other line breaks
 * and runs of blanks are single spaces.
 */
export function linesOfQuote(quote: string): string[] {
  const lines: string[] = [];
  let before = '';
  for (const raw of quote.split('\n')) {
    if (raw.includes('|') && raw.includes('---') && DIVIDING_SIGNS.test(raw)) continue;
    const line = onOneLine(MARKDOWN_ROW.exec(raw)?.[1]?.replaceAll('|', ' | ') ?? raw);
    if (line !== '') {
      const isOwn = before === '' || TABLE_ROW.test(line) || TABLE_ROW.test(before) || startsItem(line, before);
      if (isOwn) lines.push(line);
      else lines.push(`${lines.pop()} ${line}`);
    }
    before = line;
  }
  return lines;
}

/** The bullet, number or letter that a line of a quote begins with, and the rest. Bullets are "-". */
export function itemOf(line: string): { marker: string; text: string } | null {
  const bullet = BULLET.exec(line)?.[0];
  const marker = bullet ?? NUMBER.exec(line)?.[0];
  return marker === undefined ? null : { marker: bullet ? '-' : marker.trim(), text: line.slice(marker.length) };
}

/** The cells of a line of a quote; null where it is no row of a table. */
export function cellsOf(line: string): string[] | null {
  return TABLE_ROW.test(line) ? line.split(BETWEEN_CELLS) : null;
}

/**
 * A quote in quotation marks, line by line. It is Markdown as well: bullets and numbers stand before the mark, and a break that Markdown
 * would join follows two blanks. It is `withoutMarkup`.
 */
export function writeQuote(quote: string, [open, close]: QuotationMarks): string {
  const [first = '', ...more] = linesOfQuote(withoutMarkup(quote));
  const item = itemOf(first);
  // A single item is no list.
  if (more.length === 0) return `${open}${item?.marker === '-' ? item.text : first}${close}`;
  const isOutside = item !== null && /^(?:-|\d+[.)])$/.test(item.marker);
  const opening = isOutside ? `${item.marker} ${open}${item.text}` : `${open}${first}`;
  const lines = more.map((line) => {
    const own = itemOf(line);
    return own?.marker === '-' ? `\n- ${own.text}` : `  \n${line}`;
  });
  return `${opening}${lines.join('')}${close}`;
}

/**
 * A text of a document as an answer may have it. Numbers in brackets are `(1)`, for `[1]` is the marker of a citation; and blanks break the links,
 * pictures and tags that a client would find in it that renders the answer as Markdown.
 */
export function withoutMarkup(text: string): string {
  return text
    .replace(/\[(\d+)\]/g, '($1)')
    .replace(LINK_OR_PICTURE, '$& ')
    .replace(TAG, '$& ');
}

/** A text on one line: line breaks and runs of blanks become single spaces. */
export function onOneLine(text: string): string {
  // A blank by itself is left as it is: most are, and each one replaced costs as much as a line break.
  return text.replace(/ \s+|[^\S ]\s*/gu, ' ').trim();
}

function startsItem(line: string, before: string): boolean {
  return itemOf(line) !== null && (!/^[–—]/.test(line) || ENDS_ITEM.test(before) || BULLET.test(before));
}
