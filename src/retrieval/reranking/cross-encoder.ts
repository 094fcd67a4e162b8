import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { forbidTelemetry, type RerankerConfig } from '../../config/config.ts';
import { PilcrowError } from '../../errors.ts';
import { resultUntilAborted } from '../../runtime/result-until-aborted.ts';
import { startWorker } from '../../runtime/start-worker.ts';
import type { RerankMessage, RerankRequest } from './rerank-worker.ts';
import type { Reranker } from './reranker.ts';

/** How long the thread may take to finish its work when it is closed; then it is terminated, a download included. */
const PATIENCE_MS = 5000;

interface Running {
  worker: Worker;
  /** Fails when the model cannot be loaded. */
  isReady: Promise<void>;
  pending: Map<number, { resolve: (scores: number[]) => void; reject: (error: Error) => void }>;
}

/**
 * Creates a reranker of any Transformers.js cross-encoder with one logit or two classes, in a worker thread. It is loaded at the first call; a
 * failed load is tried again at the next one.
 */
export function createCrossEncoder(config: RerankerConfig): Reranker {
  let current: Running | null = null;
  let isClosed = false;
  let nextId = 1;
  const running = () => {
    if (isClosed) throw stopped();
    current ??= start(config, (ended) => {
      if (current === ended) current = null;
    });
    return current;
  };
  return {
    async score(question, passages, { signal }) {
      const { worker, isReady, pending } = running();
      await resultUntilAborted(isReady, signal);
      const id = nextId++;
      const scores = new Promise<number[]>((resolve, reject) => pending.set(id, { resolve, reject }));
      worker.postMessage({ id, question, passages } satisfies RerankRequest);
      try {
        return await resultUntilAborted(scores, signal);
      } finally {
        if (pending.delete(id)) worker.postMessage({ giveUp: id } satisfies RerankRequest);
      }
    },
    async close() {
      isClosed = true;
      if (current === null) return;
      const { worker, pending } = current;
      for (const { reject } of pending.values()) reject(stopped());
      const patience = new AbortController();
      const ended = once(worker, 'exit').then(() => patience.abort());
      worker.postMessage('close' satisfies RerankRequest);
      await Promise.race([ended, sleep(PATIENCE_MS, undefined, { signal: patience.signal }).catch(() => {})]);
      await worker.terminate();
    },
  };
}

/** Starts the thread; `onEnd` is called when it cannot be used any more. */
function start(config: RerankerConfig, onEnd: (ended: Running) => void): Running {
  forbidTelemetry();
  const worker = startWorker(new URL(`./rerank-worker${path.extname(import.meta.filename)}`, import.meta.url), config);
  const pending: Running['pending'] = new Map();
  const isReady = new Promise<void>((resolve, reject) => {
    const fail = (error: Error) => {
      onEnd(started);
      reject(error);
      for (const request of pending.values()) request.reject(error);
      pending.clear();
    };
    worker.on('message', (message: RerankMessage) => {
      if (message.type === 'ready') resolve();
      else if (message.type === 'failed') {
        fail(unavailable(config, message));
        // It ends by itself once its native work is done.
        worker.unref();
      } else endRequest(message, { config, pending });
    });
    worker.once('error', (cause) => fail(modelError(`Cannot run the reranker: ${String(cause)}; start again`, cause)));
    worker.once('exit', () => fail(stopped()));
  });
  // A failure is reported to the calls that wait for it, if any.
  isReady.catch(() => {});
  const started: Running = { worker, isReady, pending };
  return started;
}

function endRequest(
  message: Extract<RerankMessage, { id: number }>,
  { config, pending }: { config: RerankerConfig; pending: Running['pending'] },
): void {
  const request = pending.get(message.id);
  pending.delete(message.id);
  if (message.type === 'scored') request?.resolve(message.scores);
  else request?.reject(modelError(`Cannot rerank with "${config.model}": ${message.reason}; try another model`));
}

function unavailable(
  { model, offline, hubUrl }: RerankerConfig,
  { reason, location: { kind, directory } }: Extract<RerankMessage, { type: 'failed' }>,
): PilcrowError {
  const files = 'config.json, tokenizer.json, tokenizer_config.json and onnx/';
  if (kind !== 'hub') {
    return modelError(
      `Cannot load the reranker from "${directory}": ${reason}; put ${files} there or set RERANK_MODEL`,
    );
  }
  const tried = offline
    ? `EMBEDDING_OFFLINE=true and it is not in "${directory}"`
    : `tried "${directory}" and ${hubUrl}${model}`;
  return modelError(
    `Cannot load the reranker "${model}": ${reason} (${tried}); download ${files} of ${hubUrl}${model} into "${directory}", or unset RERANK_MODEL`,
  );
}

function stopped(): PilcrowError {
  return modelError('Cannot rerank: the reranker was stopped; start again');
}

function modelError(message: string, cause?: unknown): PilcrowError {
  return new PilcrowError('MODEL_UNAVAILABLE', message, { cause });
}
