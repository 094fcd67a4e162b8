import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import hnswlib from 'hnswlib-node';
import { z } from 'zod';
import { type Projection, project } from './projection.ts';

/** Links per node, breadth while building and while searching (Malkov & Yashunin, 2018). */
const LINKS = 24;
const BUILD_BREADTH = 200;
const LEAST_SEARCH_BREADTH = 200;
const MOST_SEARCH_BREADTH = 1000;
/** Times the square root of how many there are. */
const SEARCH_BREADTH = 1.5;
const FIRST_CAPACITY = 1024;

const savedSchema = z.object({
  model: z.string(),
  compaction: z.number(),
  lastKey: z.number(),
  lastHash: z.string().nullable(),
  dimensions: z.number(),
  projection: z.string().nullable(),
  file: z.string(),
  sha256: z.string(),
});

/** What a graph was made from: it fits as long as these are the same. */
export interface GraphSource {
  /** `embeddingModelKey` of the vectors. */
  model: string;
  /** Counts how often vectors were forgotten. */
  compaction: number;
}

/** A nearest-neighbour graph over stored vectors: derived from the store, so it may be thrown away at any time. */
export interface VectorGraph {
  source: GraphSource;
  /** Vectors are added in the order of their keys: all up to this one are in. */
  lastKey: number;
  /** Of the text of the last one, as it was saved: a store that went back gives the same keys to others. */
  savedHash: string | null;
  /** Null: whole vectors. */
  projection: Projection | null;
  readonly count: number;
  /** How many vectors a search looks at closely: more in a larger graph, where the nearest are harder to find. */
  readonly searchBreadth: number;
  add(key: number, vector: Float32Array): void;
  /** Keys of vectors near this one, nearest first, and how near: roughly, where vectors were shortened. */
  search(
    vector: Float32Array,
    limit: number,
    isWanted?: (key: number) => boolean,
  ): { key: number; similarity: number }[];
  /** @param lastHash The hash of the embedding with `lastKey`. */
  save(directory: string, options: { name: string; lastHash: string | null }): Promise<void>;
}

/** Creates an empty graph. @param dimensions Of the vectors as they are given. */
export function createVectorGraph(
  source: GraphSource,
  { dimensions, projection }: { dimensions: number; projection: Projection | null },
): VectorGraph {
  const graph = new hnswlib.HierarchicalNSW('cosine', projection?.dimensions ?? dimensions);
  graph.initIndex({ maxElements: FIRST_CAPACITY, m: LINKS, efConstruction: BUILD_BREADTH, randomSeed: 100 });
  return growing(graph, { source, lastKey: 0, savedHash: null, projection });
}

/** Tells of the graph that was saved, or null when there is none that was made from this. */
export async function describeSavedGraph(
  directory: string,
  name: string,
  expected: GraphSource,
): Promise<z.infer<typeof savedSchema> | null> {
  const json = await readFile(path.join(directory, `${name}.hnsw.json`), 'utf8').catch(() => '{}');
  const saved = savedSchema.safeParse(parseJson(json)).data;
  return saved?.model === expected.model && saved.compaction === expected.compaction ? saved : null;
}

/** Loads the graph that was saved, or null when it is missing, damaged, or was made from something else. */
export async function loadVectorGraph(
  directory: string,
  name: string,
  expected: GraphSource,
): Promise<VectorGraph | null> {
  const saved = await describeSavedGraph(directory, name, expected);
  if (saved === null) return null;
  const file = path.join(directory, path.basename(saved.file));
  if ((await hashFile(file)) !== saved.sha256) return null;
  const graph = new hnswlib.HierarchicalNSW('cosine', saved.dimensions);
  // Another process may just have put a newer one in its place.
  const isRead = await graph.readIndex(file).catch(() => false);
  if (!isRead) return null;
  const directions = saved.projection === null ? null : decodeDirections(saved.projection);
  const projection = directions && { dimensions: saved.dimensions, directions };
  return growing(graph, {
    source: { model: expected.model, compaction: expected.compaction },
    lastKey: saved.lastKey,
    savedHash: saved.lastHash,
    projection,
  });
}

function growing(
  graph: hnswlib.HierarchicalNSW,
  given: Pick<VectorGraph, 'source' | 'lastKey' | 'savedHash' | 'projection'>,
): VectorGraph {
  const { source, projection } = given;
  const shorten = (vector: Float32Array) => Array.from(projection ? project(projection, vector) : vector);
  return {
    ...given,
    get count() {
      return graph.getCurrentCount();
    },
    get searchBreadth() {
      const breadth = Math.round(SEARCH_BREADTH * Math.sqrt(graph.getCurrentCount()));
      return Math.min(Math.max(breadth, LEAST_SEARCH_BREADTH), MOST_SEARCH_BREADTH);
    },
    add(key, vector) {
      if (graph.getCurrentCount() === graph.getMaxElements())
        graph.resizeIndex(Math.ceil(graph.getMaxElements() * 1.5));
      graph.addPoint(shorten(vector), key);
      this.lastKey = key;
    },
    search(vector, limit, isWanted) {
      const count = Math.min(limit, graph.getCurrentCount());
      if (count === 0) return [];
      graph.setEf(Math.max(this.searchBreadth, count));
      const { neighbors, distances } = graph.searchKnn(shorten(vector), count, isWanted);
      return neighbors
        .map((key, index) => ({ key, similarity: 1 - distances[index]! }))
        .sort((a, b) => b.similarity - a.similarity);
    },
    /** The graph goes to a new file first and the description names it last: a reader sees the old one or the new one, never half of one. */
    async save(directory, { name, lastHash }) {
      const { lastKey: savedKey } = this;
      const file = `${name}-${randomUUID()}.hnsw`;
      const [whole, beside] = [path.join(directory, file), path.join(directory, `${file}.json`)];
      try {
        await graph.writeIndex(whole);
        const description: z.infer<typeof savedSchema> = {
          ...source,
          lastKey: savedKey,
          lastHash,
          dimensions: graph.getNumDimensions(),
          projection: projection && encodeDirections(projection.directions),
          file,
          sha256: (await hashFile(whole))!,
        };
        await writeFile(beside, JSON.stringify(description));
        await rename(beside, path.join(directory, `${name}.hnsw.json`));
      } catch (error) {
        // On a full disk half a file is in the way of everything else.
        await Promise.all([rm(whole, { force: true }), rm(beside, { force: true })]);
        throw error;
      }
      await removeSuperseded(directory, name, file);
    },
  };
}

async function removeSuperseded(directory: string, name: string, current: string): Promise<void> {
  const superseded = (await readdir(directory)).filter(
    (file) => file.startsWith(`${name}-`) && /\.hnsw(\.json)?$/.test(file) && file !== current,
  );
  await Promise.all(superseded.map((file) => rm(path.join(directory, file), { force: true })));
}

async function hashFile(file: string): Promise<string | null> {
  const hash = createHash('sha256');
  return pipeline(createReadStream(file), hash).then(
    () => hash.digest('hex'),
    () => null,
  );
}

function encodeDirections({ buffer, byteOffset, byteLength }: Float32Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('base64');
}

function decodeDirections(base64: string): Float32Array {
  return new Float32Array(new Uint8Array(Buffer.from(base64, 'base64')).buffer);
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
