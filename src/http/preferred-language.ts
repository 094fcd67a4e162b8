import type { Request } from 'express';
import { type Language, languageCode } from '../protocol/language.ts';

/** The language a browser prefers: Russian where it accepts any, English where it accepts neither. */
export function preferredLanguage(request: Request): Language {
  return request.acceptsLanguages('ru', 'en') === 'ru' ? 'ru' : 'en';
}

/** The language of the product that a request says its reader prefers; undefined where it says none of them, or that any will do. */
export function statedLanguage(request: Request): Language | undefined {
  const stated = request.acceptsLanguages().map((tag) => languageCode.safeParse(tag.split('-')[0]?.toLowerCase()));
  return stated.find(({ success }) => success)?.data;
}
