/** What opens what is not shown: an element whose content is no text of the answer, or a comment. */
const OPENING = /<(script|style|think|thinking|svg|iframe|object|template)\b[^<>]*>|<!--/giu;

/**
 * A text without what is hidden in it, from an opening to the next closing of its kind; what is never closed stays. One pattern for both would look
 * for a closing to the end of the text at every opening.
 */
export function withoutHidden(text: string): string {
  const neverClosed = new Set<string>();
  const parts: string[] = [];
  let read = 0;
  for (const { 0: opening, 1: name = '', index } of text.matchAll(OPENING)) {
    const kind = name.toLowerCase();
    if (index < read || neverClosed.has(kind)) continue;
    const closing = kind === '' ? /-->/gu : new RegExp(`</${kind}\\s{0,9}>`, 'giu');
    closing.lastIndex = index + opening.length;
    if (closing.test(text)) {
      parts.push(text.slice(read, index));
      read = closing.lastIndex;
    } else neverClosed.add(kind);
  }
  return parts.join('') + text.slice(read);
}
