import { romanOf } from '../numerals.ts';
import type { ReadTerm } from './exact-term.ts';

/** Parts of documents, in English, with the words and abbreviations for them in Russian and English. */
const NAMES: Record<string, string> = {
  article: 'ст|стат(?:ья|ьи|ье|ью|ь[её]й|ей|ьям|ьях|ьями)|art|articles?',
  paragraph: 'п|пп|пункт(?:а|у|ом|е|ы|ов|ам|ах)?|para|paragraphs?|clauses?',
  part: 'ч|част(?:ь|и|ью|ей|ям|ях)|parts?',
  chapter: 'гл|глав(?:а|ы|е|у|ой)|ch|chapters?',
  section: 'разд|раздел(?:а|у|ом|е|ы|ов)?|sec|sect|sections?',
  subparagraph: 'абз|абзац(?:а|у|ем|е|ы)?|подп|подпункт(?:а|у|ом|е|ы)?|subparagraphs?',
  annex: 'прил|приложени(?:е|я|ю|ем|и)|annex|appendix|app',
  number: '№|номер(?:а|у|ом|е)?|numbers?',
};
const PATTERNS = Object.entries(NAMES).map(([part, names]) => ({ part, pattern: new RegExp(`^(?:${names})$`, 'iu') }));

/** Numbers of one letter: after the word for a part they are none of anything else; "part I" may begin a sentence of one's own. */
const SINGLE_LETTERS: Record<string, number> = { V: 5, X: 10 };

/** «5 ч 30 мин» is a time; «п. 5 ч. 3» are two parts. */
const HOUR = '\\p{N}\\s(?=ч\\.?\\s?\\p{N}\\p{N})';

/** A part of a document with its number. The abbreviation "no" is a word without its point. */
export const DOCUMENT_PART = new RegExp(
  `(?<![\\p{L}\\p{N}]|${HOUR})(?:(?<name>${Object.values(NAMES).join('|')})\\.?|no\\.)\\s?(?:№\\s?)?(?<number>\\p{N}+(?:\\.\\p{N}+)*|[IVX]+)(?![\\p{L}\\p{N}]|[-/][\\p{L}\\p{N}])`,
  'giu',
);

/** Whether a term is one that `readDocumentPart` gives. */
export function isDocumentPart(term: string): boolean {
  return term.includes(' ') && Object.hasOwn(NAMES, term.split(' ')[0]!);
}

/** Whether such a term is of a part within a document: a number and an annex may be documents of their own. */
export function isWithinDocument(part: string): boolean {
  return !/^(?:number|annex) /.test(part);
}

/** Reads what `DOCUMENT_PART` found: `article 4` for «ст. 4», «Статья IV» and "Art. 4". */
export const readDocumentPart: ReadTerm = (_, { name, number }) => {
  const digits = /\p{N}/u.test(number!) ? number : (SINGLE_LETTERS[number!] ?? romanOf(number!));
  const part = name === undefined ? 'number' : PATTERNS.find(({ pattern }) => pattern.test(name))!.part;
  return digits === null ? [] : [{ term: `${part} ${digits}`, broader: [] }];
};
