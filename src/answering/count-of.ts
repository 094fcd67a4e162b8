import type { Language } from '../protocol/language.ts';

type Plural = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };
type Counted = 'documents' | 'paragraphs';

const LOCALES: Record<Language, string> = { ru: 'ru', en: 'en-GB' };
const FORMS: Record<Language, Record<Counted, Plural>> = {
  ru: {
    documents: { one: 'документ', few: 'документа', other: 'документов' },
    paragraphs: { one: 'абзац', few: 'абзаца', other: 'абзацев' },
  },
  en: {
    documents: { one: 'document', other: 'documents' },
    paragraphs: { one: 'paragraph', other: 'paragraphs' },
  },
};

/** «39 абзацев»: a number with the form of the word that goes with it. */
export function countOf(number: number, what: Counted, language: Language): string {
  const forms = FORMS[language][what];
  const form = forms[new Intl.PluralRules(LOCALES[language]).select(number)] ?? forms.other;
  return `${new Intl.NumberFormat(LOCALES[language]).format(number)} ${form}`;
}

/** A day in words. @param date ISO, which `Date` takes for midnight in UTC. */
export function inWords(date: string, language: Language): string {
  return new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(date));
}
