import type { DocumentSummary } from '../../protocol/documents.ts';
import { createElement } from '../create-element.ts';
import type { LibraryMessages } from '../messages/library-messages.ts';
import { readerAddress } from '../reader-address.ts';
import { serverAddress } from '../server-address.ts';

/** Documents that are shown at once. */
const MAX_SHOWN = 100;
/** The field to find documents is shown from so many on. */
const MIN_SEARCHED = 8;

/** Changes a row of the list, for example by adding a button. */
type RowDecorator = (row: HTMLElement, document: Pick<DocumentSummary, 'id' | 'title'>) => void;

/** The list of documents in the page. */
export interface DocumentList {
  /** Shows what the server has now. */
  refresh(): Promise<void>;
  /** Calls `decorate` for every row, now and later. */
  onRow(decorate: RowDecorator): void;
  /** Those that the page lists, on all its pages; of a server that refuses none. */
  documents(): Promise<DocumentSummary[]>;
  /** Calls `listener` after each `refresh`. */
  onRefresh(listener: (documents: DocumentSummary[]) => void): void;
}

/** Makes the list that the server wrote interactive: it is filtered as words are typed into the field at `place`. */
export function startDocumentList(
  list: HTMLElement,
  place: HTMLElement | null,
  messages: LibraryMessages,
): DocumentList {
  const decorators: RowDecorator[] = [];
  const pages = document.querySelector<HTMLElement>('.pages');
  const count = document.querySelector('h1 .count');
  const rest = createElement('p', { className: 'rest', role: 'status' });
  list.after(rest);
  const listeners: ((documents: DocumentSummary[]) => void)[] = [];
  const loader = createDocumentLoader();
  let query = '';

  const show = (found: DocumentSummary[]) => {
    const rows = found.slice(0, MAX_SHOWN).map((summary) => {
      const row = rowOf(summary, messages);
      for (const decorate of decorators) decorate(row, summary);
      return row;
    });
    list.replaceChildren(...rows);
    if (pages) pages.hidden = true;
    const left = found.length - rows.length;
    rest.textContent = found.length === 0 && query !== '' ? messages.notFound : left > 0 ? messages.more(left) : '';
  };
  const find = async () => show(findDocuments(await loader.documents(), query));
  const onInput = (text: string) => {
    query = text;
    void find();
  };
  offerFinding(place, Number(count?.textContent ?? 0), { messages, onInput });
  return {
    async refresh() {
      const documents = await loader.reload();
      if (count) count.textContent = String(documents.length);
      offerFinding(place, count ? documents.length : 0, { messages, onInput });
      show(findDocuments(documents, query));
      for (const listener of listeners) listener(documents);
    },
    documents: loader.documents,
    onRefresh: (listener) => void listeners.push(listener),
    onRow(decorate) {
      decorators.push(decorate);
      decorateRows(list, decorate);
    },
  };
}

/** Creates what loads the documents once, and again when `reload` is called. Where the server refuses, there are those of before. */
function createDocumentLoader() {
  let last: DocumentSummary[] = [];
  let loading: Promise<DocumentSummary[]> | null = null;
  const reload = async () => {
    const loaded = await loadDocuments();
    // A server that refused is asked again the next time.
    if (loaded === null) loading = null;
    last = loaded ?? last;
    return last;
  };
  return {
    documents() {
      loading ??= reload();
      return loading;
    },
    reload() {
      loading = reload();
      return loading;
    },
  };
}

/** Loads the documents, sorted by title; where the page is limited to a tag, those with the tag. Null when the server refuses. */
async function loadDocuments(): Promise<DocumentSummary[] | null> {
  const response = await fetch(serverAddress('api/documents')).catch(() => null);
  if (!response?.ok) return null;
  const { documents } = (await response.json()) as { documents: DocumentSummary[] };
  const tag = new URLSearchParams(location.search).get('tag');
  const { compare } = new Intl.Collator(document.documentElement.lang);
  return documents.filter(({ tags }) => tag === null || tags.includes(tag)).sort((a, b) => compare(a.title, b.title));
}

/** The documents that have every word of a query in their title, id or tags. */
function findDocuments(documents: DocumentSummary[], query: string): DocumentSummary[] {
  const terms = query.toLowerCase().split(/\s+/).filter(Boolean);
  return documents.filter(({ id, title, tags }) => {
    const text = [title, id, ...tags].join(' ').toLowerCase();
    return terms.every((term) => text.includes(term));
  });
}

/** Decorates the rows that the server wrote. */
function decorateRows(list: HTMLElement, decorate: RowDecorator): void {
  for (const row of list.querySelectorAll<HTMLElement>('li[data-id]')) {
    decorate(row, { id: row.dataset.id ?? '', title: row.querySelector('.title')?.textContent ?? '' });
  }
}

/** Adds the field to find documents, once there are enough of them. */
function offerFinding(
  place: HTMLElement | null,
  documents: number,
  { messages, onInput }: { messages: LibraryMessages; onInput: (text: string) => void },
): void {
  if (place === null || place.childElementCount > 0 || documents < MIN_SEARCHED) return;
  const field = createElement('input', {
    type: 'search',
    placeholder: messages.find,
    ariaLabel: messages.find,
    autocomplete: 'off',
    spellcheck: false,
  });
  place.role = 'search';
  place.replaceChildren(field);
  field.addEventListener('input', () => onInput(field.value));
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    field.value = '';
    onInput('');
  });
}

/** The row of a document, as the server writes it in `documentListHtml`. */
function rowOf(
  { id, title, language, paragraphs, tags, url, omissions }: DocumentSummary,
  messages: LibraryMessages,
): HTMLElement {
  const written = messages.languageName(language);
  const metadata = `${written === null ? '' : `${written} · `}${messages.paragraphs(paragraphs)}`;
  const tagged = tags.flatMap((tag) => [
    ' ',
    createElement('a', { className: 'tag', href: serverAddress(`./?${new URLSearchParams({ tag })}`) }, tag),
  ]);
  const row = createElement(
    'li',
    {},
    createElement('a', { className: 'title', ...readerAddress({ id, url }), lang: language, dir: 'auto' }, title),
    createElement('p', { className: 'metadata' }, metadata, ...tagged),
    ...(omissions.length > 0 ? [createElement('p', { className: 'omissions' }, messages.omissions(omissions))] : []),
  );
  row.dataset.id = id;
  return row;
}
