import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import { type EmbeddingConfig, forbidTelemetry } from '../config/config.ts';
import { PilcrowError } from '../errors.ts';
import { startWorker } from '../runtime/start-worker.ts';
import type { EmbeddingModel, EmbeddingRole, SentenceEmbedder } from './embedder.ts';
import type { EmbedRequest, WorkerMessage } from './embedding-worker.ts';
import type { ModelLocation } from './model-files.ts';

/** Called with the progress of a model's download. */
export type DownloadListener = (progress: { loadedBytes: number; totalBytes: number }) => void;

interface Loaded {
  worker: Worker;
  model: EmbeddingModel;
  pending: Map<number, { resolve: (numbers: Float32Array) => void; reject: (error: Error) => void }>;
}

type Task = { texts: string[] } & ({ task: 'embed'; role: EmbeddingRole } | { task: 'known-shares' });

/** How long the thread may take to finish its work when the embedder is closed; then it is terminated, a download included. */
const PATIENCE_MS = 5000;

/** Texts requested in one turn of the event loop, and their vectors. */
interface Gathered {
  texts: string[];
  vectors: Promise<Float32Array[]>;
}

/**
 * Embeds with any Transformers.js feature-extraction model, in a worker thread: the event loop stays free.
 *
 * The model is loaded once, at the first call, however many callers ask at once; a failed load is tried again at the next call.
 */
export class TransformersEmbedder implements SentenceEmbedder, EmbeddingsInterface {
  readonly #config: EmbeddingConfig;
  readonly #onDownload: DownloadListener;
  #loading: Promise<Loaded> | null = null;
  #worker: Worker | null = null;
  /** Rejects all calls that wait for the worker. */
  #fail: (error: Error) => void = () => {};
  #isClosed = false;
  #nextId = 1;
  readonly #gathered: Partial<Record<EmbeddingRole, Gathered>> = {};

  constructor(config: EmbeddingConfig, onDownload: DownloadListener = () => {}) {
    this.#config = config;
    this.#onDownload = onDownload;
  }

  async model(): Promise<EmbeddingModel> {
    return (await this.#load()).model;
  }

  async embed(texts: string[], role: EmbeddingRole): Promise<Float32Array[]> {
    if (texts.length === 0) return [];
    await this.#load();
    this.#gathered[role] ??= this.#gather(role);
    const together = this.#gathered[role];
    const first = together.texts.push(...texts) - texts.length;
    const vectors = await together.vectors;
    return vectors.slice(first, first + texts.length);
  }

  #gather(role: EmbeddingRole): Gathered {
    const texts: string[] = [];
    const vectors = (async () => {
      await Promise.resolve();
      delete this.#gathered[role];
      return this.#embedNow(texts, role);
    })();
    return { texts, vectors };
  }

  async #embedNow(texts: string[], role: EmbeddingRole): Promise<Float32Array[]> {
    const { dimensions } = (await this.#load()).model;
    const flat = await this.#request({ task: 'embed', texts, role });
    return texts.map((_, row) => flat.subarray(row * dimensions, (row + 1) * dimensions));
  }

  async knownShares(texts: string[]): Promise<number[]> {
    return Array.from(await this.#request({ task: 'known-shares', texts }));
  }

  async #request(task: Task): Promise<Float32Array> {
    const { worker, pending } = await this.#load();
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      pending.set(id, { resolve, reject });
      worker.postMessage({ id, ...task } satisfies EmbedRequest);
    });
  }

  /** LangChain's name for embedding passages. */
  async embedDocuments(documents: string[]): Promise<number[][]> {
    return (await this.embed(documents, 'passage')).map((vector) => Array.from(vector));
  }

  /** LangChain's name for embedding a question. */
  async embedQuery(document: string): Promise<number[]> {
    const [vector] = await this.embed([document], 'query');
    return Array.from(vector!);
  }

  /** Rejects what is still being embedded; later calls fail. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const worker = this.#worker;
    if (worker === null) return;
    this.#fail(stopped());
    const patience = new AbortController();
    const ended = once(worker, 'exit').then(() => patience.abort());
    worker.postMessage('close');
    await Promise.race([ended, sleep(PATIENCE_MS, undefined, { signal: patience.signal }).catch(() => {})]);
    await worker.terminate();
  }

  async #load(): Promise<Loaded> {
    if (this.#isClosed) throw stopped();
    this.#loading ??= this.#start();
    return this.#loading;
  }

  #start(): Promise<Loaded> {
    forbidTelemetry();
    const worker = startWorker(
      new URL(`./embedding-worker${path.extname(import.meta.filename)}`, import.meta.url),
      this.#config,
    );
    this.#worker = worker;
    const pending: Loaded['pending'] = new Map();
    return new Promise((resolve, reject) => {
      const fail = (error: Error) => {
        // A worker that failed ends a while later: another may be loading by then.
        if (this.#worker === worker) this.#loading = null;
        reject(error);
        for (const request of pending.values()) request.reject(error);
        pending.clear();
      };
      this.#fail = fail;
      worker.on('message', (message: WorkerMessage) => {
        if (message.type === 'progress') this.#onDownload(message);
        else if (message.type === 'ready') resolve({ worker, model: message.model, pending });
        else if (message.type === 'failed' || message.type === 'refused') {
          fail(
            message.type === 'refused'
              ? modelError(message.message)
              : this.#unavailable(message.reason, message.location),
          );
          // It ends by itself once its native work is done: terminating it in the middle of that would end the whole process.
          worker.unref();
        } else {
          const request = pending.get(message.id);
          pending.delete(message.id);
          if (message.type === 'done') request?.resolve(message.numbers);
          else
            request?.reject(
              modelError(`Cannot embed with "${this.#config.model}": ${message.reason}; try another model`),
            );
        }
      });
      worker.once('error', (cause) =>
        fail(modelError(`Cannot run the embedding model: ${String(cause)}; start again`, cause)),
      );
      worker.once('exit', () => {
        fail(stopped());
        if (this.#worker === worker) this.#worker = null;
      });
    });
  }

  #unavailable(reason: string, { kind, directory }: ModelLocation): PilcrowError {
    const { model, offline, hubUrl } = this.#config;
    const files = 'config.json, tokenizer.json, tokenizer_config.json and onnx/';
    if (kind === 'folder') {
      return modelError(
        `Cannot load the embedding model from "${directory}": ${reason}; put ${files} there or set EMBEDDING_MODEL`,
      );
    }
    const tried = offline
      ? `EMBEDDING_OFFLINE=true and it is not in "${directory}"`
      : `tried "${directory}" and ${hubUrl}${model}`;
    return modelError(
      `Cannot load the embedding model "${model}": ${reason} (${tried}); download ${files} of ${hubUrl}${model} into "${directory}", or unset EMBEDDING_MODEL to use the built-in model`,
    );
  }
}

function stopped(): PilcrowError {
  return modelError('Cannot embed: the embedding model was stopped; start again');
}

function modelError(message: string, cause?: unknown): PilcrowError {
  return new PilcrowError('MODEL_UNAVAILABLE', message, { cause });
}
