import type { Database } from '../connection/sqlite.ts';
import { graphProblem } from './hnswlib.ts';
import { createInt8Index } from './int8-index.ts';
import { createGraphIndex, type VectorIndex, type VectorIndexOptions } from './vector-index.ts';

/** Opens what searches vectors: a graph, and where there can be none a comparison with each of them. */
export function openVectorIndex(database: Database, options: VectorIndexOptions): VectorIndex {
  return graphProblem === null ? createGraphIndex(database, options) : createInt8Index(database, options);
}
