import type { Embedder } from '../embeddings/embedder.ts';
import type { StoredParagraph } from '../stores/document-reader.ts';
import type { SearchedStore } from '../stores/paragraph-store.ts';
import { type DocumentNames, namedBy } from './document-names.ts';
import type { QuestionMatch } from './match-question.ts';
import { type KeywordMatches, matchKeywords } from './soft-bm25.ts';

/** Candidates of each kind: the nearest, the best by keywords, those with an aspect or of a part asked for. */
const MAX_CANDIDATES = 50;
/** Documents that a question may name, at most, and the nearest of their paragraphs that are added. */
const MAX_NAMED_DOCUMENTS = 3;
const MAX_CANDIDATES_OF_NAMED = 20;

/** Where to look for candidates. */
export interface Scope {
  store: SearchedStore;
  names: DocumentNames;
  embedder: Pick<Embedder, 'embed'>;
  documentIds?: readonly string[];
}

/** Paragraphs that may answer, with what is known of them. */
export interface Candidates {
  /** By key, each in `similarities` and in the words of `keywords` as well. */
  paragraphs: Map<number, StoredParagraph>;
  /** Cosine similarities to the question. */
  similarities: Map<number, number>;
  keywords: KeywordMatches;
  /** How far each term of the question names each document, 0…1, by id; none within one document. */
  named: Map<string, number[]>;
}

/** Finds the paragraphs that are nearest, best by keywords, of an aspect asked for, or of a document that the question names. */
export async function findCandidates(match: QuestionMatch, scope: Scope): Promise<Candidates> {
  const { store, names, documentIds } = scope;
  const found = await findByContents(match, scope);
  const titled = names.titled(match, { limit: MAX_NAMED_DOCUMENTS, documentIds });
  const ids = new Set([...[...found.paragraphs.values()].map(({ documentId }) => documentId), ...titled]);
  if (ids.size < 2) return { ...found, named: new Map() };

  const named = namedBy(match, await names.of([...ids]));
  const sumOf = (id: string) => named.get(id)!.reduce((sum, value) => sum + value, 0);
  const best = [...ids]
    .filter((id) => sumOf(id) > 0)
    .sort((a, b) => sumOf(b) - sumOf(a))
    .slice(0, MAX_NAMED_DOCUMENTS);
  if (best.length > 0) await addNearest(found, { store, match, documentIds: best });
  return { ...found, named };
}

async function findByContents(match: QuestionMatch, { store, documentIds }: Scope): Promise<Omit<Candidates, 'named'>> {
  const asked = [...match.aspects.keys(), ...match.part.labels];
  // A large graph is searched in its own thread, while the words are looked up in this one.
  const searching = Promise.all([
    store.nearest(match.vector, MAX_CANDIDATES, documentIds),
    asked.length > 0 ? store.keysWithAspects(asked, MAX_CANDIDATES, documentIds) : [],
  ]);
  const keywords = await matchKeywords(match.terms, {
    store,
    limit: MAX_CANDIDATES,
    also: searching.then(([near, withAspects]) => [...near.map(({ key }) => key), ...withAspects]),
    documentIds,
  });
  const [nearest, withAspects] = await searching;
  const similarities = new Map(nearest.map(({ key, similarity }) => [key, similarity]));
  const others = [...keywords.best, ...withAspects].filter((key) => !similarities.has(key));
  if (others.length > 0) {
    for (const { key, similarity } of await store.similarities(match.vector, others)) similarities.set(key, similarity);
  }
  const paragraphs = new Map((await store.paragraphs([...similarities.keys()])).map((own) => [own.key, own]));
  return { paragraphs, similarities, keywords };
}

/** Adds the paragraphs of some documents that are nearest to the question. */
async function addNearest(
  { paragraphs, similarities, keywords }: Omit<Candidates, 'named'>,
  { store, match, documentIds }: { store: SearchedStore; match: QuestionMatch; documentIds: string[] },
): Promise<void> {
  const nearest = await store.nearest(match.vector, MAX_CANDIDATES_OF_NAMED, documentIds);
  const added = nearest.filter(({ key }) => !paragraphs.has(key));
  if (added.length === 0) return;
  const keys = added.map(({ key }) => key);
  const [words, read] = await Promise.all([store.wordsOf(keys), store.paragraphs(keys)]);
  for (const { key, similarity } of added) similarities.set(key, similarity);
  for (const [key, own] of words) keywords.words.set(key, own);
  for (const paragraph of read) paragraphs.set(paragraph.key, paragraph);
}
