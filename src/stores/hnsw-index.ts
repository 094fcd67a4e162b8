import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import hnswlib from 'hnswlib-node';
import { z } from 'zod';
import { PilcrowError } from '../errors.ts';
import type { ParagraphMatch } from './paragraph-store.ts';

/** Links per node, breadth while building and while searching (Malkov & Yashunin, 2018). */
const LINKS = 16;
const BUILD_BREADTH = 200;
const SEARCH_BREADTH = 128;
/** Points added between two turns of the event loop. */
const POINTS_PER_TURN = 50;

const savedSchema = z.object({
  generation: z.number(),
  dimensions: z.number(),
  count: z.number(),
  file: z.string(),
  sha256: z.string(),
});

/** A nearest-neighbour index over paragraph vectors: derived from the store, so it may be thrown away at any time. */
export interface HnswIndex {
  /** The generation of the store it was made from. */
  generation: number;
  search(vector: Float32Array, limit: number, isWanted?: (key: number) => boolean): ParagraphMatch[];
}

/** Builds an index in memory, giving the event loop its turn all along. */
export async function buildHnswIndex(
  points: Iterable<{ key: number; vector: Float32Array }>,
  { count, dimensions, generation }: { count: number; dimensions: number; generation: number },
): Promise<HnswIndex & { save(directory: string): Promise<void> }> {
  const graph = new hnswlib.HierarchicalNSW('cosine', dimensions);
  graph.initIndex({ maxElements: Math.max(count, 1), m: LINKS, efConstruction: BUILD_BREADTH, randomSeed: 100 });
  let added = 0;
  for (const { key, vector } of points) {
    graph.addPoint(Array.from(vector), key);
    added += 1;
    if (added % POINTS_PER_TURN === 0) await nextTurn();
  }
  return {
    ...searchable(graph, generation),
    save: (directory) => saveGraph(graph, directory, { generation, dimensions, count: added }),
  };
}

/** Loads the index that was saved for this generation, or null when it is missing, stale or damaged. */
export async function loadHnswIndex(
  directory: string,
  expected: { generation: number; dimensions: number },
): Promise<HnswIndex | null> {
  const json = await readFile(path.join(directory, 'hnsw.json'), 'utf8').catch(() => '{}');
  const saved = savedSchema.safeParse(parseJson(json)).data;
  if (saved?.generation !== expected.generation || saved.dimensions !== expected.dimensions) return null;
  const file = path.join(directory, path.basename(saved.file));
  if ((await hashFile(file)) !== saved.sha256) return null;
  const graph = new hnswlib.HierarchicalNSW('cosine', saved.dimensions);
  // Another process may just have put a newer one in its place.
  const isRead = await graph.readIndex(file).catch(() => false);
  return isRead ? searchable(graph, saved.generation) : null;
}

/** The graph goes to a new file first and `hnsw.json` names it last: a reader sees the old index or the new one, never half of one. */
async function saveGraph(
  graph: hnswlib.HierarchicalNSW,
  directory: string,
  description: { generation: number; dimensions: number; count: number },
): Promise<void> {
  const file = `${randomUUID()}.hnsw`;
  await graph.writeIndex(path.join(directory, file));
  const sha256 = await hashFile(path.join(directory, file));
  const beside = path.join(directory, `${file}.json`);
  await writeFile(beside, JSON.stringify({ ...description, file, sha256 }, null, 2));
  await rename(beside, path.join(directory, 'hnsw.json'));
  const superseded = (await readdir(directory)).filter((name) => /\.hnsw(\.json)?$/.test(name) && name !== file);
  await Promise.all(superseded.map((name) => rm(path.join(directory, name), { force: true })));
}

function searchable(graph: hnswlib.HierarchicalNSW, generation: number): HnswIndex {
  return {
    generation,
    search(vector, limit, isWanted) {
      if (vector.length !== graph.getNumDimensions()) {
        throw new PilcrowError(
          'INDEX_INCOMPATIBLE',
          `Cannot search vectors of ${graph.getNumDimensions()} dimensions with one of ${vector.length}: run "npm run index" with the current embedding model`,
        );
      }
      const count = Math.min(limit, graph.getCurrentCount());
      if (count === 0) return [];
      graph.setEf(Math.max(SEARCH_BREADTH, count));
      const { neighbors, distances } = graph.searchKnn(Array.from(vector), count, isWanted);
      return neighbors
        .map((key, index) => ({ key, similarity: 1 - distances[index]! }))
        .sort((a, b) => b.similarity - a.similarity);
    },
  };
}

async function hashFile(file: string): Promise<string | null> {
  const bytes = await readFile(file).catch(() => null);
  return bytes && createHash('sha256').update(bytes).digest('hex');
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
