// Makes the command line and its workers into a few large modules: Node.js takes longer to find and link a thousand small ones than to run them.
// The library (`dist/package/`) stays as it is compiled, so that it shares its packages with the program that imports it.
import { rmSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/** Packages that stay beside: native ones, and those whose own files are looked for. */
const EXTERNAL = [
  '@xenova/transformers',
  'better-sqlite3',
  'hnswlib-node',
  'onnxruntime-node',
  'pdfjs-dist',
  'pg',
  'unpdf',
];
/** Workers are found beside the module that starts them; the folder is two below the project's, as `src/config/` is (see `places.ts`). */
const FOLDER = 'program';
const WORKERS = [
  'documents/formats/format-worker',
  'embeddings/embedding-worker',
  'embeddings/token-table/table-worker',
  'indexing/analysis/analysis-worker',
  'retrieval/reranking/rerank-worker',
  'stores/sqlite/vectors/vector-worker',
];

/** V8 reads a large table three times as fast from JSON. */
const tablesAsJson = {
  name: 'tables-as-json',
  setup({ onLoad }) {
    onLoad({ filter: /eld\/src\/ngrams\/\w+\.js$/ }, async ({ path }) => {
      const { ngramsData } = await import(pathToFileURL(path).href);
      return { contents: `export const ngramsData = JSON.parse(${JSON.stringify(JSON.stringify(ngramsData))});` };
    });
  },
};

rmSync(`dist/${FOLDER}`, { recursive: true, force: true });
await build({
  entryPoints: {
    main: 'src/main.ts',
    ...Object.fromEntries(WORKERS.map((worker) => [`${FOLDER}/${worker.split('/').at(-1)}`, `src/${worker}.ts`])),
  },
  outdir: 'dist',
  chunkNames: `${FOLDER}/[name]-[hash]`,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  external: EXTERNAL,
  // CommonJS packages ask for the modules of Node.js.
  banner: {
    js: "import { createRequire as createRequireOfBundle } from 'node:module'; const require = createRequireOfBundle(import.meta.url);",
  },
  plugins: [tablesAsJson],
  logLevel: 'warning',
});
