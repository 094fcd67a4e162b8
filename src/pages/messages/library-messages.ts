import { describeOmission } from '../../protocol/describe-omission.ts';
import type { Omission } from '../../protocol/document-blocks.ts';
import type { Language, LanguageTag } from '../../protocol/language.ts';

/** What became of files that were to be added. */
export interface UploadCounts {
  added: number;
  replaced: number;
  /** Those that are there already. */
  unchanged: number;
  /** Refused or failed. */
  refused: number;
}

/** Everything the scripts of the list of documents say. */
export interface LibraryMessages {
  find: string;
  notFound: string;
  /** How many of the documents that were found are not shown. */
  more: (count: number) => string;
  /** Null for a language that is not known. */
  languageName: (tag: LanguageTag) => string | null;
  paragraphs: (count: number) => string;
  /** What of a document could not be read. */
  omissions: (omissions: readonly Omission[]) => string;
  token: string;
  tokenHint: string;
  goOn: string;
  tokenWrong: string;
  forgetToken: string;
  choose: string;
  dropHint: (extensions: string, megabytes: string) => string;
  /** While files are dragged over the page. */
  dropHere: string;
  tags: string;
  tagsHint: string;
  files: string;
  waiting: string;
  sending: (percent: number) => string;
  indexing: string;
  added: string;
  replaced: string;
  unchanged: string;
  exists: string;
  replace: string;
  tooLarge: (megabytes: string) => string;
  unsupported: (extensions: string) => string;
  refused: string;
  failed: string;
  offline: string;
  finished: (counts: UploadCounts) => string;
  showAll: string;
  remove: string;
  removeDocument: (title: string) => string;
  confirmRemove: (title: string) => string;
  removeConsequence: string;
  cancel: string;
  removed: (title: string) => string;
}

const RUSSIAN: LibraryMessages = {
  find: 'Найти документ',
  notFound: 'Ничего не найдено',
  more: (count) => `Ещё ${count}. Уточните запрос.`,
  languageName: (tag) => languageName('ru', tag),
  paragraphs: (count) => `${count} ${plural('ru', count, { one: 'абзац', few: 'абзаца', other: 'абзацев' })}`,
  omissions: (omissions) => describeOmissions('ru', omissions),
  token: 'Токен администратора',
  tokenHint:
    'Значение ADMIN_TOKEN из настроек сервера; или откройте ссылку, которую сервер на этом компьютере показал при запуске. Останется в этой вкладке, пока она открыта.',
  goOn: 'Продолжить',
  tokenWrong: 'Сервер не принял токен. Проверьте его и введите снова.',
  forgetToken: 'Забыть токен',
  choose: 'Выбрать файлы',
  dropHint: (extensions, megabytes) => `или перетащите их сюда. ${extensions}, каждый до ${megabytes} МБ.`,
  dropHere: 'Отпустите файлы, чтобы добавить их',
  tags: 'Метки для новых документов',
  tagsHint: 'через запятую, необязательно',
  files: 'Добавляемые файлы',
  waiting: 'в очереди',
  sending: (percent) => `отправлено ${percent} %`,
  indexing: 'читается и индексируется',
  added: 'добавлен',
  replaced: 'заменён',
  unchanged: 'уже есть, без изменений',
  exists: 'Документ с таким именем уже есть, и он другой.',
  replace: 'Заменить',
  tooLarge: (megabytes) => `Файл больше ${megabytes} МБ.`,
  unsupported: (extensions) => `Такие файлы не читаются. Подойдут ${extensions}.`,
  refused: 'Файл не подошёл.',
  failed: 'Сервер не смог добавить файл.',
  offline: 'Нет связи с сервером. Файл не добавлен.',
  finished: (counts) =>
    counted(counts, { added: 'Добавлено', replaced: 'Заменено', unchanged: 'Без изменений', refused: 'Не добавлено' }),
  showAll: 'Показать все документы',
  remove: 'Удалить',
  removeDocument: (title) => `Удалить «${title}»`,
  confirmRemove: (title) => `Удалить «${title}»?`,
  removeConsequence: 'Документ будет стёрт навсегда, ответы больше не будут на него опираться.',
  cancel: 'Отмена',
  removed: (title) => `«${title}» удалён`,
};

const ENGLISH: LibraryMessages = {
  find: 'Find a document',
  notFound: 'Nothing found',
  more: (count) => `${count} more. Narrow the search.`,
  languageName: (tag) => languageName('en', tag),
  paragraphs: (count) => `${count} ${plural('en', count, { one: 'paragraph', other: 'paragraphs' })}`,
  omissions: (omissions) => describeOmissions('en', omissions),
  token: 'Admin token',
  tokenHint:
    'The value of ADMIN_TOKEN in the settings of the server; or open the link that a server on this computer showed at its start. It stays in this tab while the tab is open.',
  goOn: 'Continue',
  tokenWrong: 'The server did not accept the token. Check it and enter it again.',
  forgetToken: 'Forget the token',
  choose: 'Choose files',
  dropHint: (extensions, megabytes) => `or drop them here. ${extensions}, each up to ${megabytes} MB.`,
  dropHere: 'Drop the files to add them',
  tags: 'Tags for new documents',
  tagsHint: 'separated by commas, optional',
  files: 'Files being added',
  waiting: 'waiting',
  sending: (percent) => `${percent}% sent`,
  indexing: 'being read and indexed',
  added: 'added',
  replaced: 'replaced',
  unchanged: 'already there, unchanged',
  exists: 'There is a document with this name, and it is different.',
  replace: 'Replace it',
  tooLarge: (megabytes) => `The file is larger than ${megabytes} MB.`,
  unsupported: (extensions) => `Such files cannot be read. These can: ${extensions}.`,
  refused: 'The file cannot be used.',
  failed: 'The server could not add the file.',
  offline: 'No connection to the server. The file was not added.',
  finished: (counts) =>
    counted(counts, { added: 'Added', replaced: 'Replaced', unchanged: 'Unchanged', refused: 'Not added' }),
  showAll: 'Show all documents',
  remove: 'Delete',
  removeDocument: (title) => `Delete “${title}”`,
  confirmRemove: (title) => `Delete “${title}”?`,
  removeConsequence: 'The document is erased for good, and answers no longer lean on it.',
  cancel: 'Cancel',
  removed: (title) => `“${title}” was deleted`,
};

/** The messages in the language of the page. */
export function libraryMessages(): LibraryMessages {
  return document.documentElement.lang === 'ru' ? RUSSIAN : ENGLISH;
}

function counted(counts: UploadCounts, names: Record<keyof UploadCounts, string>): string {
  const kinds = Object.keys(names) as (keyof UploadCounts)[];
  return kinds
    .filter((kind) => counts[kind] > 0)
    .map((kind) => `${names[kind]}: ${counts[kind]}.`)
    .join(' ');
}

function describeOmissions(language: Language, omissions: readonly Omission[]): string {
  return omissions.map((omission) => describeOmission(omission, language)).join(' · ');
}

function languageName(language: Language, tag: LanguageTag): string | null {
  return tag === 'und' ? null : new Intl.DisplayNames(language, { type: 'language' }).of(tag)!;
}

function plural(
  language: Language,
  count: number,
  { other, ...forms }: Partial<Record<Intl.LDMLPluralRule, string>> & { other: string },
): string {
  return forms[new Intl.PluralRules(language).select(count) as keyof typeof forms] ?? other;
}
