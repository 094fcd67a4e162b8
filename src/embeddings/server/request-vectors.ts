import { setTimeout as waitMs } from 'node:timers/promises';
import { z } from 'zod';
import type { EmbeddingServer } from '../../config/embedding.ts';
import { pauseBeforeRetry } from '../../runtime/request-failure.ts';
import { embeddingsUnavailable, explainFailure } from './server-failure.ts';

/** Vectors of texts, in their order and as the server gives them. @throws MODEL_UNAVAILABLE */
export type RequestVectors = (texts: readonly string[]) => Promise<number[][]>;

export interface RequestOptions {
  /** Of one request, without those before that failed. */
  timeLimitMs?: number;
  /** Waits before a request is made again. */
  wait?: (ms: number, signal: AbortSignal) => Promise<unknown>;
  /** 0 … 1, for jitter. */
  random?: () => number;
}

const RETRIES = 4;
/** Limits of services are counted by the minute. */
const MAX_PAUSE_MS = 60_000;

const answerSchema = z.object({
  data: z.array(z.object({ index: z.int(), embedding: z.array(z.number()).min(1) })),
});

/** Of what a server says of a failure, its code alone is read, and only one that can hold no text and no key. */
const failureSchema = z.object({ error: z.object({ code: z.string().regex(/^[a-z]+(?:_[a-z]+)+$/) }) });

/** A status that says no, with what a retry depends on; nothing else of the answer is kept, as all of this may be logged. */
class RefusedRequest extends Error {
  override name = 'RefusedRequest';
  readonly status: number;
  readonly headers: Headers;
  readonly code: string | null;

  constructor({ status, headers }: Response, code: string | null) {
    super(`status ${status}`);
    this.status = status;
    this.headers = new Headers({ 'retry-after': headers.get('retry-after') ?? '' });
    this.code = code;
  }
}

/** Creates what asks a server for the vectors of one batch of texts, and again where that may help; aborting `signal` ends it at once. */
export function createVectorRequest(
  server: EmbeddingServer,
  {
    signal,
    timeLimitMs = 60_000,
    wait = (ms, closing) => waitMs(ms, undefined, { signal: closing }),
    random = Math.random,
  }: RequestOptions & { signal: AbortSignal },
): RequestVectors {
  return async (texts) => {
    for (let attempt = 0; ; attempt += 1) {
      signal.throwIfAborted();
      try {
        return await withinTime((limit) => askOnce(server, texts, limit), { server, signal, timeLimitMs });
      } catch (error) {
        const pauseMs =
          attempt < RETRIES ? pauseBeforeRetry(error, { attempt, random, maxPauseMs: MAX_PAUSE_MS }) : null;
        if (pauseMs === null) throw explainFailure(server, error);
        await wait(pauseMs, signal).catch(() => {}); // Aborted while it waited: seen above.
      }
    }
  };
}

async function withinTime<T>(
  task: (limit: AbortSignal) => Promise<T>,
  { server, signal, timeLimitMs }: { server: EmbeddingServer; signal: AbortSignal; timeLimitMs: number },
): Promise<T> {
  const controller = new AbortController();
  const matter = `it did not answer in ${timeLimitMs / 1000} s; look at its server, or try again later`;
  const timer = setTimeout(() => controller.abort(embeddingsUnavailable(server, matter)), timeLimitMs);
  const leave = () => controller.abort(signal.reason);
  signal.addEventListener('abort', leave, { once: true });
  try {
    return await task(controller.signal);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', leave);
  }
}

async function askOnce(server: EmbeddingServer, texts: readonly string[], signal: AbortSignal): Promise<number[][]> {
  const response = await fetch(addressOf(server), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(server.apiKey !== null && { authorization: `Bearer ${server.apiKey}` }),
    },
    body: JSON.stringify({ model: server.model, input: texts, encoding_format: 'float' }),
    signal,
  });
  const body = parseJson(await response.text());
  if (!response.ok) throw new RefusedRequest(response, codeIn(body));
  const answer = answerSchema.safeParse(body);
  const vectors = answer.success ? inOrder(answer.data.data, texts.length) : null;
  if (vectors) return vectors;
  const matter = `what "${addressOf(server, { forPeople: true })}" answered is not one vector for each text, as OpenAI’s does; check EMBEDDING_BASE_URL`;
  throw embeddingsUnavailable(server, matter);
}

/** The address asked; for people without its query, which may hold a secret. */
function addressOf({ baseUrl }: EmbeddingServer, { forPeople = false } = {}): string {
  const url = new URL(baseUrl);
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/embeddings`;
  if (forPeople) url.search = '';
  return url.href;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function codeIn(body: unknown): string | null {
  const failure = failureSchema.safeParse(body);
  return failure.success ? failure.data.error.code : null;
}

/** Null unless each of so many texts has one vector. */
function inOrder(data: readonly { index: number; embedding: number[] }[], count: number): number[][] | null {
  const byIndex = new Map(data.map(({ index, embedding }) => [index, embedding]));
  const vectors = Array.from({ length: count }, (_, index) => byIndex.get(index));
  return data.length === count && vectors.every((vector) => vector !== undefined) ? vectors : null;
}
