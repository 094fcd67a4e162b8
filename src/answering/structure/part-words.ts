import { romanOf } from '../../text/numerals.ts';

/** What a part of a document can be called; of two that are named together, the later in this list is part of the earlier. */
export const PART_NAMES = [
  'annex',
  'chapter',
  'section',
  'article',
  'part',
  'clause',
  'item',
  'paragraph',
  'table',
  'page',
] as const;
export type PartName = (typeof PART_NAMES)[number];

/** The words for each part, in Russian and English, with their abbreviations. */
export const PART_WORDS: Record<PartName, string> = {
  annex: 'приложени(?:е|я|ю|ем|и|ях)|прил|annex(?:es)?|appendi(?:x|ces)|schedules?|exhibits?',
  chapter: 'глав(?:а|ы|е|у|ой|ах)?|гл|chapters?|ch',
  section: 'раздел(?:а|у|ом|е|ы|ов|ах)?|разд|sections?|sect?|§{1,2}',
  article: 'стат(?:ья|ьи|ье|ью|ь[её]й|ей|ьям|ьях)|ст|articles?|art',
  part: 'част(?:ь|и|ью|ей|ям|ях)|ч|parts?',
  clause: 'пункт(?:а|у|ом|е|ы|ов|ам|ах)?|пп?|clauses?|cl',
  item: 'подпункт(?:а|у|ом|е|ы|ов|ам|ах)?|подп|sub-?(?:clauses?|sections?|paragraphs?)|items?|points?|букв(?:а|ы|е|у)|лит(?:ера)?|letters?',
  paragraph: '¶{1,2}|абзац(?:а|у|ем|е|ы|ев|ам|ах)?|абз|параграф(?:а|у|ом|е|ы|ов|ах)?|paragraphs?|paras?',
  table: 'таблиц(?:а|ы|е|у|ей|ах)?|табл|tables?|tab',
  page: 'страниц(?:а|ы|е|у|ей|ах)?|стр|с(?=\\.)|pages?|pp?',
};

const PATTERNS = PART_NAMES.map((name) => ({ name, pattern: new RegExp(`^(?:${PART_WORDS[name]})\\.?$`, 'iu') }));
/** The Latin letters that look like Cyrillic ones: «а)» may be typed as either. */
const LOOK_ALIKE: Record<string, string> = { а: 'a', с: 'c', е: 'e', о: 'o', р: 'p', х: 'x' };

/** Which part a word, or an abbreviation without its point, stands for; null for any other word. */
export function partNameOf(word: string): PartName | null {
  return PATTERNS.find(({ pattern }) => pattern.test(`${word}.`))?.name ?? null;
}

/** A number or letter in the form in which two are compared: without the signs around it, Roman numerals as digits. */
export function plainNumber(written: string): string {
  const bare = written.replaceAll(/[^\p{L}\p{N}.]/gu, '').replace(/^\.+|\.+$/g, '');
  if (/^[VX]$/.test(bare)) return bare === 'V' ? '5' : '10';
  const letters = bare.toLowerCase().replaceAll(/[асеорх]/g, (letter) => LOOK_ALIKE[letter]!);
  return String(romanOf(bare) ?? letters);
}
