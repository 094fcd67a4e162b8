import { once } from 'node:events';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { PilcrowError, reasonOf } from '../../errors.ts';
import { startWorker } from '../../runtime/start-worker.ts';
import type { Embedder, EmbeddingModel } from '../embedder.ts';
import type { TableFiles, TableMessage } from './table-worker.ts';
import { createTokenTable, type TokenTable } from './token-table.ts';

/** Milliseconds of embedding between two turns of the event loop. */
const TURN_MS = 5;

/**
 * Embeds with a model that is a table of token vectors, in this thread: a text takes a tenth of a millisecond, less than a message to another thread.
 * Another thread reads the files, while this one loads its modules.
 * The vectors are those that Transformers.js gives for the same files.
 *
 * @param name What the model is called.
 */
export function createTokenTableEmbedder(directory: string, name: string): Embedder {
  let loading: Promise<{ table: TokenTable; model: EmbeddingModel }> | null = null;
  let isClosed = false;
  const load = () => {
    if (isClosed) throw modelError('Cannot embed: the embedding model was stopped; start again');
    // A failed load is tried again at the next call.
    loading ??= loadModel(directory, name).catch((error) => {
      loading = null;
      throw error;
    });
    return loading;
  };
  const ofEach = async <T>(texts: string[], make: (table: TokenTable, text: string) => T): Promise<T[]> => {
    const { table } = await load();
    const made: T[] = [];
    let turn = performance.now();
    for (const text of texts) {
      if (performance.now() - turn > TURN_MS) {
        await nextTurn();
        turn = performance.now();
      }
      made.push(make(table, text));
    }
    return made;
  };
  const ofTexts = (texts: string[]) => ofEach(texts, (table, text) => table.vectorOf(text));
  const knownShares = (texts: string[]) => ofEach(texts, (table, text) => table.knownShareOf(text));
  return {
    model: async () => (await load()).model,
    embed: ofTexts,
    knownShares,
    words: { embed: ofTexts, knownShares, createIndex: async () => (await load()).table.createIndex() },
    close: async () => {
      isClosed = true;
    },
  };
}

async function loadModel(directory: string, name: string): Promise<{ table: TokenTable; model: EmbeddingModel }> {
  try {
    const { table, vocabulary, fileHash } = await readInWorker(directory);
    const { dimensions } = table;
    const kind = { pooling: 'mean', normalize: true, queryPrefix: '', passagePrefix: '', words: null };
    return { table: createTokenTable(table, vocabulary), model: { name, fileHash, dimensions, ...kind } };
  } catch (error) {
    throw modelError(
      `Cannot load the embedding model from "${directory}": ${reasonOf(error)}; put its files back there as they came, or set EMBEDDING_MODEL`,
      error,
    );
  }
}

/** Reads the files of a table in a thread that ends with it. @throws Error where they are not those of a table */
async function readInWorker(directory: string): Promise<TableFiles> {
  const worker = startWorker(
    new URL(`./table-worker${path.extname(import.meta.filename)}`, import.meta.url),
    directory,
  );
  const [message] = (await once(worker, 'message')) as [TableMessage];
  if ('failure' in message) throw new Error(message.failure);
  return message;
}

function modelError(message: string, cause?: unknown): PilcrowError {
  return new PilcrowError('MODEL_UNAVAILABLE', message, { cause });
}
