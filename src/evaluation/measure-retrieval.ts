import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildIndex } from '../build-index.ts';
import { onOneLine } from '../documents/document.ts';
import type { Embedder } from '../embeddings/embedder.ts';
import { PilcrowError, reasonOf } from '../errors.ts';
import type { Calibration } from '../retrieval/calibration.ts';
import type { RankedParagraph } from '../retrieval/rank-paragraphs.ts';
import { createSearch } from '../retrieval/search-paragraphs.ts';
import { openSqliteStore } from '../stores/sqlite/paragraph-store.ts';
import { hitRate, rankOfFirst } from './metrics.ts';

const MAX_DOCUMENT_BYTES = 100_000_000;

/** What a ranking can go by: words alone, the embeddings alone, or everything. */
const RANKINGS = {
  keywords: ({ signals }: RankedParagraph) => signals.keywordShare,
  similarity: ({ similarity }: RankedParagraph) => similarity,
  fused: ({ score }: RankedParagraph) => score,
};

/** Share of queries with their own passage in first place, and among the first five. */
type RetrievalMeasures = Record<keyof typeof RANKINGS, { hitAt1: number; hitAt5: number }>;

/**
 * Ranks the passages of a file for each of its queries. The file has `query<TAB>passage` lines; a passage that occurs twice is right wherever it stands.
 *
 * @throws QUESTIONS_UNREADABLE when the file cannot be read or a line is no pair.
 */
export async function measureRetrieval(
  file: string,
  {
    embedder,
    calibration,
    onProgress = () => {},
  }: { embedder: Embedder; calibration: Calibration; onProgress?: (progress: { done: number; total: number }) => void },
): Promise<RetrievalMeasures> {
  const pairs = await readPairs(file);
  const temporary = await mkdtemp(path.join(tmpdir(), 'pilcrow-retrieval-'));
  const store = openSqliteStore(path.join(temporary, 'index'));
  try {
    const documents = path.join(temporary, 'documents');
    await mkdir(documents);
    await writeFile(path.join(documents, 'passages.txt'), pairs.map(({ passage }) => passage).join('\n\n'));
    await buildIndex({ store, embedder }, { directory: documents, maxBytes: MAX_DOCUMENT_BYTES });

    const search = createSearch({ store, embedder, calibration });
    const ranks = { keywords: [], similarity: [], fused: [] } as Record<keyof typeof RANKINGS, (number | null)[]>;
    for (const [index, { query, passage }] of pairs.entries()) {
      const { paragraphs } = await search({ question: query, context: [] });
      for (const [name, scoreOf] of Object.entries(RANKINGS)) {
        const ranking = paragraphs.toSorted((a, b) => scoreOf(b) - scoreOf(a));
        ranks[name as keyof typeof RANKINGS].push(rankOfFirst(ranking, ({ paragraph }) => paragraph.text === passage));
      }
      onProgress({ done: index + 1, total: pairs.length });
    }
    const measure = (name: keyof typeof RANKINGS) => ({
      hitAt1: hitRate(ranks[name], 1)!,
      hitAt5: hitRate(ranks[name], 5)!,
    });
    return { keywords: measure('keywords'), similarity: measure('similarity'), fused: measure('fused') };
  } finally {
    await store.close();
    await rm(temporary, { recursive: true, force: true });
  }
}

async function readPairs(file: string): Promise<{ query: string; passage: string }[]> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new PilcrowError('QUESTIONS_UNREADABLE', `Cannot read "${file}": ${reasonOf(error)}; give a file of pairs`);
  });
  const pairs = text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const [query, passage] = line.split('\t').map(onOneLine);
    if (query && passage) return [{ query, passage }];
    throw new PilcrowError(
      'QUESTIONS_UNREADABLE',
      `Cannot read "${file}": line ${index + 1} is no pair; write the query, a tab and the passage on each line`,
    );
  });
  if (pairs.length > 0) return pairs;
  throw new PilcrowError(
    'QUESTIONS_UNREADABLE',
    `Cannot read "${file}": it is empty; write the query, a tab and the passage on each line`,
  );
}
