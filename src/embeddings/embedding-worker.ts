import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import {
  env,
  type FeatureExtractionPipeline,
  LogLevel,
  type ProgressInfo,
  pipeline,
  type Tensor,
} from '@xenova/transformers';
import type { EmbeddingConfig } from '../config/config.ts';
import { PilcrowError, reasonOf } from '../errors.ts';
import { cacheWords } from './cache-words.ts';
import type { EmbeddingModel, EmbeddingRole } from './embedder.ts';
import { knownShare, type WordTokenizer } from './known-share.ts';
import { hashModelFiles, locateModel, type ModelLocation, readPoolingFile } from './model-files.ts';
import { type ModelProfile, modelProfile } from './model-profile.ts';
import { meanOfTokens } from './pool-tokens.ts';
import { readVectorOptions, VECTOR_OPTIONS_FILE } from './vector-options.ts';

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

/** Texts of one model call: enough to fill the matrix units of one core, few enough to keep padding small and vectors in its cache. */
const BATCH_SIZE = 8;

const port = parentPort!;
const config = workerData as EmbeddingConfig;
const say = (message: WorkerMessage, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer);

interface LoadedModel {
  extract: FeatureExtractionPipeline;
  profile: ModelProfile;
  dimensions: number;
}

async function loadModel(location: ModelLocation): Promise<LoadedModel> {
  const isFolder = location.kind === 'folder';
  env.logLevel = LogLevel.ERROR;
  env.allowRemoteModels = !isFolder && !config.offline;
  env.remoteHost = config.hubUrl;
  env.cacheDir = config.cacheDirectory;
  env.localModelPath = isFolder ? path.dirname(location.directory) : config.cacheDirectory;

  const vectorOptions = await readVectorOptions(location.directory);
  const profile = modelProfile(config, { poolingFile: await readPoolingFile(location, config), vectorOptions });
  const extract = await pipeline('feature-extraction', isFolder ? path.basename(location.directory) : location.name, {
    dtype: config.dtype,
    ...(!isFolder && { progress_callback: reportProgress }),
    session_options: { intraOpNumThreads: 1, interOpNumThreads: 1, enableCpuMemArena: false },
  });
  cacheWords(extract.tokenizer);
  // In a batch, the last position holds the last token only when the padding stands before the text.
  if (profile.pooling === 'last_token') extract.tokenizer.padding_side = 'left';
  const [warmUp] = await embed({ extract, profile, dimensions: 0 }, ['¶'], 'query');
  const dimensions = warmUp!.length;
  if (profile.dimensions !== null && profile.dimensions > dimensions) {
    const file = path.join(location.directory, VECTOR_OPTIONS_FILE);
    throw new PilcrowError(
      'MODEL_UNAVAILABLE',
      `Cannot keep ${profile.dimensions} dimensions, as "${file}" says: the model has ${dimensions}; correct "dimensions" there`,
    );
  }
  return { extract, profile, dimensions };
}

function reportProgress(info: ProgressInfo): void {
  if (info.status === 'progress_total') {
    const files = Object.values(info.files);
    const sum = (key: 'loaded' | 'total') => files.reduce((bytes, file) => bytes + file[key], 0);
    say({ type: 'progress', loadedBytes: sum('loaded'), totalBytes: sum('total') });
  }
}

/** Returns one vector for each text. Truncation comes before normalisation, so that shortened vectors are unit vectors again. */
async function embed({ extract, profile }: LoadedModel, texts: string[], role: EmbeddingRole): Promise<Float32Array[]> {
  const prefix = role === 'query' ? profile.queryPrefix : profile.passagePrefix;
  const rows: Float32Array[] = [];
  for (let from = 0; from < texts.length; from += BATCH_SIZE) {
    const batch = texts.slice(from, from + BATCH_SIZE).map((text) => prefix + text);
    const vectors =
      profile.pooling === 'mean' ? await embedByMean(extract, batch) : await embedByToken(extract, batch, profile);
    const kept = profile.dimensions ?? vectors[0]!.length;
    rows.push(...vectors.map((vector) => finish(vector.slice(0, kept), profile.normalize)));
  }
  return rows;
}

async function embedByMean({ tokenizer, model }: FeatureExtractionPipeline, texts: string[]): Promise<Float32Array[]> {
  const inputs = tokenizer(texts, { padding: true, truncation: true });
  const outputs: Record<string, Tensor> = await model(inputs);
  const hidden = outputs.last_hidden_state ?? outputs.logits ?? outputs.token_embeddings!;
  return meanOfTokens(hidden.data as Float32Array, inputs.attention_mask.data, hidden.dims as [number, number, number]);
}

async function embedByToken(
  extract: FeatureExtractionPipeline,
  texts: string[],
  { pooling }: ModelProfile,
): Promise<Float32Array[]> {
  const output = await extract(texts, { pooling, normalize: false });
  const width = output.dims.at(-1)!;
  return texts.map((_, row) => (output.data as Float32Array).slice(row * width, (row + 1) * width));
}

function finish(vector: Float32Array, normalize: boolean): Float32Array {
  // Some models give NaN for a text without tokens. It is similar to no text: its vector is 0.
  if (vector.some(Number.isNaN)) return new Float32Array(vector.length);
  if (!normalize) return vector;
  let squares = 0;
  for (const value of vector) squares += value * value;
  const length = Math.sqrt(squares);
  if (length > 0) for (let index = 0; index < vector.length; index += 1) vector[index] = vector[index]! / length;
  return vector;
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
  const rows = await embed(loaded, texts, role);
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
