import type { Request } from 'express';
import type { Language } from '../protocol/language.ts';

/** The language a browser prefers: Russian where it accepts any, English where it accepts neither. */
export function preferredLanguage(request: Request): Language {
  return request.acceptsLanguages('ru', 'en') === 'ru' ? 'ru' : 'en';
}
