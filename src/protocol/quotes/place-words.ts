import type { Language } from '../language.ts';
import type { PageKind } from '../places.ts';

/** What the parts of a document are called before their number, which stands where `{number}` does elsewhere. */
export type PlaceWords = Record<PageKind | 'page' | 'clause', string>;

/** Those of the languages that the product speaks. */
export const PLACE_WORDS: Record<Language, PlaceWords> = {
  ru: { clause: 'п.', page: 'с.', slide: 'слайд', sheet: 'лист', cell: 'ячейка' },
  en: { clause: 'clause', page: 'p.', slide: 'slide', sheet: 'sheet', cell: 'cell' },
};

/** A part of a document with its number: "p. 3". @param words Of a language of the product, or others. */
export function nameOfPart(part: keyof PlaceWords, number: number | string, words: Language | PlaceWords): string {
  const word = (typeof words === 'string' ? PLACE_WORDS[words] : words)[part];
  return word.includes('{number}') ? word.replace('{number}', () => String(number)) : `${word} ${number}`;
}
