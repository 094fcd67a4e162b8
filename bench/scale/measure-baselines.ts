import { readFileSync, writeFileSync } from 'node:fs';
import { MemoryVectorStore } from '@langchain/classic/vectorstores/memory';
import { Document } from '@langchain/core/documents';
import { loadConfig } from '../../src/config/config.ts';
import { TransformersEmbedder } from '../../src/embeddings/transformers-embedder.ts';
import { fromBlob } from '../../src/stores/sqlite/vectors/vector-blob.ts';
import { percentile, timeEach } from '../measure.ts';
import { eachStoredVector } from './stored-vectors.ts';

const EXACT_QUESTIONS = 20;
const MEMORY_STORE_QUESTIONS = 10;
/** An array of numbers takes 8 bytes each, and as much again while it is read: more does not fit in the memory of an ordinary machine. */
const MAX_IN_MEMORY_STORE = 1_100_000;

/** What plainer ways take over the same vectors, in milliseconds and MB; null where it does not fit in memory. */
export interface BaselineFigures {
  exactP50: number;
  exactMemoryMb: number;
  memoryStoreP50: number | null;
  memoryStoreMemoryMb: number | null;
}

// Run in a process of its own: `measure-baselines.ts RESULT_FILE QUESTIONS_FILE`, with INDEX_DIR set.
const [resultFile, questionsFile] = process.argv.slice(2) as [string, string];
const questions = JSON.parse(readFileSync(questionsFile, 'utf8')) as string[];
const config = loadConfig();
const embedder = new TransformersEmbedder(config.embedding);
const { dimensions } = await embedder.model();

let blobs: Buffer[] = [];
eachStoredVector(config.indexDirectory, (_, blob) => blobs.push(Buffer.from(blob)));
const flat = new Float32Array(blobs.length * dimensions);
for (const [row, blob] of blobs.entries()) flat.set(fromBlob(blob, dimensions), row * dimensions);
const count = blobs.length;
blobs = [];
const exactTimes = await timeEach(questions.slice(0, EXACT_QUESTIONS), async (question) => {
  const [vector] = await embedder.embed([question], 'query');
  return scan(vector!);
});
const exactMemoryMb = process.memoryUsage.rss() / 1e6;

let memoryStoreP50: number | null = null;
let memoryStoreMemoryMb: number | null = null;
if (count <= MAX_IN_MEMORY_STORE) {
  const store = new MemoryVectorStore(embedder);
  for (let row = 0; row < count; row += 1000) {
    const rows = Array.from({ length: Math.min(1000, count - row) }, (_, index) => row + index);
    await store.addVectors(
      rows.map((own) => Array.from(flat.subarray(own * dimensions, (own + 1) * dimensions))),
      rows.map((own) => new Document({ pageContent: String(own) })),
    );
  }
  const times = await timeEach(questions.slice(0, MEMORY_STORE_QUESTIONS), (question) =>
    store.similaritySearchWithScore(question, 10),
  );
  memoryStoreP50 = percentile(times, 0.5);
  memoryStoreMemoryMb = process.memoryUsage.rss() / 1e6 - flat.byteLength / 1e6;
}
const figures: BaselineFigures = {
  exactP50: percentile(exactTimes, 0.5),
  exactMemoryMb,
  memoryStoreP50,
  memoryStoreMemoryMb,
};
writeFileSync(resultFile, JSON.stringify(figures));
await embedder.close();

/** The ten most similar of all, by comparing with each. */
function scan(vector: Float32Array): { row: number; similarity: number }[] {
  const best: { row: number; similarity: number }[] = [];
  for (let row = 0; row < count; row += 1) {
    let similarity = 0;
    const offset = row * dimensions;
    for (let index = 0; index < dimensions; index += 1) similarity += flat[offset + index]! * vector[index]!;
    if (best.length === 10 && similarity <= best.at(-1)!.similarity) continue;
    best.push({ row, similarity });
    best.sort((a, b) => b.similarity - a.similarity);
    best.length = Math.min(best.length, 10);
  }
  return best;
}
