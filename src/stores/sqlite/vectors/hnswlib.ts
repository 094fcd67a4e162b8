import { createRequire } from 'node:module';

const loaded = load();

/** A nearest-neighbour graph of the library, as far as it is used: where the library is missing, its types are too. */
export interface HnswGraph {
  initIndex(options: { maxElements: number; m: number; efConstruction: number; randomSeed: number }): void;
  readIndex(file: string): Promise<boolean>;
  writeIndex(file: string): Promise<boolean>;
  resizeIndex(maxElements: number): void;
  addPoint(vector: number[], key: number): void;
  searchKnn(
    vector: number[],
    limit: number,
    isWanted?: (key: number) => boolean,
  ): { neighbors: number[]; distances: number[] };
  /** How many vectors a search looks at closely. */
  setEf(count: number): void;
  getCurrentCount(): number;
  getMaxElements(): number;
  getNumDimensions(): number;
}

interface GraphLibrary {
  HierarchicalNSW: new (space: 'cosine', dimensions: number) => HnswGraph;
}

/** Why there are no graphs, with what to do, or null where there are: the library is compiled where it is installed, which may fail. */
export const graphProblem = loaded.problem;

/** Creates a graph without any room, for cosines. @throws where `graphProblem` is not null */
export function createHnswGraph(dimensions: number): HnswGraph {
  if (loaded.library === null) throw new Error(loaded.problem);
  return new loaded.library.HierarchicalNSW('cosine', dimensions);
}

function load(): { library: GraphLibrary; problem: null } | { library: null; problem: string } {
  try {
    return { library: createRequire(import.meta.url)('hnswlib-node'), problem: null };
  } catch (error) {
    // A package that could not be built is taken out again; it has to be installed, not only built.
    const isMissing = error instanceof Error && /Cannot find (?:module|package) 'hnswlib-node'/.test(error.message);
    const state = isMissing
      ? 'it could not be built when the packages were installed'
      : `it is not built for Node.js ${process.version}`;
    const command = isMissing ? 'npm install' : 'npm rebuild hnswlib-node';
    const problem = `Cannot load hnswlib-node: ${state}, so each question is compared with every paragraph, which is exact and fast enough for 50,000; to search more, install g++, make and python3 and run "${command}"`;
    return { library: null, problem };
  }
}
