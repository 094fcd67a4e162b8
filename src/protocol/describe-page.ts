import type { Language } from './language.ts';
import type { PageKind } from './places.ts';

const WORDS: Record<Language, Record<PageKind | 'page', string>> = {
  ru: { page: 'с.', slide: 'слайд', sheet: 'лист', cell: 'ячейка' },
  en: { page: 'p.', slide: 'slide', sheet: 'sheet', cell: 'cell' },
};

/** The number of a page in words: "p. 3", "slide 3". @param kind Where pages are something else. */
export function describePage(page: number, kind: PageKind | undefined, language: Language): string {
  return `${WORDS[language][kind ?? 'page']} ${page}`;
}
