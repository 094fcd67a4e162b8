import { addressesIn } from './addresses.ts';
import { readFormulas } from './read-formulas.ts';
import { withoutHidden } from './without-hidden.ts';

/** Inline code, whose signs mean nothing. */
const CODE = /(?<!`)(`{1,4})(?!`)[^\n]{0,400}?(?<!`)\1(?!`)/gu;
const TEXT_OF_LINK = '\\[((?:[^\\[\\]\\n]|\\[[^\\[\\]\\n]*\\]){0,400})\\]';
const TARGET = '\\(\\s*<?([^()\\s<>]*(?:\\([^()\\s]*\\)[^()\\s<>]*)*)>?(?:\\s+(?:"[^"\\n]*"|\'[^\'\\n]*\'))?\\s*\\)';

const PICTURE = new RegExp(`!${TEXT_OF_LINK}(?:${TARGET}|\\[[^\\]\\n]{0,80}\\])`, 'gu');
const LINK = new RegExp(`${TEXT_OF_LINK}${TARGET}`, 'gu');
/** A link whose text is but numbers is a label, and `[text][12]` has one behind it. */
const IS_LABEL = /^[\s\d[\]^,;–-]*$/u;
const AUTOLINK = /<((?:https?:\/\/|mailto:)[^<>\s]{1,500}|[^<>\s@]{1,64}@[^<>\s]{1,200})>/giu;
/** Tags that end words: what they stand between is not one. */
const BREAK = /<(?:br|\/?(?:p|div|li|ul|ol|dl|dt|dd|tr|td|th|h[1-6]|table|blockquote))(?:\s[^<>]*)?\/?>/giu;
/** Tags around digits are those of labels, which are read later. */
const TAG = /<\/?[a-zA-Z][^<>]*>|<[!?][^<>]*>|<[|｜][^<>|｜\n]{1,40}[|｜]>/gu;
const LABELLED_TAG =
  /<(?:cite|citation|source|src|ref|reference|doc|document|quote|sup)\b(?:\s[^<>]{0,100}?)?["'\s=:#](\d{1,6}(?:\s?,\s?\d{1,6}){0,8})["'\s/]*>/giu;
/** What some models write around what they cite. */
const MARK_OF_CITED = /\[cite_(?:start|end)\]/gu;
const TAGGED_LABEL =
  /<(?:sup|cite|citation|source|ref|a|small|span)(?:\s[^<>]*)?>\s{0,9}(?:[[(]\s{0,9})?([\d,;–-][\d\s,;–-]{0,99})[\])]?\s{0,9}<\/\w{1,20}>/giu;

/**
 * Markdown that a model wrote as a client may show it: no pictures, no HTML, no links but to the addresses that are known; a link is
 * its text. Inline code stays as it is.
 */
export function safeMarkdown(text: string, isKnownAddress: (address: string) => boolean): string {
  const parts: string[] = [];
  let read = 0;
  for (const { 0: code, index } of text.matchAll(CODE)) {
    parts.push(safePart(text.slice(read, index), isKnownAddress), code);
    read = index + code.length;
  }
  parts.push(safePart(text.slice(read), isKnownAddress));
  return balanced(parts.join(''));
}

function safePart(text: string, isKnownAddress: (address: string) => boolean): string {
  const kept: string[] = [];
  const keep = (written: string) => `\ue000${kept.push(written) - 1}\ue000`;
  return (
    withoutHidden(
      readFormulas(text.replaceAll('\ue000', ''))
        .replace(MARK_OF_CITED, '')
        .replace(TAGGED_LABEL, '[$1]')
        .replace(LABELLED_TAG, '[$1]'),
    )
      .replace(PICTURE, '')
      .replace(LINK, (written, words: string, target: string) => {
        if (IS_LABEL.test(words)) return keep(written);
        const [address] = addressesIn(target);
        return address !== undefined && isKnownAddress(address) ? keep(`[${words}](${target})`) : words;
      })
      .replace(AUTOLINK, '$1')
      .replace(BREAK, ' ')
      .replace(TAG, '')
      // What is left of either could be made whole by what follows it.
      .replace(/<(?=[a-zA-Z/!?])/g, '< ')
      .replace(/\](?=\((?!\s*\d{1,4}\s*\)))/g, '] ')
      .replace(/!(?=[[\ue000])/g, '! ')
      .replace(/\ue000(\d+)\ue000/g, (_, index: string) => kept[Number(index)]!)
  );
}

/** Signs of emphasis and code whose other half stands in another sentence, which may be left out, are left out. */
function balanced(text: string): string {
  const withoutOdd = (words: string, sign: RegExp) =>
    (words.match(sign)?.length ?? 0) % 2 === 0 ? words : words.replace(sign, '');
  return [/`+/g, /\*\*/g, /__/g, /~~/g].reduce(withoutOdd, text);
}

/** The words of Markdown, without its signs. */
export function plainWords(markdown: string): string {
  return (
    markdown
      .replace(LINK, '$1')
      .replace(/\*{1,3}|~~|`+|(?<![\p{L}\p{N}])_{1,3}|_{1,3}(?![\p{L}\p{N}])/gu, '')
      .replace(/\s+/gu, ' ')
      // Where a label stood before a full stop, or another sign.
      .replace(/ (?=[.,:;!?…](?:\s|$))/gu, '')
      .trim()
  );
}
