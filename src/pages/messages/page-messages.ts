/** Everything the view of pages says. */
export interface PageMessages {
  views: string;
  text: string;
  page: string;
  /** Leads from marked words to the same words on their page. */
  toPage: string;
  loading: string;
  /** Why the pages are not shown; the text is. */
  fileMissing: string;
  fileNotDrawn: string;
  sheet: (page: number, pages: number) => string;
  sheetNotDrawn: string;
  placeUnknown: string;
}

const RUSSIAN: PageMessages = {
  views: 'Вид документа',
  text: 'Текст',
  page: 'Страница',
  toPage: 'На странице',
  loading: 'Открываем страницы…',
  fileMissing: 'Страницы показать нельзя: на сервере нет файла, из которого взят этот текст. Ниже сам текст.',
  fileNotDrawn: 'Страницы показать не удалось: файл повреждён или браузер не может его открыть. Ниже сам текст.',
  sheet: (page, pages) => `Страница ${page} из ${pages}`,
  sheetNotDrawn: 'Эту страницу показать не удалось; её слова есть в тексте.',
  placeUnknown: 'Где эти слова на странице, неизвестно; в тексте они выделены.',
};

const ENGLISH: PageMessages = {
  views: 'View of the document',
  text: 'Text',
  page: 'Page',
  toPage: 'On the page',
  loading: 'Opening the pages…',
  fileMissing:
    'The pages cannot be shown: the file that this text is from is not on the server. The text itself is below.',
  fileNotDrawn:
    'The pages cannot be shown: the file is damaged, or this browser cannot open it. The text itself is below.',
  sheet: (page, pages) => `Page ${page} of ${pages}`,
  sheetNotDrawn: 'This page could not be shown; its words are in the text.',
  placeUnknown: 'Where these words are on the page is not known; in the text they are marked.',
};

/** The messages in the language of the page. */
export function pageMessages(): PageMessages {
  return document.documentElement.lang === 'ru' ? RUSSIAN : ENGLISH;
}
