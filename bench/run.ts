import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createAssistant } from '../src/assistant.ts';
import { loadConfig } from '../src/config/config.ts';
import { listDocumentFiles, readDocumentFile } from '../src/documents/read-documents.ts';
import { TransformersEmbedder } from '../src/embeddings/transformers-embedder.ts';
import { createBaseline, textParagraphs } from './baseline.ts';
import { benchChatModel } from './chat-model.ts';
import { benchQuestions, writeGeneratedDocuments } from './corpus.ts';
import { benchHttpOverhead } from './http-overhead.ts';
import { percentile, timeEach, timeWithDelay } from './measure.ts';
import { benchRealText } from './real-text.ts';
import { type LoadResult, loadServer } from './server-under-load.ts';
import { benchStalls } from './stalls/run.ts';

const PARAGRAPHS = 4000;
const COLD_STARTS = 5;

/** One measured figure beside that of a baseline measured in the same run; `ratio` is ours divided by the baseline's. */
interface Row {
  what: string;
  unit: string;
  pilcrow: number;
  baseline: number | null;
  baselineIs: string;
}

const MEMORY_STORE = 'LangChain MemoryVectorStore, same embedder';

async function benchIndexing(directory: string): Promise<Row[]> {
  const documents = path.join(directory, 'generated');
  await writeGeneratedDocuments(documents, { paragraphs: PARAGRAPHS });
  const files = await listDocumentFiles(documents);
  const read = await Promise.all(files.map((file) => readDocumentFile(documents, file, { maxBytes: 1e9 })));
  const texts = read.flatMap(({ text, paragraphs }) => paragraphs.map(({ start, end }) => text.slice(start, end)));

  const assistant = await createAssistant(
    loadConfig({ DOCUMENTS_DIR: documents, INDEX_DIR: path.join(directory, 'large') }),
  );
  await assistant.isReady();
  const ours = await timeWithDelay(() => assistant.buildIndex());
  await assistant.close();

  const embedder = new TransformersEmbedder(loadConfig({}).embedding);
  await embedder.model();
  const bare = await timeWithDelay(() => embedder.embed(texts, 'passage'));
  const memory = await timeWithDelay(() => createBaseline(embedder, texts));
  await embedder.close();
  const perSecond = ({ seconds }: { seconds: number }) => texts.length / seconds;
  return [
    {
      what: 'indexing',
      unit: 'paragraphs/s',
      pilcrow: perSecond(ours),
      baseline: perSecond(bare),
      baselineIs: 'bare embedder call',
    },
    {
      what: 'indexing',
      unit: 'paragraphs/s',
      pilcrow: perSecond(ours),
      baseline: perSecond(memory),
      baselineIs: MEMORY_STORE,
    },
    {
      what: 'event-loop delay while indexing, p99',
      unit: 'ms',
      pilcrow: ours.delayP99,
      baseline: memory.delayP99,
      baselineIs: MEMORY_STORE,
    },
    {
      what: 'event-loop delay while indexing, longest',
      unit: 'ms',
      pilcrow: ours.delayMax,
      baseline: memory.delayMax,
      baselineIs: MEMORY_STORE,
    },
  ];
}

async function benchAsking(indexDirectory: string, questions: string[]): Promise<Row[]> {
  const assistant = await createAssistant(loadConfig({ INDEX_DIR: indexDirectory }));
  await assistant.buildIndex();
  const embedder = new TransformersEmbedder(loadConfig({}).embedding);
  const memory = await createBaseline(embedder, await textParagraphs());
  const middle = Math.floor(questions.length / 2);
  const [warmUp, measured] = [questions.slice(0, middle), questions.slice(middle)];

  await timeEach(warmUp, (message) => assistant.ask({ message }));
  const ours = await timeEach(measured, (message) => assistant.ask({ message }));
  const again = await timeEach(
    measured.map(() => measured[0]!),
    (message) => assistant.ask({ message }),
  );
  await timeEach(warmUp, (message) => memory.similaritySearch(message, 10));
  const theirs = await timeEach(measured, (message) => memory.similaritySearch(message, 10));
  const bare = await timeEach(measured, (message) => embedder.embed([message], 'query'));
  const http = await benchHttpOverhead(assistant, { indexDirectory, message: measured[0]! });
  await Promise.all([assistant.close(), embedder.close()]);

  const row = (what: string, share: number, values: number[], baseline: number[], baselineIs: string): Row => {
    return { what, unit: 'ms', pilcrow: percentile(values, share), baseline: percentile(baseline, share), baselineIs };
  };
  return [
    row('ask a new question, p50', 0.5, ours, theirs, `${MEMORY_STORE} (search only)`),
    row('ask a new question, p95', 0.95, ours, theirs, `${MEMORY_STORE} (search only)`),
    row('ask a new question, p99', 0.99, ours, theirs, `${MEMORY_STORE} (search only)`),
    row('ask a new question, p50', 0.5, ours, bare, 'bare embedder call'),
    row('ask the same again, p50', 0.5, again, theirs, `${MEMORY_STORE} (search only)`),
    {
      what: 'the same again over HTTP, p50',
      unit: 'ms',
      pilcrow: http.overHttp,
      baseline: http.inProcess,
      baselineIs: 'in this process',
    },
    {
      what: 'what HTTP adds, p50',
      unit: 'ms',
      pilcrow: http.overHttp - http.inProcess,
      baseline: http.emptyCall,
      baselineIs: 'GET /healthz of the same server',
    },
  ];
}

async function benchRealTexts(indexDirectory: string): Promise<Row[]> {
  const { pilcrow, baseline } = await benchRealText(indexDirectory);
  const what = 'ask about real text over HTTP, p50';
  return [{ what, unit: 'ms', pilcrow, baseline, baselineIs: `Express and ${MEMORY_STORE}` }];
}

async function benchServing(indexDirectory: string, questions: string[]): Promise<Row[]> {
  const ours: LoadResult[] = [];
  const theirs: LoadResult[] = [];
  for (let run = 0; run < COLD_STARTS; run += 1) {
    const load = run === COLD_STARTS - 1 ? questions : questions.slice(0, 1);
    ours.push(await loadServer(undefined, { INDEX_DIR: indexDirectory }, load));
    theirs.push(await loadServer(['--import', 'tsx', 'bench/baseline.ts', 'serve'], {}, load));
  }
  const [our, their] = [ours.at(-1)!, theirs.at(-1)!];
  const baselineIs = `Express and ${MEMORY_STORE}`;
  const coldStart = (results: typeof ours) =>
    percentile(
      results.map(({ coldStartMs }) => coldStartMs),
      0.5,
    );
  return [
    {
      what: 'answers over HTTP, 32 connections',
      unit: '1/s',
      pilcrow: our.answersPerSecond,
      baseline: their.answersPerSecond,
      baselineIs,
    },
    { what: 'the same, p99', unit: 'ms', pilcrow: our.latencyP99Ms, baseline: their.latencyP99Ms, baselineIs },
    { what: 'the same, errors', unit: '', pilcrow: our.errors, baseline: their.errors, baselineIs },
    {
      what: 'cold start to first answer, median',
      unit: 'ms',
      pilcrow: coldStart(ours),
      baseline: coldStart(theirs),
      baselineIs,
    },
    {
      what: 'peak memory of the server',
      unit: 'MB',
      pilcrow: our.peakMemoryMb ?? Number.NaN,
      baseline: their.peakMemoryMb,
      baselineIs,
    },
  ];
}

async function benchAll(directory: string): Promise<void> {
  const questions = await benchQuestions();
  const index = path.join(directory, 'index');
  const rows = [
    ...(await benchAsking(index, questions)),
    ...(await benchChatModel(path.join(directory, 'chat-model'))),
    ...(await benchRealTexts(path.join(directory, 'real'))),
    ...(await benchIndexing(directory)),
    ...(await benchServing(index, questions)),
  ];
  const shown = (value: number | null) =>
    value === null ? '–' : value.toLocaleString('en', { maximumFractionDigits: 2 });
  for (const { what, unit, pilcrow, baseline, baselineIs } of rows) {
    const ratio = baseline ? ` × ${(pilcrow / baseline).toFixed(2)}` : '';
    console.log(
      `${what.padEnd(42)}${`${shown(pilcrow)} ${unit}`.padStart(22)}${ratio.padStart(10)} of ${shown(baseline)} (${baselineIs})`,
    );
  }
  console.log(JSON.stringify({ node: process.version, paragraphs: PARAGRAPHS, rows }));
}

const { positionals, values } = parseArgs({
  options: { seconds: { type: 'string' }, server: { type: 'string' } },
  allowPositionals: true,
});
const directory = await mkdtemp(path.join(tmpdir(), 'pilcrow-bench-'));
try {
  if (positionals[0] === 'stalls') {
    const { seconds, server } = values;
    await benchStalls(directory, { ...(seconds && { seconds: Number(seconds) }), ...(server && { server }) });
  } else await benchAll(directory);
} finally {
  await rm(directory, { recursive: true, force: true });
}
