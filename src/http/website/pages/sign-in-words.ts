import type { Language } from '../../../protocol/language.ts';

/** Texts of the page that asks for the password. */
export const SIGN_IN_WORDS: Record<Language, Record<'heading' | 'password' | 'enter' | 'wrong', string>> = {
  ru: {
    heading: 'Документы открываются по паролю',
    password: 'Пароль или ключ',
    enter: 'Войти',
    wrong: 'Такого пароля или ключа нет. Проверьте раскладку и регистр букв.',
  },
  en: {
    heading: 'These documents need a password',
    password: 'Password or key',
    enter: 'Enter',
    wrong: 'There is no such password or key. Check the keyboard layout and the capital letters.',
  },
};
