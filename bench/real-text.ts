import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PROJECT_DIRECTORY } from '../src/config/config.ts';
import { percentile, timeEach } from './measure.ts';
import { askServer, withServer } from './server-under-load.ts';

/** The documents of the calibration: twenty texts of many kinds, in Russian and English, and their own questions. */
export const REAL_TEXTS = path.join(PROJECT_DIRECTORY, 'embeddings/calibration');
const QUESTIONS = 300;
const WARM_UP = 100;

/** Medians in milliseconds of new questions over real text, asked over HTTP one after another. */
export interface RealTextTimes {
  pilcrow: number;
  baseline: number;
}

/** Asks a server of Pilcrow's over the texts, then one that is Express and a `MemoryVectorStore` over the same paragraphs. */
export async function benchRealText(indexDirectory: string): Promise<RealTextTimes> {
  const questions = await realQuestions();
  const ask = async (url: string) => {
    await timeEach(questions.slice(0, WARM_UP), (question) => askServer(url, question));
    return percentile(await timeEach(questions.slice(WARM_UP), (question) => askServer(url, question)), 0.5);
  };
  const environment = { DOCUMENTS_DIR: REAL_TEXTS, INDEX_DIR: indexDirectory, LOG_LEVEL: 'error' };
  const pilcrow = await withServer({ environment }, async (url) => {
    await untilReady(url);
    return ask(url);
  });
  const args = ['--import', 'tsx', 'bench/baseline.ts', 'serve'];
  return { pilcrow, baseline: await withServer({ args, environment }, ask) };
}

/** Questions of all the texts in turn, each once. */
async function realQuestions(): Promise<string[]> {
  const files = (await readdir(REAL_TEXTS)).filter((name) => name.endsWith('.jsonl'));
  const byText = await Promise.all(files.map((name) => readFile(path.join(REAL_TEXTS, name), 'utf8')));
  const lines = byText.map((text) => text.trim().split('\n'));
  const longest = Math.max(...lines.map(({ length }) => length));
  const mixed = Array.from({ length: longest }, (_, index) => lines.flatMap((ofText) => ofText[index] ?? [])).flat();
  const questions = mixed.map((line) => (JSON.parse(line) as { question: string }).question);
  return [...new Set(questions)].slice(0, QUESTIONS);
}

/** Each call closes its connection: one kept open while the server is busy may be closed just as the next question is sent on it. */
async function untilReady(url: string): Promise<void> {
  const isReady = async () => (await fetch(`${url}/readyz`, { headers: { connection: 'close' } })).ok;
  while (!(await isReady())) await sleep(200);
}
