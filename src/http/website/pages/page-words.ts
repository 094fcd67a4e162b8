import type { Act } from '../../../protocol/documents.ts';
import type { Language } from '../../../protocol/language.ts';

/** Texts of the pages in one language. */
interface PageWords {
  /** What the product does, in one sentence. */
  promise: string;
  promiseOfMany: string;
  toDocument: string;
  toChat: string;
  documents: string;
  contents: string;
  /** The file of a document, as it came. */
  original: string;
  pagesOfDocument: string;
  questions: string;
  questionsOfMany: string;
  /** The button that a script shows. */
  conversations: string;
  withoutScript: string;
  noDocuments: string;
  addDocuments: string;
  addHere: string;
  add: string;
  addingWithoutScript: string;
  allDocuments: string;
  tagged: (tag: string) => string;
  pages: string;
  previousPage: string;
  nextPage: string;
  /** Of a document and of any other address that nothing is at: a heading, and a line below it. */
  missing: Record<'document' | 'address', readonly [heading: string, advice: string]>;
  toDocuments: string;
  paragraphs: (count: number) => string;
  date: (isoDate: string) => string;
  /** Kind, number, date and place of an act or contract. */
  act: (act: Act) => string;
}

export const PAGE_WORDS: Record<Language, PageWords> = {
  ru: {
    promise: 'Отвечает на вопросы о документе и подтверждает каждый ответ цитатой с номером абзаца.',
    promiseOfMany: 'Отвечает на вопросы о документах и подтверждает каждый ответ цитатой с номером абзаца.',
    toDocument: 'К тексту документа',
    toChat: 'К вопросам',
    documents: 'Документы',
    contents: 'Содержание',
    original: 'Оригинал',
    pagesOfDocument: 'Страницы документа',
    questions: 'Вопросы о документе',
    questionsOfMany: 'Вопросы о документах',
    conversations: 'Разговоры',
    withoutScript: 'Чтобы задавать вопросы, включите JavaScript. Читать документ можно и без него.',
    noDocuments: 'Документов пока нет',
    addDocuments:
      'Положите файлы (PDF, DOCX, PPTX, XLSX, ODT, HTML, EPUB, .txt, .md и другие) в папку документов и выполните npm run index.',
    addHere: 'Добавьте первый.',
    add: 'Добавить документы',
    addingWithoutScript: 'Чтобы добавлять документы, включите JavaScript.',
    allDocuments: 'Все документы',
    tagged: (tag) => `Документы с меткой «${tag}»`,
    pages: 'Страницы списка',
    previousPage: 'Предыдущие',
    nextPage: 'Следующие',
    missing: {
      document: ['Такого документа нет', 'Возможно, его удалили или переименовали.'],
      address: ['Такой страницы нет', 'Проверьте адрес: возможно, в нём опечатка.'],
    },
    toDocuments: 'К документам',
    paragraphs: (count) => {
      const forms: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'абзац', few: 'абзаца' };
      return `${count} ${forms[new Intl.PluralRules('ru').select(count)] ?? 'абзацев'}`;
    },
    date: dateInRussian,
    act: ({ kind, number, date, place }) =>
      joined([capitalized(kind), number && `№ ${number}`, date && `от ${dateInRussian(date)}`], place),
  },
  en: {
    promise: 'Answers questions about the document and proves each answer with a quotation and its paragraph number.',
    promiseOfMany:
      'Answers questions about the documents and proves each answer with a quotation and its paragraph number.',
    toDocument: 'To the text of the document',
    toChat: 'To the questions',
    documents: 'Documents',
    contents: 'Contents',
    original: 'Original',
    pagesOfDocument: 'Pages of the document',
    questions: 'Questions about the document',
    questionsOfMany: 'Questions about the documents',
    conversations: 'Conversations',
    withoutScript: 'Asking questions needs JavaScript. The document can be read without it.',
    noDocuments: 'There are no documents yet',
    addDocuments:
      'Put files (PDF, DOCX, PPTX, XLSX, ODT, HTML, EPUB, .txt, .md and others) into the documents folder and run npm run index.',
    addHere: 'Add the first one.',
    add: 'Add documents',
    addingWithoutScript: 'Adding documents needs JavaScript.',
    allDocuments: 'All documents',
    tagged: (tag) => `Documents tagged “${tag}”`,
    pages: 'Pages of the list',
    previousPage: 'Previous',
    nextPage: 'Next',
    missing: {
      document: ['There is no such document', 'It may have been deleted or renamed.'],
      address: ['There is no such page', 'Check the address: it may be misspelt.'],
    },
    toDocuments: 'To the documents',
    paragraphs: (count) => `${count} ${count === 1 ? 'paragraph' : 'paragraphs'}`,
    date: dateInEnglish,
    act: ({ kind, number, date, place }) =>
      joined([capitalized(kind), number && `No. ${number}`, date && `of ${dateInEnglish(date)}`], place),
  },
};

/** What a screen reader calls a paragraph. */
export const PARAGRAPH_NAMES: Record<Language, string> = { ru: 'Абзац', en: 'Paragraph' };

function dateInRussian(isoDate: string): string {
  return dateInWords(isoDate, 'ru-RU').replace(/ г\.$/, ' года');
}

function dateInEnglish(isoDate: string): string {
  return dateInWords(isoDate, 'en-GB');
}

function joined(words: readonly (string | undefined)[], place: string | undefined): string {
  return [words.filter((word) => word !== undefined).join(' '), place].filter((part) => part !== undefined).join(', ');
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function dateInWords(isoDate: string, locale: string): string {
  return new Date(isoDate).toLocaleDateString(locale, { dateStyle: 'long', timeZone: 'UTC' });
}
