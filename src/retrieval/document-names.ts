import { onOneLine } from '../documents/document.ts';
import { appendTo } from '../runtime/append-to.ts';
import { createLruCache } from '../runtime/lru-cache.ts';
import { mapWithPauses } from '../runtime/pauses.ts';
import type { StoredParagraph } from '../stores/document-reader.ts';
import type { ExpandedTerm } from '../stores/paragraph-search.ts';
import type { SearchedStore } from '../stores/paragraph-store.ts';
import { isWithinDocument } from '../text/exact-terms/document-parts.ts';
import { exactTermsIn } from '../text/exact-terms/exact-terms.ts';
import { ASKING_WORDS } from '../text/stop-words.ts';
import { isTerm, termsOf, tokenize } from '../text/tokenize.ts';
import { type Aspect, NAMING } from './document-aspects.ts';
import { type DocumentVersions, findVersions } from './document-versions.ts';
import type { QuestionMatch } from './match-question.ts';

/** Lines that say which document it is with all their words, and how long they are at most, in UTF-16 code units. */
const NAMING_LINES: readonly string[] = ['title', 'date', 'place', 'party'] satisfies Aspect[];
const MAX_TITLE_LENGTH = 120;
const MAX_LINE_LENGTH = 40;
/** Of other paragraphs only names do: words with a capital inside a sentence, and what stands in quotation marks. */
const NAMES = /(?<=[\p{L}\p{N},:;)»”"]\s*[\s«"“(„-])\p{Lu}[\p{L}\p{N}-]*|[«„“"][^«»„“”"]{2,60}[»“”"]/gu;
/** Longer paragraphs say more than that, unless they introduce the parties. */
const MAX_OPENING_LENGTH = 300;
const INTRODUCES_PARTIES =
  /именуем|в лице|в дальнейшем|(?:далее|надалі) [—–-]|hereinafter|referred to as|by and between|nachfolgend|nachstehend|en adelante|ci-après/iu;
/** Names are looked for at the beginning of a paragraph. */
const MAX_BEGINNING_LENGTH = 600;
/** Naming paragraphs that a document has at most: see `isNaming`. */
const MAX_LINES = 30;
const MAX_CACHED_NAMES = 2000;
/** Documents whose titles are searched; of a larger library those that paragraphs were found in. */
const MAX_TITLES = 5000;
const WORD = /[\p{L}\p{M}\p{N}]+/gu;
/** A term names a document from this likeness on: the same word in another form. */
const NAMED = 0.5;

/** The terms that a document is known by. */
export interface DocumentName {
  /** Those of the title, the file name and the date. */
  title: ReadonlySet<string>;
  /** Those of the lines with parties, number, place and date. */
  lines: ReadonlySet<string>;
}

/** The names of the documents of a store. */
export interface DocumentNames {
  versions: DocumentVersions;
  /** The title of the document searched when it is one alone; empty where there are more. */
  onlyTitle(documentIds: readonly string[] | undefined): string;
  /** Ids of the documents with a word of the question in their titles or file names that fewer than half of all have; at most `limit`. */
  titled(match: QuestionMatch, options: { limit: number; documentIds: readonly string[] | undefined }): string[];
  /** The name of each of these documents, by id. */
  of(documentIds: readonly string[]): Promise<Map<string, DocumentName>>;
}

/** Creates what reads the names of the documents of a store, as they are in this generation of it. */
export async function readDocumentNames(store: SearchedStore): Promise<DocumentNames> {
  const documents = await store.documents(MAX_TITLES);
  const titles = new Map(
    await mapWithPauses(documents, ({ id, title, date }) => [id, new Set(titleTerms(id, title, date))] as const),
  );
  const byTerm = new Map<string, string[]>();
  for (const [id, terms] of titles) {
    for (const term of terms) {
      const ids = byTerm.get(term);
      if (ids) ids.push(id);
      else byTerm.set(term, [id]);
    }
  }
  const names = createLruCache<string, DocumentName>(MAX_CACHED_NAMES);
  return {
    versions: findVersions(documents),
    onlyTitle(documentIds) {
      const searched = documentIds ? documents.filter(({ id }) => documentIds.includes(id)) : documents;
      return searched.length === 1 ? searched[0]!.title : '';
    },
    titled(match, { limit, documentIds }) {
      const isAsked = documentIds && new Set(documentIds);
      const count = documentIds?.length ?? documents.length;
      const counts = new Map<string, number>();
      const ofParts = wordsOfParts(match);
      for (const { term, weight, expansion } of match.terms) {
        if (ofParts.has(term)) continue;
        const words = namingWords({ term, expansion }, match.vocabulary).map(({ word }) => word);
        const ids = new Set(words.flatMap((word) => byTerm.get(word) ?? []).filter((id) => isAsked?.has(id) ?? true));
        if (ids.size * 2 > count) continue;
        for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + weight / ids.size);
      }
      const best = [...counts].sort(([, a], [, b]) => b - a);
      return best.slice(0, limit).map(([id]) => id);
    },
    async of(documentIds) {
      const lines = lazily(() => namingLines(store, documentIds));
      const read = documentIds.map(async (id) => {
        const name = await names(id, async () => {
          const own = (await lines()).get(id) ?? [];
          return {
            title: titles.get(id) ?? new Set(titleTerms(id, own[0]?.documentTitle ?? '', null)),
            lines: new Set(own.flatMap((line) => [...termsOf(namingPart(line)).keys()])),
          };
        });
        return [id, name] as const;
      });
      return new Map(await Promise.all(read));
    },
  };
}

function titleTerms(id: string, title: string, date: string | null): string[] {
  return [...termsOf([title, id.replaceAll(/[-_.]+/g, ' '), id, date ?? ''].join('\n')).keys()];
}

function namingPart({ text, aspects }: StoredParagraph): string {
  const maxLength = aspects.includes('title') ? MAX_TITLE_LENGTH : MAX_LINE_LENGTH;
  if (text.length <= maxLength && aspects.some((aspect) => NAMING_LINES.includes(aspect))) return text;
  const beginning = text.slice(0, MAX_BEGINNING_LENGTH);
  if (text.length > MAX_OPENING_LENGTH && !INTRODUCES_PARTIES.test(beginning)) return '';
  return (beginning.match(NAMES) ?? []).join('\n');
}

/** The paragraphs that say which document it is, of each document. */
async function namingLines(
  store: SearchedStore,
  documentIds: readonly string[],
): Promise<Map<string, StoredParagraph[]>> {
  const keys = await store.keysWithAspects([NAMING], MAX_LINES * documentIds.length, documentIds);
  const lines = new Map<string, StoredParagraph[]>();
  for (const paragraph of await store.paragraphs(keys)) {
    appendTo(lines, paragraph.documentId, paragraph);
  }
  return lines;
}

/**
 * How far each term of a question names each document, 0…1: in the order of the terms, by id. Titles come first: a term that is in one is not
 * looked for in the lines of others. A term that all documents are known by names none of them: within one document this is 0 throughout.
 */
export function namedBy(match: QuestionMatch, names: ReadonlyMap<string, DocumentName>): Map<string, number[]> {
  const ofParts = wordsOfParts(match);
  const documents = [...names.values()];
  const likenesses = match.terms.map((term) => {
    const words = ofParts.has(term.term) ? [] : namingWords(term, match.vocabulary);
    const likenessTo = (part: keyof DocumentName) =>
      documents.map((name) => words.find(({ word }) => name[part].has(word))?.likeness ?? 0);
    const toTitles = likenessTo('title');
    return toTitles.some((likeness) => likeness > 0) ? toTitles : likenessTo('lines');
  });
  const distinctness = likenesses.map((toDocuments) => {
    const frequency = toDocuments.reduce((sum, likeness) => sum + likeness, 0);
    if (frequency === 0 || names.size < 2) return 0;
    return Math.max(0, 1 - Math.log(Math.max(1, frequency)) / Math.log(names.size));
  });
  return new Map(
    [...names.keys()].map((id, place) => [
      id,
      likenesses.map((toDocuments, index) => toDocuments[place]! * distinctness[index]!),
    ]),
  );
}

/**
 * The words of the parts of documents that a question names and that were found: the 4 of "Article 4" is not that of "Contract 4/2024".
 */
function wordsOfParts({ text, terms }: Pick<QuestionMatch, 'text' | 'terms'>): ReadonlySet<string> {
  const found = new Set(terms.map(({ term }) => term));
  const parts = exactTermsIn(text).filter(
    ({ kind, term }) => kind === 'part' && isWithinDocument(term) && found.has(term),
  );
  return new Set(parts.flatMap(({ written }) => tokenize(written)));
}

/** The words that a term may stand for in a name, each with its likeness, the likest first. */
function namingWords(
  { term, expansion }: Pick<ExpandedTerm, 'term' | 'expansion'>,
  { terms }: Pick<QuestionMatch['vocabulary'], 'terms'>,
): { word: string; likeness: number }[] {
  const alike: { word: string; likeness: number }[] = [];
  for (const [key, likeness] of expansion) if (likeness >= NAMED) alike.push({ word: terms[key] ?? '', likeness });
  return [{ word: term, likeness: 1 }, ...alike.sort((a, b) => b.likeness - a.likeness)];
}

/** The text of a question without the words that name a document: what is asked about it. The question itself where it names none, or nothing else. */
export function withoutNames({ text, terms }: QuestionMatch, named: ReadonlyMap<string, readonly number[]>): string {
  const naming = new Set(
    terms.flatMap(({ term }, index) => ([...named.values()].some((ofTerms) => ofTerms[index]! >= NAMED) ? [term] : [])),
  );
  if (naming.size === 0) return text;
  const rest = text.replace(WORD, (word) => (tokenize(word).every((token) => naming.has(token)) ? '' : word));
  return tokenize(rest).some((word) => isTerm(word) && !ASKING_WORDS.has(word)) ? onOneLine(rest) : text;
}

function lazily<Value>(compute: () => Promise<Value>): () => Promise<Value> {
  let value: Promise<Value> | null = null;
  return () => {
    value ??= compute();
    return value;
  };
}
