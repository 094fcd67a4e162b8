import type { DocumentSummary } from '../../protocol/documents.ts';
import { element } from '../create-element.ts';
import type { LibraryWords } from '../messages/library-messages.ts';

/** Documents that are shown at once. */
const SHOWN = 100;
/** A field to find documents is worth its place from so many on. */
const WORTH_FINDING = 8;

/** The list of the page, made live. */
export interface DocumentList {
  /** Shows what the server has now. */
  refresh(): Promise<void>;
  /** Calls `decorate` for every row, now and later. */
  onRow(decorate: (row: HTMLElement, document: Pick<DocumentSummary, 'id' | 'title'>) => void): void;
}

/** Makes the list that the server wrote live: documents are found as words are typed into the field at `place`. */
export function startDocumentList(list: HTMLElement, place: HTMLElement | null, words: LibraryWords): DocumentList {
  const decorators: ((row: HTMLElement, document: Pick<DocumentSummary, 'id' | 'title'>) => void)[] = [];
  const tag = new URLSearchParams(location.search).get('tag');
  const pages = document.querySelector<HTMLElement>('.pages');
  const count = document.querySelector('h1 .count');
  const rest = element('p', { className: 'rest', role: 'status' });
  list.after(rest);
  let documents: DocumentSummary[] | null = null;
  let wanted = '';

  const load = async () => {
    const response = await fetch('/api/documents');
    if (!response.ok) return documents ?? [];
    const told = (await response.json()) as { documents: DocumentSummary[] };
    const { compare } = new Intl.Collator(document.documentElement.lang);
    return told.documents
      .filter(({ tags }) => tag === null || tags.includes(tag))
      .sort((a, b) => compare(a.title, b.title));
  };
  const show = (found: DocumentSummary[]) => {
    const rows = found.slice(0, SHOWN).map((summary) => {
      const row = rowOf(summary, words);
      for (const decorate of decorators) decorate(row, summary);
      return row;
    });
    list.replaceChildren(...rows);
    if (pages) pages.hidden = true;
    const left = found.length - rows.length;
    rest.textContent = found.length === 0 && wanted !== '' ? words.notFound : left > 0 ? words.more(left) : '';
  };
  const find = async () => {
    documents ??= await load();
    const terms = wanted.toLowerCase().split(/\s+/).filter(Boolean);
    show(documents.filter((summary) => terms.every((term) => textOf(summary).includes(term))));
  };
  const total = Number(count?.textContent ?? 0);
  if (place && total >= WORTH_FINDING) {
    addFindField(place, words, (text) => {
      wanted = text;
      void find();
    });
  }
  return {
    async refresh() {
      documents = await load();
      if (count) count.textContent = String(documents.length);
      await find();
    },
    onRow(decorate) {
      decorators.push(decorate);
      for (const row of list.querySelectorAll<HTMLElement>('li[data-id]')) {
        decorate(row, { id: row.dataset.id ?? '', title: row.querySelector('.title')?.textContent ?? '' });
      }
    },
  };
}

function addFindField(place: HTMLElement, words: LibraryWords, onInput: (text: string) => void): void {
  const field = element('input', {
    type: 'search',
    placeholder: words.find,
    ariaLabel: words.find,
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

function textOf({ id, title, tags }: DocumentSummary): string {
  return [title, id, ...tags].join(' ').toLowerCase();
}

/** As the server writes it: `documentListHtml`. */
function rowOf({ id, title, language, paragraphs, tags }: DocumentSummary, words: LibraryWords): HTMLElement {
  const facts = `${words.languages[language]} · ${words.paragraphs(paragraphs)}`;
  const tagged = tags.flatMap((tag) => [
    ' ',
    element('a', { className: 'tag', href: `/?${new URLSearchParams({ tag })}` }, tag),
  ]);
  const row = element(
    'li',
    {},
    element('a', { className: 'title', href: `/documents/${encodeURIComponent(id)}`, lang: language }, title),
    element('p', { className: 'facts' }, facts, ...tagged),
  );
  row.dataset.id = id;
  return row;
}
