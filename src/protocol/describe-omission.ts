import type { Omission } from './document-blocks.ts';
import type { Language } from './language.ts';

/** A thing that can be left out, and what became of it, for one and for more of them. */
interface Words {
  one: string;
  few?: string;
  other: string;
}

interface Described {
  what: Words;
  state: Words;
}

const notRead = (feminine: boolean): Words => ({
  one: feminine ? 'не прочитана' : 'не прочитан',
  few: 'не прочитаны',
  other: 'не прочитано',
});
const PAGES: Words = { one: 'страница', few: 'страницы', other: 'страниц' };
const EN_PAGES: Words = { one: 'page', other: 'pages' };
const COULD_NOT: Words = { one: 'could not be read', other: 'could not be read' };

const WORDS: Record<Language, Record<Omission['kind'], Described>> = {
  ru: {
    'pages-without-text': { what: PAGES, state: { one: 'без текста', other: 'без текста' } },
    'pages-not-read': { what: PAGES, state: notRead(true) },
    'pages-recognised': {
      what: PAGES,
      state: { one: 'распознана по изображению', few: 'распознаны по изображению', other: 'распознано по изображению' },
    },
    'pages-recognised-weakly': {
      what: PAGES,
      state: { one: 'распознана неуверенно', few: 'распознаны неуверенно', other: 'распознано неуверенно' },
    },
    'pages-not-recognised': {
      what: PAGES,
      state: { one: 'распознать не удалось', other: 'распознать не удалось' },
    },
    'chapters-missing': {
      what: { one: 'глава', few: 'главы', other: 'глав' },
      state: { one: 'отсутствует', few: 'отсутствуют', other: 'отсутствует' },
    },
    'formulas-not-read': { what: { one: 'формула', few: 'формулы', other: 'формул' }, state: notRead(true) },
    'parts-not-read': { what: { one: 'часть', few: 'части', other: 'частей' }, state: notRead(true) },
    'characters-not-read': { what: { one: 'знак', few: 'знака', other: 'знаков' }, state: notRead(false) },
  },
  en: {
    'pages-without-text': {
      what: EN_PAGES,
      state: { one: 'has no text', other: 'have no text' },
    },
    'pages-not-read': { what: EN_PAGES, state: COULD_NOT },
    'pages-recognised': {
      what: EN_PAGES,
      state: { one: 'was recognised from a picture', other: 'were recognised from pictures' },
    },
    'pages-recognised-weakly': {
      what: EN_PAGES,
      state: { one: 'was recognised with doubt', other: 'were recognised with doubt' },
    },
    'pages-not-recognised': {
      what: EN_PAGES,
      state: { one: 'could not be recognised', other: 'could not be recognised' },
    },
    'chapters-missing': {
      what: { one: 'chapter', other: 'chapters' },
      state: { one: 'is missing', other: 'are missing' },
    },
    'formulas-not-read': { what: { one: 'formula', other: 'formulas' }, state: COULD_NOT },
    'parts-not-read': { what: { one: 'part', other: 'parts' }, state: COULD_NOT },
    'characters-not-read': { what: { one: 'character', other: 'characters' }, state: COULD_NOT },
  },
};
const OF: Record<Language, string> = { ru: 'из', en: 'of' };
const PAGE: Record<Language, { one: string; other: string }> = {
  ru: { one: 'с.', other: 'с.' },
  en: { one: 'page', other: 'pages' },
};

/** Says what could not be read, or was recognised, without a full stop: "2 of 4 pages have no text (pages 2, 3)", «3 формулы не прочитаны». */
export function describeOmission(
  { kind, count, of, pages = [], places = pages, languages = [] }: Omission,
  language: Language,
): string {
  const { what, state } = WORDS[language][kind];
  const plural = new Intl.PluralRules(language);
  const formOf = (words: Words, number: number) => words[plural.select(number) as keyof Words] ?? words.other;
  // Behind «из» the word for one is that for a few, «из 21 страницы», and that for a few is that for more: «из 4 страниц».
  const among = (number: number) => (plural.select(number) === 'one' ? (what.few ?? what.one) : what.other);
  const counted = of === undefined ? formOf(what, count) : `${OF[language]} ${of} ${among(of)}`;
  const named = rangesOf(places).join(', ');
  const isPages = places.length > 0 && places.every((place) => typeof place === 'number');
  const more = places.length > 0 && places.length < count ? ', …' : '';
  const where =
    named === '' ? '' : `${isPages ? `${PAGE[language][places.length === 1 ? 'one' : 'other']} ` : ''}${named}${more}`;
  const notes = [where, languages.join('+')].filter((note) => note !== '');
  return `${count} ${counted} ${formOf(state, count)}${notes.length > 0 ? ` (${notes.join('; ')})` : ''}`;
}

/** Names as they are; of numbers, three or more that follow each other as "2–5". */
function rangesOf(places: readonly (string | number)[]): string[] {
  const ranges: (string | number)[][] = [];
  for (const place of places) {
    const last = ranges.at(-1);
    if (last && typeof place === 'number' && last.at(-1) === place - 1) last.push(place);
    else ranges.push([place]);
  }
  return ranges.flatMap((range) => (range.length > 2 ? [`${range[0]}–${range.at(-1)}`] : range.map(String)));
}
