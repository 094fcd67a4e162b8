import assert from 'node:assert/strict';
import { Agent, request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { describe, it } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { seededRandom } from '../../support/seeded-random.ts';
import { postChat } from '../../support/serve-app.ts';
import { serveDeclaration } from '../../support/serve-declaration.ts';
import { type ApiDescription, createRequestGenerator, type GeneratedRequest } from './generate-requests.ts';
import { createRawGenerator } from './raw-requests.ts';

const GENERATED = 18_000;
const RAW = 2_000;
const AT_ONCE = 16;
/** Longer than this is a hang. */
const PATIENCE_MS = 20_000;
/** What a process that has done all this may keep: caches that fill once, and compiled code. */
const KEPT_MB = 20;

const seed = Number(process.env.SEED ?? 20_241_128);
const declaration = serveDeclaration({ logLevel: 'error', http: { adminToken: 'token' } });

/** Memory in use after garbage collection. */
async function usedMb(): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  for (let round = 0; round < 3; round += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    collect();
  }
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
}

/** Does something many times, some of it at once. */
async function repeat(times: number, work: () => Promise<void>): Promise<void> {
  let left = times;
  const worker = async () => {
    while (left > 0) {
      left -= 1;
      await work();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** Sends a request and gives its status; headers and paths that `fetch` would mend go out as they are. */
function send(generated: GeneratedRequest, agent: Agent): Promise<{ status: number; body: string; type: string }> {
  const { hostname, port } = new URL(declaration.url);
  const { method, path, headers, body } = generated;
  return new Promise((resolve, reject) => {
    // Said by Node itself for the methods alone that usually have a body.
    const length = body === null ? {} : { 'content-length': Buffer.byteLength(body) };
    const all = { ...headers, ...length };
    const request = httpRequest({ hostname, port, method, path, headers: all, agent, timeout: PATIENCE_MS });
    request.once('timeout', () => request.destroy(new Error('no answer in time')));
    request.once('error', reject);
    request.once('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () =>
        resolve({
          status: response.statusCode!,
          body: Buffer.concat(chunks).toString(),
          type: response.headers['content-type'] ?? '',
        }),
      );
    });
    request.end(body ?? undefined);
  });
}

/** Writes bytes to a socket, says that nothing more comes, and gives what came back until it was closed. */
async function sendRaw(bytes: Buffer): Promise<string> {
  const { hostname, port } = new URL(declaration.url);
  const socket = connect(Number(port), hostname);
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk));
  let hangs = false;
  // A server may cut off what it cannot read.
  socket.on('error', () => {});
  socket.setTimeout(PATIENCE_MS, () => {
    hangs = true;
    socket.destroy();
  });
  socket.end(bytes);
  // Not `once`, which would reject for a connection that is reset.
  await new Promise((resolve) => socket.once('close', resolve));
  assert.ok(!hangs, `the connection hung after ${bytes.toString('latin1').slice(0, 300)}`);
  return Buffer.concat(chunks).toString('latin1');
}

async function assertAnswers(): Promise<void> {
  const response = await postChat(declaration.url, { message: 'Что сказано об Афганистане?' });
  assert.match(await response.text(), /Афганистан/);
}

describe(`bad requests (seed ${seed})`, { timeout: 300_000 }, () => {
  it(`are refused properly: ${GENERATED} generated from the description of the API, and ${RAW} written to sockets`, async (context) => {
    const description = (await (await fetch(`${declaration.url}/openapi.json`)).json()) as ApiDescription;
    const random = seededRandom(seed);
    const [next, nextRaw] = [
      createRequestGenerator(description, random, { adminToken: 'token' }),
      createRawGenerator(random),
    ];
    const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
    const counts = new Map<number, number>();

    const sendNext = async () => {
      const request = next();
      const shown = `${request.method} ${request.path.slice(0, 200)} ${String(request.body).slice(0, 300)}`;
      const { status, body, type } = await send(request, agent).catch((error: unknown) => {
        throw new Error(`${shown}: ${String(error)}`);
      });
      counts.set(status, (counts.get(status) ?? 0) + 1);
      assert.ok(status < 500, `${status} for ${shown}: ${body}`);
      if (status >= 400 && request.method !== 'HEAD' && type.startsWith('application/json'))
        assert.ok(JSON.parse(body).error, body);
      assert.doesNotMatch(body, /node_modules|\.[jt]s:\d+/);
    };
    const sendNextRaw = async () => {
      const bytes = nextRaw();
      const answer = await sendRaw(bytes);
      assert.doesNotMatch(
        answer,
        /^HTTP\/1\.1 5/,
        `${answer.slice(0, 200)} for ${bytes.toString('latin1').slice(0, 300)}`,
      );
    };

    // What fills once, fills first.
    await repeat(GENERATED / 6, sendNext);
    await repeat(RAW / 4, sendNextRaw);
    const before = await usedMb();
    await repeat((GENERATED * 5) / 6, sendNext);
    await repeat((RAW * 3) / 4, sendNextRaw);
    await assertAnswers();
    agent.destroy();
    const grown = (await usedMb()) - before;
    const shown = [...counts].toSorted(([a], [b]) => a - b).map(([status, count]) => `${count} × ${status}`);
    context.diagnostic(`${shown.join(', ')}; memory grew by ${grown.toFixed(1)} MB`);
    assert.ok(grown < KEPT_MB, `memory grew by ${grown.toFixed(1)} MB`);
    assert.deepEqual(declaration.served.logged, [], 'no failure of the server was logged');
    for (const status of [200, 400, 404, 413, 415]) assert.ok((counts.get(status) ?? 0) > 20, `${status} was reached`);
  });
});
