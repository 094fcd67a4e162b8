import { copyFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PROJECT_DIRECTORY } from '../../src/config/config.ts';
import { benchQuestions } from '../corpus.ts';
import { percentile } from '../measure.ts';
import { withServer } from '../server-under-load.ts';
import { writeWorstDocuments } from './worst-documents.ts';

const SECONDS = 60;
/** Readers that ask and open documents at the same time. */
const READERS = 4;
/** How often another reader calls, in ms. */
const CALL_EVERY_MS = 20;
/** How long the first index may take, in ms. */
const INDEXING_MS = 600_000;
const TARGETS = { delayP99Ms: 50, waitMs: 100 };
const DECLARATION = 'documents/csto-declaration-2024.txt';

/** What readers of a server waited for. */
interface Stalls {
  calls: number;
  errors: number;
  /** Of the event loop of the server, in ms; the longest one as well. */
  delayP99Ms: number;
  delayMaxMs: number;
  /** The longest that another reader waited for `/healthz`, and the call that 99 of 100 were quicker than, in ms. */
  waitMs: number;
  waitP99Ms: number;
}

/**
 * Measures how long readers keep each other waiting: a server with the worst documents in its index answers questions, shows documents and
 * searches, for `--seconds=60`, while another reader calls `/healthz`. `--server=FOLDER` measures another build.
 */
export async function benchStalls(
  directory: string,
  { seconds = SECONDS, server = PROJECT_DIRECTORY }: { seconds?: number; server?: string },
): Promise<void> {
  const documents = path.join(directory, 'documents');
  const ids = await writeWorstDocuments(documents);
  await copyFile(path.join(PROJECT_DIRECTORY, DECLARATION), path.join(documents, path.basename(DECLARATION)));
  const environment = { DOCUMENTS_DIR: documents, INDEX_DIR: path.join(directory, 'index'), LOG_LEVEL: 'error' };
  const args = ['--max-semi-space-size=4', '--heap-growing-percent=40', path.join(server, 'dist/main.js'), 'serve'];
  await withServer({ args, environment }, async (url) => {
    const indexing = await measureStalls(url, () => untilIndexed(url, ids.length));
    show('while the documents are indexed', indexing);
    const calls = await mixedCalls(ids);
    const stalls = await measureStalls(url, (call) => load(call, { calls, seconds }));
    show(`${seconds} s of questions, documents and searches`, stalls);
    const isKept = stalls.delayP99Ms <= TARGETS.delayP99Ms && stalls.waitMs <= TARGETS.waitMs && stalls.errors === 0;
    console.log(
      `Targets: p99 of the delay ≤ ${TARGETS.delayP99Ms} ms, longest wait ≤ ${TARGETS.waitMs} ms: ${isKept ? 'kept' : 'missed'}`,
    );
    console.log(JSON.stringify({ node: process.version, seconds, indexing, stalls }));
    if (!isKept) process.exitCode = 1;
  });
}

function show(when: string, { calls, errors, delayP99Ms, delayMaxMs, waitMs, waitP99Ms }: Stalls): void {
  const ms = (value: number) => `${value.toFixed(1)} ms`;
  console.log(
    `${when}: ${calls} calls, ${errors} errors; event-loop delay p99 ${ms(delayP99Ms)}, longest ${ms(delayMaxMs)}; another reader waited p99 ${ms(waitP99Ms)}, longest ${ms(waitMs)}`,
  );
}

/** A call of the load: its path, and the body that makes it a question. */
interface LoadCall {
  path: string;
  body?: unknown;
}
type Call = (call: LoadCall) => Promise<void>;

async function mixedCalls(ids: readonly string[]): Promise<LoadCall[]> {
  const questions = await benchQuestions();
  const about = ids.map((id) => ({
    path: '/api/chat',
    body: { message: 'До какого времени возвращают лодку?', documentIds: [id] },
  }));
  const pages = ids.flatMap((id) => [{ path: `/documents/${id}` }, { path: `/api/documents/${id}` }]);
  return questions.flatMap((message, index): LoadCall[] => [
    { path: '/api/chat', body: { message } },
    { path: '/api/chat', body: { message: `${message} Что делает с лодкой сторож?` } },
    pages[index % pages.length]!,
    about[index % about.length]!,
    { path: `/api/search?q=${encodeURIComponent(message)}` },
  ]);
}

async function load(call: Call, { calls, seconds }: { calls: readonly LoadCall[]; seconds: number }): Promise<void> {
  const end = performance.now() + seconds * 1000;
  let next = 0;
  const read = async () => {
    while (performance.now() < end) {
      const one = calls[next % calls.length]!;
      next += 1;
      await call(one);
    }
  };
  await Promise.all(Array.from({ length: READERS }, read));
}

async function untilIndexed(url: string, count: number): Promise<void> {
  const end = performance.now() + INDEXING_MS;
  while (performance.now() < end) {
    const response = await fetch(`${url}/api/documents`).catch(() => null);
    const { documents = [] } = response?.ok ? ((await response.json()) as { documents?: unknown[] }) : {};
    if (documents.length >= count) return;
    await sleep(500);
  }
  throw new Error('Cannot measure: the documents were not indexed in time; look at the log of the server');
}

/** Measures the delays of a server and the waits of another reader while `work` calls it. */
async function measureStalls(url: string, work: (call: Call) => Promise<void>): Promise<Stalls> {
  const [agent, other] = [new Agent({ keepAlive: true }), new Agent({ keepAlive: true, maxSockets: 1 })];
  let [calls, errors] = [0, 0];
  const waits: number[] = [];
  await eventLoopDelay(url);
  let isOver = false;
  const waiting = (async () => {
    while (!isOver) {
      const start = performance.now();
      await send(`${url}/healthz`, { agent: other });
      waits.push(performance.now() - start);
      await sleep(CALL_EVERY_MS);
    }
  })();
  await work(async ({ path: address, body }) => {
    calls += 1;
    const status = await send(url + address, { agent, body });
    if (status !== 200) errors += 1;
  });
  isOver = true;
  await waiting;
  const delay = await eventLoopDelay(url);
  for (const one of [agent, other]) one.destroy();
  return { calls, errors, ...delay, waitMs: Math.max(...waits), waitP99Ms: percentile(waits, 0.99) };
}

/** What the server measured of its event loop since the last time it was asked. */
async function eventLoopDelay(url: string): Promise<Pick<Stalls, 'delayP99Ms' | 'delayMaxMs'>> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  const ms = (name: string) =>
    Number(new RegExp(`^nodejs_eventloop_lag_${name}_seconds (\\S+)$`, 'm').exec(metrics)?.[1]) * 1000;
  return { delayP99Ms: ms('p99'), delayMaxMs: ms('max') };
}

/** Sends a request and takes its answer without keeping it: this process must not be what is waited for. @returns The status. */
function send(url: string, { agent, body }: { agent: Agent; body?: unknown }): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = {
      accept: 'application/json, text/html',
      ...(body !== undefined && { 'content-type': 'application/json' }),
    };
    const sent = request(url, { agent, method: body === undefined ? 'GET' : 'POST', headers }, (response) => {
      response
        .resume()
        .on('end', () => resolve(response.statusCode ?? 0))
        .on('error', reject);
    });
    sent.on('error', reject).end(body === undefined ? undefined : JSON.stringify(body));
  });
}
