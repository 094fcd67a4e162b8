import { writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { createAssistant } from '../../src/assistant.ts';
import { loadConfig } from '../../src/config.ts';
import { TransformersEmbedder } from '../../src/embeddings/transformers-embedder.ts';
import { openSqliteStore } from '../../src/stores/sqlite-store.ts';
import { cosineSimilarity, fromBlob } from '../../src/stores/vectors/vector-blob.ts';
import { percentile, timeEach } from '../measure.ts';
import { createTextGenerator } from './generate-documents.ts';

const WARM_UP = 50;
const QUESTIONS = 300;
const COMPARED = 100;
const NEAREST = 10;

/** What asking an index of some size takes. */
export interface AskingFigures {
  /** From nothing to the first answer, in seconds. */
  firstAnswerSeconds: number;
  p50: number;
  p95: number;
  /** Resident memory of the process at its highest, in MB. */
  memoryMb: number;
  /** Share of the ten nearest paragraphs that the graph finds too. */
  recall: number;
  /** Milliseconds of a search of the graph, and of comparing with every vector. */
  graphP50: number;
  exactP50: number;
}

// Run in a process of its own, so that memory is that of this index: `measure-asking.ts RESULT_FILE`, with INDEX_DIR and DOCUMENTS_DIR set.
const startedAt = performance.now();
const config = loadConfig();
const assistant = await createAssistant(config);
const embedder = new TransformersEmbedder(loadConfig({}).embedding);
await assistant.ask({ message: 'Что сказано о развитии?' });
const firstAnswerSeconds = (performance.now() - startedAt) / 1000;
const generator = await createTextGenerator(embedder);
const questions = Array.from({ length: WARM_UP + QUESTIONS }, (_, number) => generator.question(number));
await timeEach(questions.slice(0, WARM_UP), (message) => assistant.ask({ message }));
const times = await timeEach(questions.slice(WARM_UP), (message) => assistant.ask({ message }));
const memoryMb = process.resourceUsage().maxRSS / 1000;
await assistant.close();

const store = openSqliteStore(config.indexDirectory);
const vectors = await embedder.embed(questions.slice(0, COMPARED), 'query');
await store.nearest(vectors[0]!, NEAREST);
const found: number[][] = [];
const graphTimes = await timeEach(vectors, async (vector) => {
  const matches = await store.nearest(vector, NEAREST);
  found.push(matches.map(({ similarity }) => similarity));
});
await store.close();
const { nearest, milliseconds } = compareWithAll();
/** Paragraphs of one text are as near as each other: what counts is how near the ones found are. */
const hits = found.map((similarities, index) => {
  const least = nearest[index]!.at(-1)! - 1e-6;
  return similarities.filter((similarity) => similarity >= least).length / nearest[index]!.length;
});
const figures: AskingFigures = {
  firstAnswerSeconds,
  p50: percentile(times, 0.5),
  p95: percentile(times, 0.95),
  memoryMb,
  recall: hits.reduce((sum, hit) => sum + hit, 0) / hits.length,
  graphP50: percentile(graphTimes, 0.5),
  exactP50: milliseconds,
};
writeFileSync(process.argv[2]!, JSON.stringify(figures));
await embedder.close();

/** The similarities of the nearest paragraphs, from all stored vectors; and how long one question takes when they are in memory. */
function compareWithAll(): { nearest: number[][]; milliseconds: number } {
  const database = new Database(path.join(config.indexDirectory, 'pilcrow.sqlite'), { readonly: true });
  const rows = database
    .prepare('SELECT vector FROM paragraphs JOIN embeddings ON embeddings.key = embedding_key')
    .iterate() as IterableIterator<{ vector: Buffer }>;
  const nearest = vectors.map((): number[] => []);
  let milliseconds = 0;
  for (const { vector: blob } of rows) {
    const stored = fromBlob(blob, vectors[0]!.length);
    const start = performance.now();
    for (const [index, vector] of vectors.entries()) {
      const similarity = cosineSimilarity(vector, stored);
      const best = nearest[index]!;
      if (best.length === NEAREST && similarity <= best.at(-1)!) continue;
      best.push(similarity);
      best.sort((a, b) => b - a);
      best.length = Math.min(best.length, NEAREST);
    }
    milliseconds += (performance.now() - start) / vectors.length;
  }
  database.close();
  return { nearest, milliseconds };
}
