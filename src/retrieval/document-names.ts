import { createLruCache } from '../runtime/lru-cache.ts';
import type { SearchedStore } from '../stores/paragraph-store.ts';
import { termsOf } from '../text/tokenize.ts';
import type { QuestionMatch } from './match-question.ts';

/** Lines that say which document it is. */
const NAMING_ASPECTS = ['title', 'opening', 'date', 'place', 'party'];
/** Longer paragraphs say more than what the document is called and whom it is by. In UTF-16 code units. */
const MAX_LINE_LENGTH = 300;
/** Lines with such an aspect that a document has at most: see `aspectsOfParagraphs`. */
const MAX_LINES = 30;
const MAX_CACHED_NAMES = 2000;
/** Documents whose titles are searched; of a larger library those that paragraphs were found in. */
const MAX_TITLES = 5000;
/** A term names a document from this likeness on: the same word in another form. */
const NAMED = 0.5;

/** The words that documents are known by. */
export interface DocumentNames {
  /** Ids of the documents with a word of the question in their titles or file names that fewer than half of all have; at most `limit`. */
  titled(match: QuestionMatch, limit: number): string[];
  /** The terms of the title, the file name, and of the lines with parties, number, place and date, of each document. */
  of(documentIds: readonly string[]): Promise<Map<string, ReadonlySet<string>>>;
}

/** Creates what reads the names of the documents of a store, as they are in this generation of it. */
export async function readDocumentNames(store: SearchedStore): Promise<DocumentNames> {
  const documents = await store.documents(MAX_TITLES);
  const titles = new Map(documents.map(({ id, title, date }) => [id, titleTerms(id, title, date)]));
  const byTerm = new Map<string, string[]>();
  for (const [id, terms] of titles) for (const term of terms) byTerm.set(term, [...(byTerm.get(term) ?? []), id]);
  const names = createLruCache<string, ReadonlySet<string>>(MAX_CACHED_NAMES);
  return {
    titled({ terms, vocabulary }, limit) {
      const counts = new Map<string, number>();
      for (const { term, weight, expansion } of terms) {
        const alike = [...expansion].flatMap(([key, likeness]) => (likeness >= NAMED ? [vocabulary.terms[key]!] : []));
        const ids = new Set([term, ...alike].flatMap((word) => byTerm.get(word) ?? []));
        if (ids.size * 2 > documents.length) continue;
        for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + weight / ids.size);
      }
      const best = [...counts].sort(([, a], [, b]) => b - a);
      return best.slice(0, limit).map(([id]) => id);
    },
    async of(documentIds) {
      const lines = lazily(() => namingLines(store, documentIds));
      const read = documentIds.map(async (id) => {
        const name = await names(
          id,
          async () => new Set([...(titles.get(id) ?? []), ...((await lines()).get(id) ?? [])]),
        );
        return [id, name] as const;
      });
      return new Map(await Promise.all(read));
    },
  };
}

function titleTerms(id: string, title: string, date: string | null): string[] {
  return [...termsOf([title, id.replaceAll(/[-_.]+/g, ' '), id, date ?? ''].join('\n')).keys()];
}

async function namingLines(store: SearchedStore, documentIds: readonly string[]): Promise<Map<string, string[]>> {
  const keys = await store.keysWithAspects(NAMING_ASPECTS, MAX_LINES * documentIds.length, documentIds);
  const terms = new Map<string, string[]>();
  for (const { documentId, documentTitle, text } of await store.paragraphs(keys)) {
    if (text.length > MAX_LINE_LENGTH) continue;
    const known = terms.get(documentId) ?? [...termsOf(documentTitle).keys()];
    terms.set(documentId, [...known, ...termsOf(text).keys()]);
  }
  return terms;
}

/**
 * How far each term of a question names each document, 0…1: in the order of the terms, by id. A term that all documents are known by names
 * none of them: within one document this is 0 throughout.
 */
export function namedBy(
  { terms, vocabulary }: QuestionMatch,
  names: ReadonlyMap<string, ReadonlySet<string>>,
): Map<string, number[]> {
  const likeness = new Map(
    [...names].map(([id, name]) => {
      const keys = [...name].flatMap((term) => vocabulary.keyOf(term) ?? []);
      const ofTerms = terms.map(({ term, expansion }) =>
        name.has(term) ? 1 : keys.reduce((likest, key) => Math.max(likest, expansion.get(key) ?? 0), 0),
      );
      return [id, ofTerms.map((value) => (value >= NAMED ? value : 0))] as const;
    }),
  );
  const distinctness = terms.map((_, index) => {
    const frequency = [...likeness.values()].reduce((sum, ofTerms) => sum + ofTerms[index]!, 0);
    return frequency === 0 || names.size < 2
      ? 0
      : Math.max(0, 1 - Math.log(Math.max(1, frequency)) / Math.log(names.size));
  });
  return new Map(
    [...likeness].map(([id, ofTerms]) => [id, ofTerms.map((value, index) => value * distinctness[index]!)]),
  );
}

function lazily<Value>(compute: () => Promise<Value>): () => Promise<Value> {
  let value: Promise<Value> | null = null;
  return () => {
    value ??= compute();
    return value;
  };
}
