import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Database } from '../connection/sqlite.ts';
import { createGraphIntake } from './graph-intake.ts';
import { fitProjection, type Projection } from './projection.ts';
import { directionOfBlob, fromBlob, similarityToBlob, squaredLength } from './vector-blob.ts';
import { createVectorGraph, type GraphSource, loadVectorGraph, type VectorGraph } from './vector-graph.ts';

/** How many numbers the vectors of a large graph are shortened to: it takes less memory, and is sooner built. */
const SHORTENED_DIMENSIONS = 192;
/** How many vectors the projection that shortens them is fitted on. */
const SAMPLE = 4000;
/** How many of the vectors found by their shortened form are compared as a whole: all that a search looks at, but no more than this. */
const COMPARED = 600;
/** A graph is saved again when this many vectors are new, or this share of it. */
const SAVED_AFTER = 20_000;
const SAVED_AFTER_SHARE = 0.5;

/** Which vectors are searched, and where the graph is saved. */
export interface VectorIndexOptions {
  directory: string;
  model: string;
  dimensions: number;
  /** Whether the graph holds shortened vectors; the best matches are then compared as a whole. */
  isShortened: boolean;
}

export interface VectorMatch {
  /** Key of the embedding. */
  key: number;
  similarity: number;
}

/** Searches all vectors of a model. */
export interface VectorIndex {
  /** Takes in what was stored since, a few vectors a turn of the event loop. */
  catchUp(): Promise<void>;
  /** The most similar ones of those taken in, best first; only of `wanted` when given. */
  search(vector: Float32Array, limit: number, wanted?: ReadonlySet<number>): Promise<VectorMatch[]>;
  /** Saves the graph, when it never was or at least so many vectors of it are not saved. */
  save(least: number): Promise<void>;
  close(): Promise<void>;
}

/** Creates an index that is a graph; what is new is read through `database`. */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: one state machine: loading, extending, saving and replacing the graph wait for each other, and apart they would pass all of its state around
export function createGraphIndex(database: Database, options: VectorIndexOptions): VectorIndex {
  const { directory, model, dimensions } = options;
  const isShortened = options.isShortened && dimensions > SHORTENED_DIMENSIONS;
  const sql = prepareStatements(database);
  const modelKey = () => (sql.model.get(model) as number | undefined) ?? -1;
  const sourceNow = (): GraphSource => ({ model, compaction: Number(sql.compaction.get()) });
  let graph: VectorGraph | null = null;
  let loading: Promise<void> | null = null;
  let savedCount = 0;
  let catchingUp: Promise<void> | null = null;
  let saving: Promise<void> | null = null;
  let isClosed = false;
  const intake = createGraphIntake(database, {
    ...{ dimensions, modelKey },
    async takeTurn() {
      await nextTurn();
      await saving;
      if (isClosed) throw new Error('the index was closed');
    },
  });

  const begin = async (): Promise<VectorGraph> => {
    const source = sourceNow();
    const projection = isShortened ? await fit() : null;
    return createVectorGraph(source, { dimensions, projection });
  };
  const load = async () => {
    const loaded = await loadVectorGraph(directory, sourceNow());
    const isFit =
      loaded !== null &&
      (loaded.projection !== null) === isShortened &&
      (loaded.lastKey === 0 || sql.hash.get(loaded.lastKey) === loaded.savedHash);
    savedCount = isFit ? loaded.count : 0;
    graph = isFit ? loaded : await begin();
  };
  const current = async () => {
    loading ??= load();
    await loading;
    return graph!;
  };

  /** @param answering The graph that answers meanwhile: it takes in what is new as well. */
  const extend = async (growing: VectorGraph, answering?: VectorGraph): Promise<void> => {
    while (true) {
      if (answering) await extend(answering);
      if (!(await intake.takeNext(growing))) return;
      if (growing === graph && growing.count - savedCount > Math.max(SAVED_AFTER, growing.count * SAVED_AFTER_SHARE)) {
        await save();
      }
    }
  };

  const fit = (): Promise<Projection> => {
    const count = sql.count.get(modelKey()) as number;
    const rows = sql.sample.all(modelKey(), Math.max(1, Math.floor(count / SAMPLE))) as StoredVector[];
    return fitProjection(
      // One that is not of numbers would make every direction so.
      rows.map(({ vector }) =>
        directionOfBlob(vector, dimensions) ? fromBlob(vector, dimensions) : new Float32Array(dimensions),
      ),
      SHORTENED_DIMENSIONS,
    );
  };

  const work = async (): Promise<void> => {
    const growing = await current();
    await extend(growing);
    if (growing.source.compaction === sourceNow().compaction) return;
    // The old graph goes on answering until the new one is whole.
    const next = await begin();
    await extend(next, growing);
    graph = next;
    savedCount = 0;
  };

  async function save(): Promise<void> {
    if (graph === null) return;
    const { count } = graph;
    const lastHash = (sql.hash.get(graph.lastKey) as string | undefined) ?? null;
    saving = graph.save(directory, { lastHash }).finally(() => {
      saving = null;
    });
    await saving;
    savedCount = count;
  }

  return {
    catchUp() {
      catchingUp ??= work().finally(() => {
        catchingUp = null;
      });
      return catchingUp;
    },
    async search(vector, limit, wanted) {
      const searched = await current();
      const isWanted = wanted && ((key: number) => wanted.has(key));
      if (searched.projection === null) return searched.search(vector, limit, isWanted).slice(0, limit);
      const compared = Math.max(limit, Math.min(searched.searchBreadth, COMPARED));
      const near = searched.search(vector, compared, isWanted);
      const rows = sql.these.all(JSON.stringify([...new Set(near.map(({ first }) => first))])) as StoredVector[];
      const squared = squaredLength(vector);
      const whole = new Map(rows.map(({ key, vector: stored }) => [key, similarityToBlob(vector, stored, squared)]));
      return near
        .map(({ key, first, similarity }) => ({ key, similarity: whole.get(first) ?? similarity }))
        .sort((a, b) => b.similarity - a.similarity)
        .slice(0, limit);
    },
    async save(least) {
      await this.catchUp();
      // What is under way in `extend` may be saving.
      await saving;
      if (graph !== null && (savedCount === 0 || graph.count - savedCount >= least)) await save();
    },
    /** Waits for what cannot be left in the middle. */
    async close() {
      isClosed = true;
      await catchingUp?.catch(() => {});
      await saving;
    },
  };
}

interface StoredVector {
  key: number;
  vector: Buffer;
}

function prepareStatements(database: Database) {
  return {
    model: database.prepare('SELECT key FROM models WHERE model = ?').pluck(),
    compaction: database.prepare("SELECT value FROM meta WHERE key = 'compaction'").pluck(),
    count: database.prepare('SELECT count(*) FROM embeddings WHERE model = ?').pluck(),
    sample: database.prepare(`SELECT vector FROM embeddings WHERE model = ? AND key % ? = 0 LIMIT ${SAMPLE}`),
    hash: database.prepare('SELECT hash FROM embeddings WHERE key = ?').pluck(),
    these: database.prepare('SELECT key, vector FROM embeddings WHERE key IN (SELECT value FROM json_each(?))'),
  };
}
