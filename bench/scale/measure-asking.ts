import { readFileSync, writeFileSync } from 'node:fs';
import { createAssistant } from '../../src/assistant.ts';
import { loadConfig } from '../../src/config/config.ts';
import { TransformersEmbedder } from '../../src/embeddings/transformers-embedder.ts';
import { openSqliteStore } from '../../src/stores/sqlite/paragraph-store.ts';
import { percentile, timeEach } from '../measure.ts';
import { eachStoredVector } from './stored-vectors.ts';

const WARM_UP = 50;
const COMPARED = 100;
const NEAREST = 10;

/** What asking an index of some size takes. */
export interface AskingFigures {
  /** From nothing to the first answer, in seconds. */
  firstAnswerSeconds: number;
  /** Milliseconds of a new question, answered with citations. */
  p50: number;
  p95: number;
  /** Resident memory of the process at its highest, in MB. */
  memoryMb: number;
  /** Milliseconds of a search of the graph alone. */
  graphP50: number;
  /** Share of the ten nearest vectors that the graph finds too. */
  recall: number;
}

// Run in a process of its own, so that memory is that of this index: `measure-asking.ts RESULT_FILE QUESTIONS_FILE`, with INDEX_DIR set.
const [resultFile, questionsFile] = process.argv.slice(2) as [string, string];
const questions = JSON.parse(readFileSync(questionsFile, 'utf8')) as string[];
const config = loadConfig();
const startedAt = performance.now();
const assistant = await createAssistant(config);
await assistant.ask({ message: 'Что сказано о развитии?' });
const firstAnswerSeconds = (performance.now() - startedAt) / 1000;
await timeEach(questions.slice(0, WARM_UP), (message) => assistant.ask({ message }));
const times = await timeEach(questions.slice(WARM_UP), (message) => assistant.ask({ message }));
const memoryMb = process.resourceUsage().maxRSS / 1000;
await assistant.close();

const embedder = new TransformersEmbedder(config.embedding);
const vectors = await embedder.embed(questions.slice(0, COMPARED), 'query');
await embedder.close();
const store = openSqliteStore(config.indexDirectory);
await store.nearest(vectors[0]!, NEAREST);
const found: number[][] = [];
const graphTimes = await timeEach(vectors, async (vector) => {
  found.push((await store.nearest(vector, NEAREST)).map(({ similarity }) => similarity));
});
await store.close();

const figures: AskingFigures = {
  firstAnswerSeconds,
  p50: percentile(times, 0.5),
  p95: percentile(times, 0.95),
  memoryMb,
  graphP50: percentile(graphTimes, 0.5),
  recall: recallOf(found),
};
writeFileSync(resultFile, JSON.stringify(figures));

/** Paragraphs of one text are as near as each other: what counts is how near those are that were found. */
function recallOf(similarities: number[][]): number {
  const nearest = vectors.map((): number[] => []);
  eachStoredVector(config.indexDirectory, (compare) => {
    for (const [index, vector] of vectors.entries()) {
      const similarity = compare(vector);
      const best = nearest[index]!;
      if (best.length === NEAREST && similarity <= best.at(-1)!) continue;
      best.push(similarity);
      best.sort((a, b) => b - a);
      best.length = Math.min(best.length, NEAREST);
    }
  });
  const shares = similarities.map((own, index) => {
    const least = nearest[index]!.at(-1)! - 1e-6;
    return own.filter((similarity) => similarity >= least).length / NEAREST;
  });
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}
