import { CODE, readCode } from './codes.ts';
import { DATE, readDate } from './dates.ts';
import { DOCUMENT_PART, readDocumentPart } from './document-parts.ts';
import type { ExactTerm, ReadTerm } from './exact-term.ts';
import { withPlainSigns } from './plain-signs.ts';

/** What was read as one kind is no longer looked at as the next. */
const KINDS: { kind: ExactTerm['kind']; pattern: RegExp; read: ReadTerm }[] = [
  { kind: 'part', pattern: DOCUMENT_PART, read: readDocumentPart },
  { kind: 'date', pattern: DATE, read: readDate },
  { kind: 'code', pattern: CODE, read: readCode },
];
const READ = ' \n ';

/** The dates, codes and parts of documents that a text names. */
export function exactTermsIn(text: string): ExactTerm[] {
  const hasNumber = /\p{N}/u.test(text);
  if (!hasNumber && !/[IVX]/.test(text)) return [];
  const found: ExactTerm[] = [];
  let rest = withPlainSigns(text);
  for (const { kind, pattern, read } of KINDS) {
    // Parts alone have Roman numbers.
    if (kind !== 'part' && !hasNumber) break;
    rest = rest.replace(pattern, (written: string, ...more: unknown[]) => {
      const terms = read(written, (more.at(-1) ?? {}) as Record<string, string | undefined>);
      found.push(...terms.map((term) => ({ ...term, kind, written })));
      return terms.length > 0 ? READ : written;
    });
  }
  return found;
}

/** Whether a term is one of `exactTermsIn` that no word looks like: nothing to be embedded. */
export function isExactTerm(term: string): boolean {
  return /\p{N}/u.test(term) && /[^\p{N}.,]/u.test(term);
}
