import type { Language } from '../../protocol/language.ts';
import { ENGLISH } from './en.ts';
import type { Messages } from './messages.ts';
import { RUSSIAN } from './ru.ts';

/** The widget's messages in every language it speaks. */
export const MESSAGES_BY_LANGUAGE: Record<Language, Messages> = { ru: RUSSIAN, en: ENGLISH };
