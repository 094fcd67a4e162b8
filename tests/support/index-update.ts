import { blocksOfParagraphs } from '../../src/documents/blocks-of-paragraphs.ts';
import type { ParagraphContext } from '../../src/documents/paragraph-context.ts';
import { embeddingModelKey } from '../../src/embeddings/embedder.ts';
import type { IndexedDocument, Manifest } from '../../src/stores/document-reader.ts';
import type { IndexUpdate } from '../../src/stores/index-writer.ts';
import type { ParagraphStore } from '../../src/stores/paragraph-store.ts';
import { detectLanguage } from '../../src/text/detect-language.ts';

/** A paragraph for the store; what is left out is empty, the vector points east. */
export interface ParagraphToStore {
  text: string;
  vector?: number[];
  terms?: Record<string, number>;
  aspects?: string[];
  page?: number;
  heading?: string;
  context?: ParagraphContext;
}

/** What an index over vectors of so many dimensions is made with. */
export function manifestOf(dimensions: number, fileHash = 'compass'): Manifest {
  const embedding = { name: 'compass', pooling: 'mean', normalize: true, queryPrefix: '', passagePrefix: '' };
  return { embedding: { ...embedding, fileHash, dimensions, words: null }, splitterVersion: 1, analyzerVersion: 1 };
}

/** A document out of paragraphs, ready for the store: its text is the paragraphs with a blank line between two. */
export function indexedDocument(id: string, paragraphs: ParagraphToStore[]): IndexedDocument {
  const text = paragraphs.map((paragraph) => paragraph.text).join('\n\n');
  let end = -2;
  const places = paragraphs.map((paragraph, index) => {
    const start = end + 2;
    end = start + paragraph.text.length;
    return { number: index + 1, start, end, page: paragraph.page ?? null, heading: paragraph.heading ?? null };
  });
  return {
    document: {
      id,
      title: `The ${id}`,
      language: detectLanguage(text),
      date: null,
      act: null,
      questions: { ru: [], en: [] },
      tags: [],
      url: null,
      fetched: null,
      text,
      sha256: `sha256 of ${text}`,
      paragraphs: places,
      blocks: blocksOfParagraphs(text, places),
      omissions: [],
    },
    paragraphs: paragraphs.map(({ vector = [1, 0], terms = {}, aspects = [], context = null }) => ({
      embeddingHash: JSON.stringify(vector),
      terms: new Map(Object.entries(terms)),
      aspects,
      context,
    })),
  };
}

/** Keeps the vectors that documents need and stores them in one update. */
export async function storeDocuments(
  store: ParagraphStore,
  documents: Record<string, ParagraphToStore[]>,
  { deletedIds = [], manifest = manifestOf(2) }: { deletedIds?: string[]; manifest?: Manifest } = {},
): Promise<IndexUpdate & { documents: IndexedDocument[] }> {
  const indexed = Object.entries(documents).map(([id, paragraphs]) => indexedDocument(id, paragraphs));
  const hashes = indexed.flatMap(({ paragraphs }) => paragraphs.map((paragraph) => paragraph.embeddingHash));
  await store.cacheEmbeddings(
    embeddingModelKey(manifest.embedding),
    hashes.map((hash) => ({ hash, vector: Float32Array.from(JSON.parse(hash) as number[]) })),
  );
  const update = { manifest, documents: indexed, deletedIds };
  await store.update(update);
  return update;
}
