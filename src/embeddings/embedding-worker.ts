import { parentPort, workerData } from 'node:worker_threads';
import { type ProgressInfo, pipeline } from '@xenova/transformers';
import type { EmbeddingConfig } from '../config/config.ts';
import { PilcrowError, reasonOf } from '../errors.ts';
import { cacheWords } from './cache-words.ts';
import { embedTexts, type UsedModel } from './embed-texts.ts';
import type { EmbeddingModel, EmbeddingRole } from './embedder.ts';
import { hashModelFiles } from './hash-model-files.ts';
import { knownShare, type WordTokenizer } from './known-share.ts';
import { locateModel, type ModelLocation, readPoolingFile } from './model-files.ts';
import { modelProfile } from './model-profile.ts';
import { useModelFiles } from './use-model-files.ts';
import { readVectorOptions, requireDimensions } from './vector-options.ts';

/** A request to the worker: texts to embed, or to say of which share of their words the model has tokens. */
export type EmbedRequest = { id: number; texts: string[] } & (
  | { task: 'embed'; role: EmbeddingRole }
  | { task: 'known-shares' }
);

/**
 * What the worker posts: once `ready`, `refused` (whose message says all) or `failed`, then one message a request. `numbers` holds the
 * rows of the vectors one after another, or the shares.
 */
export type WorkerMessage =
  | { type: 'progress'; loadedBytes: number; totalBytes: number }
  | { type: 'ready'; model: EmbeddingModel }
  | { type: 'refused'; message: string }
  | { type: 'failed'; reason: string; location: ModelLocation }
  | { type: 'done'; id: number; numbers: Float32Array }
  | { type: 'task-failed'; id: number; reason: string };

const port = parentPort!;
const config = workerData as EmbeddingConfig;
const say = (message: WorkerMessage, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer);

interface LoadedModel extends UsedModel {
  dimensions: number;
}

async function loadModel(location: ModelLocation): Promise<LoadedModel> {
  const vectorOptions = await readVectorOptions(location.directory);
  const profile = modelProfile(config, { poolingFile: await readPoolingFile(location, config), vectorOptions });
  const extract = await pipeline('feature-extraction', useModelFiles(location, config), {
    dtype: config.dtype,
    ...(location.kind === 'hub' && { progress_callback: reportProgress }),
    session_options: { intraOpNumThreads: 1, interOpNumThreads: 1, enableCpuMemArena: false },
  });
  cacheWords(extract.tokenizer);
  const [warmUp] = await embedTexts({ extract, profile }, ['¶'], 'query');
  const dimensions = warmUp!.length;
  requireDimensions(profile.dimensions, { has: dimensions, directory: location.directory });
  return { extract, profile, dimensions };
}

function reportProgress(info: ProgressInfo): void {
  if (info.status === 'progress_total') {
    const files = Object.values(info.files);
    const sum = (key: 'loaded' | 'total') => files.reduce((bytes, file) => bytes + file[key], 0);
    say({ type: 'progress', loadedBytes: sum('loaded'), totalBytes: sum('total') });
  }
}

/** Tasks that are running; once there are none, a closing thread ends by itself. */
let running = 0;
let isClosing = false;

async function whileRunning<T>(work: () => Promise<T>): Promise<T> {
  running += 1;
  try {
    return await work();
  } finally {
    running -= 1;
    endWhenIdle();
  }
}

/** Ends the thread from inside: terminating it in the middle of native code would end the whole process. */
function endWhenIdle(): void {
  if (isClosing && running === 0) process.exit();
}

async function load(): Promise<LoadedModel | null> {
  const location = await locateModel(config);
  try {
    const loaded = await loadModel(location);
    const { pooling, normalize, queryPrefix, passagePrefix } = loaded.profile;
    const { dimensions } = loaded;
    const fileHash = await hashModelFiles(location.directory, config.dtype);
    const prefixes = { queryPrefix, passagePrefix };
    const model = { name: location.name, fileHash, dimensions, pooling, normalize, ...prefixes, words: null };
    say({ type: 'ready', model });
    return loaded;
  } catch (error) {
    if (error instanceof PilcrowError) say({ type: 'refused', message: error.message });
    else say({ type: 'failed', reason: reasonOf(error), location });
    port.close();
    return null;
  }
}

async function answer(loaded: LoadedModel, request: EmbedRequest): Promise<void> {
  const { id, texts } = request;
  try {
    const numbers =
      request.task === 'embed'
        ? await embedRows(loaded, texts, request.role)
        : Float32Array.from(texts, (text) => knownShare(text, loaded.extract.tokenizer as unknown as WordTokenizer));
    say({ type: 'done', id, numbers }, [numbers.buffer as ArrayBuffer]);
  } catch (error) {
    say({ type: 'task-failed', id, reason: reasonOf(error) });
  }
}

async function embedRows(loaded: LoadedModel, texts: string[], role: EmbeddingRole): Promise<Float32Array> {
  const rows = await embedTexts(loaded, texts, role);
  const vectors = new Float32Array(rows.length * loaded.dimensions);
  for (const [index, row] of rows.entries()) vectors.set(row, index * loaded.dimensions);
  return vectors;
}

const loading = whileRunning(load);
port.on('message', async (request: EmbedRequest | 'close') => {
  if (request === 'close') isClosing = true;
  const loaded = await loading;
  if (request === 'close' || isClosing || loaded === null) endWhenIdle();
  else await whileRunning(() => answer(loaded, request));
});
await loading;
