import { type Language, languageCode } from '../protocol/language.ts';
import { detectLanguage } from '../text/detect-language.ts';

/**
 * The language of the words that the product adds to an answer: that of the question where the product speaks it, else the one that is preferred
 * where it is asked, else Russian for a question in Cyrillic letters and English for any other.
 */
export function answerLanguage(question: string, preferred?: Language): Language {
  const { data: own } = languageCode.safeParse(detectLanguage(question));
  return own ?? preferred ?? (isCyrillic(question) ? 'ru' : 'en');
}

function isCyrillic(text: string): boolean {
  const count = (letter: RegExp) => text.match(letter)?.length ?? 0;
  const cyrillic = count(/\p{Script=Cyrillic}/gu);
  return cyrillic > 0 && cyrillic >= count(/\p{Script=Latin}/gu);
}
