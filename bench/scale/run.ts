import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { loadConfig, PROJECT_DIRECTORY } from '../../src/config/config.ts';
import { openEmbedder } from '../../src/embeddings/open-embedder.ts';
import { createTextGenerator, writeDocuments } from './generate-documents.ts';
import type { AskingFigures } from './measure-asking.ts';
import type { BaselineFigures } from './measure-baselines.ts';
import { plotFigures, type ScaleFigures } from './plot-figures.ts';

const QUESTIONS = 350;
const SIZES = ['1000', '10000', '100000'];

// `npm run bench:scale -- 1000 10000 100000 1000000`; what is there already in the folder of `--keep` is not made again.
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { keep: { type: 'string' }, plot: { type: 'string' } },
});
const directory = values.keep ?? path.join(tmpdir(), `pilcrow-scale-${process.pid}`);
const embedder = openEmbedder(loadConfig({}).embedding);
const generator = await createTextGenerator(embedder);
await embedder.close();
await mkdir(directory, { recursive: true });
const questionsFile = path.join(directory, 'questions.json');
await writeFile(
  questionsFile,
  JSON.stringify(Array.from({ length: QUESTIONS }, (_, number) => generator.question(number))),
);

const all: ScaleFigures[] = [];
for (const size of positionals.length > 0 ? positionals : SIZES) {
  const figures = await measureSize(Number(size));
  console.log(JSON.stringify(figures));
  all.push(figures);
}
printTable(all);
if (values.plot) await writeFile(values.plot, plotFigures(all));
if (!values.keep) await rm(directory, { recursive: true });

async function measureSize(paragraphs: number): Promise<ScaleFigures> {
  const documents = path.join(directory, `documents-${paragraphs}`);
  const index = path.join(directory, `index-${paragraphs}`);
  const builtFile = path.join(directory, `built-${paragraphs}.json`);
  const environment = { DOCUMENTS_DIR: documents, INDEX_DIR: index, LOG_LEVEL: 'warn' };
  if ((await readFile(builtFile).catch(() => null)) === null) {
    await writeDocuments(generator, documents, paragraphs);
    const { seconds, memoryMb } = await runMeasured(['dist/main.js', 'index'], environment);
    await writeFile(builtFile, JSON.stringify({ buildSeconds: seconds, buildMemoryMb: memoryMb }));
  }
  const built = JSON.parse(await readFile(builtFile, 'utf8')) as { buildSeconds: number; buildMemoryMb: number };
  const sizes = { diskMb: await megabytesOf(index), sourceMb: await megabytesOf(documents) };

  const changedFile = path.join(documents, 'part-1', 'report-1.txt');
  await appendFile(changedFile, `\n\n${generator.question(Date.now())} Это новый абзац отчёта.\n`);
  const change = await runMeasured(['dist/main.js', 'index', '--json'], environment);
  const { embedded } = JSON.parse(change.output) as { embedded: number };

  const measure = async <T>(module: string): Promise<T> => {
    const result = path.join(directory, 'result.json');
    await runMeasured(
      ['--max-old-space-size=16000', '--import', 'tsx', `bench/scale/${module}`, result, questionsFile],
      environment,
    );
    return JSON.parse(await readFile(result, 'utf8')) as T;
  };
  return {
    paragraphs,
    ...built,
    ...sizes,
    changeSeconds: change.seconds,
    changeEmbedded: embedded,
    asking: await measure<AskingFigures>('measure-asking.ts'),
    baselines: await measure<BaselineFigures>('measure-baselines.ts'),
  };
}

/** Runs a program of this project. Memory is what was resident at most, looked at ten times a second. */
async function runMeasured(
  parameters: string[],
  environment: NodeJS.ProcessEnv,
): Promise<{ seconds: number; memoryMb: number; output: string }> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, parameters, {
    cwd: PROJECT_DIRECTORY,
    env: { PATH: '/usr/bin:/bin', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let memoryMb = 0;
  const look = setInterval(async () => {
    const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
    memoryMb = Math.max(memoryMb, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1000);
  }, 100);
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const [code] = (await once(child, 'close')) as [number];
  clearInterval(look);
  if (code !== 0) throw new Error(`"${parameters.join(' ')}" ended with exit code ${code}`);
  return { seconds: (performance.now() - startedAt) / 1000, memoryMb, output };
}

async function megabytesOf(folder: string): Promise<number> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const sizes = await Promise.all(
    files.filter((file) => file.isFile()).map((file) => stat(path.join(file.parentPath, file.name))),
  );
  return sizes.reduce((sum, { size }) => sum + size, 0) / 1e6;
}

function printTable(rows: ScaleFigures[]): void {
  console.table(
    rows.map(({ paragraphs, asking, baselines, ...figures }) => ({
      paragraphs,
      'build s': Math.round(figures.buildSeconds),
      'build MB': Math.round(figures.buildMemoryMb),
      'disk MB': Math.round(figures.diskMb),
      'one file s': figures.changeSeconds.toFixed(2),
      'ask p50': asking.p50.toFixed(1),
      'ask p95': asking.p95.toFixed(1),
      'ask MB': Math.round(asking.memoryMb),
      'recall@10': asking.recall.toFixed(3),
      'exact ms': baselines.exactP50.toFixed(1),
      'MemoryVectorStore ms': baselines.memoryStoreP50?.toFixed(1) ?? '–',
    })),
  );
}
