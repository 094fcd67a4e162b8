import { z } from 'zod';
import { readDescription, savedFileOf, savedFileSchema, saveFile } from '../saved-file.ts';
import { createEqualKeys, type EqualKeys, NO_DIRECTION, readEqualKeys } from './equal-keys.ts';
import { createHnswGraph, type HnswGraph } from './hnswlib.ts';
import { type Projection, project } from './projection.ts';

/** Links per node, breadth while building and while searching (Malkov & Yashunin, 2018). */
const LINKS = 24;
const BUILD_BREADTH = 200;
const MIN_SEARCH_BREADTH = 200;
const MAX_SEARCH_BREADTH = 1500;
/** Times the square root of how many there are. */
const SEARCH_BREADTH = 1.75;
const FIRST_CAPACITY = 1024;

const savedSchema = savedFileSchema.extend({
  model: z.string(),
  compaction: z.number(),
  lastKey: z.number(),
  lastHash: z.string().nullable(),
  dimensions: z.number(),
  projection: z.string().nullable(),
  equals: z.string(),
});
type SavedGraph = z.infer<typeof savedSchema>;
/** What its files are called: it is made of the vectors of paragraphs. */
const NAME = 'passage';
/** The name of the file that describes the saved graph. */
export const GRAPH_DESCRIPTION = `${NAME}.hnsw.json`;

/** What a graph was made from: it fits as long as these are the same. */
export interface GraphSource {
  /** `embeddingModelKey` of the vectors. */
  model: string;
  /** `compaction` of the tables when it was made: after another one some of its vectors are no longer there. */
  compaction: number;
}

/** A vector near another one. */
export interface GraphMatch {
  key: number;
  /** The key of the one in the graph: another one where vectors are equal; `NO_DIRECTION` for one that is like nothing. */
  first: number;
  /** Roughly, where vectors were shortened. */
  similarity: number;
}

/** A nearest-neighbour graph over stored vectors: derived from the store, so it may be thrown away at any time. */
export interface VectorGraph {
  source: GraphSource;
  /** Vectors are taken in in the order of their keys: all up to this one were. */
  lastKey: number;
  /** Vectors that are not in themselves, because they equal one that is. */
  equals: EqualKeys;
  /** Hash of the text of the last vector when the graph was saved: a store that went back gives the same keys to other texts. */
  savedHash: string | null;
  /** Null: whole vectors. */
  projection: Projection | null;
  /** Vectors taken in, equal ones too. */
  readonly count: number;
  /** How many vectors a search looks at closely: more in a larger graph, where the nearest are harder to find. */
  readonly searchBreadth: number;
  /** Adds a vector that is unlike all that are in: hundreds of equal ones would hide the others. */
  add(key: number, vector: Float32Array): void;
  /** Keys of the `limit` nearest vectors, nearest first; of each that stands for equal ones too, at most `limit` keys. */
  search(vector: Float32Array, limit: number, isWanted?: (key: number) => boolean): GraphMatch[];
  /** @param lastHash The hash of the embedding with `lastKey`. */
  save(directory: string, options: { lastHash: string | null }): Promise<void>;
}

/** Creates an empty graph. @param dimensions Of the vectors as they are given. */
export function createVectorGraph(
  source: GraphSource,
  { dimensions, projection }: { dimensions: number; projection: Projection | null },
): VectorGraph {
  const graph = createHnswGraph(projection?.dimensions ?? dimensions);
  graph.initIndex({ maxElements: FIRST_CAPACITY, m: LINKS, efConstruction: BUILD_BREADTH, randomSeed: 100 });
  return growing(graph, { source, lastKey: 0, savedHash: null, projection, equals: createEqualKeys() });
}

/** Describes the graph that was saved; null when there is none that was made from this. */
export async function describeSavedGraph(directory: string, expected: GraphSource): Promise<SavedGraph | null> {
  const saved = await readDescription(directory, GRAPH_DESCRIPTION, savedSchema);
  return saved?.model === expected.model && saved.compaction === expected.compaction ? saved : null;
}

/** Loads the graph that was saved, or null when it is missing, damaged, empty, or was made from something else. */
export async function loadVectorGraph(directory: string, expected: GraphSource): Promise<VectorGraph | null> {
  const saved = await describeSavedGraph(directory, expected);
  if (saved === null) return null;
  const file = await savedFileOf(directory, saved);
  if (file === null) return null;
  const graph = createHnswGraph(saved.dimensions);
  // Another process may just have put a newer one in its place.
  const isRead = await graph.readIndex(file).catch(() => false);
  // One that was saved empty is read without any room, and cannot be given some.
  if (!isRead || graph.getMaxElements() === 0) return null;
  const directions = saved.projection === null ? null : decodeDirections(saved.projection);
  const projection = directions && { dimensions: saved.dimensions, directions };
  const source = { model: expected.model, compaction: expected.compaction };
  const { lastKey, lastHash: savedHash } = saved;
  return growing(graph, { source, lastKey, savedHash, projection, equals: readEqualKeys(saved.equals) });
}

function growing(
  graph: HnswGraph,
  given: Pick<VectorGraph, 'source' | 'lastKey' | 'savedHash' | 'projection' | 'equals'>,
): VectorGraph {
  const { source, projection, equals } = given;
  const shorten = (vector: Float32Array) => Array.from(projection ? project(projection, vector) : vector);
  return {
    ...given,
    get count() {
      return graph.getCurrentCount() + equals.count;
    },
    get searchBreadth() {
      const breadth = Math.round(SEARCH_BREADTH * Math.sqrt(graph.getCurrentCount()));
      return Math.min(Math.max(breadth, MIN_SEARCH_BREADTH), MAX_SEARCH_BREADTH);
    },
    add(key, vector) {
      if (graph.getCurrentCount() === graph.getMaxElements())
        graph.resizeIndex(Math.ceil(graph.getMaxElements() * 1.5));
      graph.addPoint(shorten(vector), key);
      this.lastKey = key;
    },
    search(vector, limit, isWanted) {
      const count = Math.min(limit, graph.getCurrentCount());
      graph.setEf(Math.max(this.searchBreadth, count));
      const isAnyWanted = isWanted && ((first: number) => equals.keysOf(first).some(isWanted));
      const { neighbors, distances } =
        count === 0 ? { neighbors: [], distances: [] } : graph.searchKnn(shorten(vector), count, isAnyWanted);
      return neighbors
        .map((first, index) => ({ first, similarity: 1 - distances[index]! }))
        .concat({ first: NO_DIRECTION, similarity: 0 })
        .sort((a, b) => b.similarity - a.similarity)
        .flatMap(({ first, similarity }) => {
          const keys = equals.keysOf(first).filter((key) => isWanted?.(key) ?? true);
          return keys.slice(0, limit).map((key) => ({ key, first, similarity }));
        });
    },
    save(directory, { lastHash }) {
      const details: Omit<SavedGraph, 'file' | 'sha256'> = {
        ...source,
        lastKey: this.lastKey,
        lastHash,
        dimensions: graph.getNumDimensions(),
        projection: projection && encodeDirections(projection.directions),
        equals: equals.toText(),
      };
      const names = { directory, name: NAME, extension: 'hnsw', description: GRAPH_DESCRIPTION };
      return saveFile(names, { write: (file) => graph.writeIndex(file), details });
    },
  };
}

function encodeDirections({ buffer, byteOffset, byteLength }: Float32Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('base64');
}

function decodeDirections(base64: string): Float32Array {
  return new Float32Array(new Uint8Array(Buffer.from(base64, 'base64')).buffer);
}
