import { parseHTML } from 'linkedom';

/** Elements that may be written as empty in XHTML and would stay open in HTML. */
const EMPTY_ELEMENT = /<((?!(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)\b)[a-z][\w:-]*)((?:\s[^<>]*)?)\/>/gi;

/** Parses HTML or XHTML; a fragment is put into a body. Never fails, whatever the text is. */
export function parsePage(html: string): Document {
  const whole = html.replace(EMPTY_ELEMENT, '<$1$2></$1>');
  const page = /<(?:html|body)[\s>]/i.test(whole) ? whole : `<html><body>${whole}</body></html>`;
  return parseHTML(page).document;
}
