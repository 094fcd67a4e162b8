import type { Language } from './language.ts';
import type { PageKind } from './places.ts';
import { nameOfPart, type PlaceWords } from './quotes/place-words.ts';

/** The number of a page in words: "p. 3", "slide 3". @param kind Where pages are something else. */
export function describePage(page: number, kind: PageKind | undefined, words: Language | PlaceWords): string {
  return nameOfPart(kind ?? 'page', page, words);
}
