import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';

const MAX_SOURCE_LINES = 200;
const MAX_TEST_LINES = 300;

/**
 * The parts of `src`, lowest first: each may import what stands in a line above it, and nothing of its own line or below. Reading
 * this list from the top is reading the architecture.
 */
const LAYERS: string[][] = [
  ['errors.ts', 'log.ts', 'protocol', 'runtime'],
  ['config', 'text'],
  ['documents', 'embeddings'],
  ['stores'],
  ['retrieval'],
  ['answering', 'indexing', 'backup'],
  ['answer-question.ts', 'build-index.ts', 'migration', 'doctor'],
  ['library', 'conversations'],
  ['assistant.ts'],
  ['mcp', 'evaluation'],
  ['http'],
  ['cli', 'package'],
  ['main.ts'],
];

/** What runs in browsers knows the server by its protocol only. */
const IN_BROWSERS: Record<string, string[]> = { widget: ['protocol'], pages: ['protocol', 'widget'] };

const MAX_FOLDER_CHAIN = 13;
const MAX_TOP_ENTRIES = 28;

/** Where each package may be imported from; a package missing here is a decision that is not made yet. */
const PACKAGE_HOMES: Record<string, string[]> = {
  zod: [''], // anywhere
  chokidar: ['library/watch-folders.ts'],
  express: ['http/'],
  helmet: ['http/security/safe-headers.ts'],
  '@fastify/busboy': ['http/api/uploads/receive-upload.ts'],
  'express-rate-limit': ['http/security/rate-limit.ts'],
  'prom-client': ['http/observing/metrics.ts'],
  pino: ['log.ts'],
  '@modelcontextprotocol/server': ['mcp/'],
  '@modelcontextprotocol/node': ['mcp/answer-request.ts'],
  '@orama/stemmers': ['text/stem.ts'],
  'better-sqlite3': ['stores/sqlite/connection/sqlite.ts'],
  pg: ['stores/postgres/connection/database.ts'],
  'hnswlib-node': ['stores/sqlite/vectors/hnswlib.ts'],
  eld: ['text/languages/language-in-script.ts'],
  '@xenova/transformers': [
    'embeddings/embedding-worker.ts',
    'embeddings/embed-texts.ts',
    'embeddings/use-model-files.ts',
    'retrieval/reranking/rerank-worker.ts',
  ],
  unpdf: ['documents/formats/pdf/open-pdf.ts'],
  yauzl: ['documents/formats/epub/unzip.ts'],
  linkedom: ['documents/formats/html/parse-html.ts'],
  fflate: ['documents/formats/'],
  saxes: ['documents/formats/'],
  hucre: ['documents/formats/xlsx/'],
  papaparse: ['documents/formats/csv/read-csv.ts'],
  'postal-mime': ['documents/formats/eml/'],
  '@mozilla/readability': ['documents/formats/html/main-text/readability-hint.ts'],
  '@langchain/core': [
    'embeddings/transformers-embedder.ts', // its interface
    'retrieval/paragraph-retriever.ts',
    'answering/model/client/chat-model.ts', // types
    'answering/model/client/langchain-chat-model.ts', // types
    'answering/model/client/gguf/load-gguf-model.ts', // types
    'answering/model/prompt/prompts.ts',
    'answering/model/prompt/read-prompt.ts',
    'answering/answer.ts', // the type of what is handed from run to run
    'answering/chain-step.ts',
    'answering/model/rewrite-question.ts',
    'answer-question.ts',
    'assistant.ts', // types of what it hands out
    'package/pilcrow-types.ts',
  ],
  langchain: ['answering/model/client/load-chat-model.ts'], // with @langchain/openai, loaded only when there is a chat model
  undici: ['answering/model/client/wire/fetch-through.ts'],
  'pdfjs-dist': ['pages/page-view/'],
  preact: ['widget/', 'pages/'],
  micromark: ['widget/view/answer/markdown/markdown-view.tsx'],
  'eventsource-parser': ['pages/library/adding/upload-file.ts', 'answering/model/client/wire/read-frames.ts'],
};

const projectDirectory = path.resolve(import.meta.dirname, '..');
const source = readTypeScript('src');
const tests = readTypeScript('tests');
const bench = readTypeScript('bench');

function readTypeScript(folder: string) {
  const directory = path.join(projectDirectory, folder);
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => ({ file: file.replaceAll('\\', '/'), text: readFileSync(path.join(directory, file), 'utf8') }));
}

const partOf = (file: string) => file.split('/')[0]!;

/** What a file imports, types and workers included. */
const imports = (text: string) =>
  [
    ...text.matchAll(
      /(?:^|\n)(?:import|export)\s(?:[^;]*?from\s+)?'([^']+)'|\bimport\(\s*'([^']+)'\s*\)|new URL\(\s*[`'](\.[^`'$]+)/g,
    ),
  ].map((match) => match[1] ?? match[2] ?? match[3]!);

/** The files of the same folder tree that a file imports. */
function importedFiles({ file, text }: { file: string; text: string }): string[] {
  return imports(text)
    .filter((specifier) => /^\..*\.(?:ts|tsx|css)$/.test(specifier))
    .map((specifier) => path.posix.join(path.posix.dirname(file), specifier));
}

/** `@langchain/core/messages` belongs to `@langchain/core`. */
function packageName(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** A cycle among files, as the files it goes through; empty where there is none. */
function findCycle(files: { file: string; text: string }[]): string[] {
  const graph = new Map(files.map((one) => [one.file, importedFiles(one)]));
  const done = new Set<string>();
  const trail: string[] = [];
  const visit = (file: string): string[] => {
    if (trail.includes(file)) return [...trail.slice(trail.indexOf(file)), file];
    if (done.has(file)) return [];
    trail.push(file);
    for (const next of graph.get(file) ?? []) {
      const cycle = visit(next);
      if (cycle.length > 0) return cycle;
    }
    trail.pop();
    done.add(file);
    return [];
  };
  for (const { file } of files) {
    const cycle = visit(file);
    if (cycle.length > 0) return cycle;
  }
  return [];
}

/** The longest chain of parts of `src` that import each other; there must be no cycle. */
function longestChain(part: string, of: ReadonlyMap<string, Set<string>>): string[] {
  const chains = [...(of.get(part) ?? [])].map((next) => longestChain(next, of));
  return [part, ...(chains.sort((a, b) => b.length - a.length)[0] ?? [])];
}

describe('architecture', () => {
  it('imports go from higher layers to lower ones', () => {
    const heights = new Map(LAYERS.flatMap((parts, height) => parts.map((part) => [part, height] as const)));
    const wrong = source.flatMap((one) => {
      const part = partOf(one.file);
      const isAllowed = (target: string) =>
        target === part || (IN_BROWSERS[part]?.includes(target) ?? heights.get(target)! < heights.get(part)!);
      return importedFiles(one)
        .filter((target) => !isAllowed(partOf(target)))
        .map((target) => `${one.file} imports ${target}`);
    });
    assert.deepEqual(wrong, []);
  });

  it('no file imports itself through others, type imports included', () => {
    assert.deepEqual([findCycle(source), findCycle(bench)], [[], []]);
  });

  it('chains of folders stay short, and the top of src too', () => {
    const parts = new Map<string, Set<string>>();
    for (const one of source) {
      const part = partOf(one.file);
      const targets = parts.get(part) ?? new Set();
      for (const target of importedFiles(one).map(partOf)) if (target !== part) targets.add(target);
      parts.set(part, targets);
    }
    const chain = longestChain('main.ts', parts);
    assert.ok(chain.length <= MAX_FOLDER_CHAIN, `too long: ${chain.join(' → ')}`);
    const entries = readdirSync(path.join(projectDirectory, 'src'));
    assert.ok(entries.length <= MAX_TOP_ENTRIES, `${entries.length} entries: ${entries.join(', ')}`);
  });

  it('code for browsers imports only types of the schemas of the protocol, which would bring zod along', () => {
    const importsAtRunTime = (text: string) =>
      [...text.matchAll(/^(?:import|export) (?!type )[^;]*?from '([^']+)'/gm)].map(([, specifier]) => specifier!);
    const texts = new Map(source.map(({ file, text }) => [file, text]));
    const bringsPackage = (file: string): boolean =>
      importsAtRunTime(texts.get(file) ?? '').some(
        (specifier) =>
          !specifier.startsWith('.') || bringsPackage(path.posix.join(path.posix.dirname(file), specifier)),
      );
    const wrong = source
      .filter(({ file }) => partOf(file) in IN_BROWSERS)
      .flatMap(({ file, text }) =>
        importsAtRunTime(text)
          .map((specifier) => path.posix.join(path.posix.dirname(file), specifier))
          .filter((target) => partOf(target) === 'protocol' && bringsPackage(target))
          .map((target) => `${file} imports ${target}`),
      );
    assert.deepEqual(wrong, []);
  });

  it('packages are imported only at their homes', () => {
    const strays = source.flatMap(({ file, text }) =>
      imports(text)
        .filter((specifier) => !/^(\.|node:|#minified\/)/.test(specifier))
        .filter((name) => !PACKAGE_HOMES[packageName(name)]?.some((home) => file.startsWith(home)))
        .map((name) => `${file} imports ${name}`),
    );
    assert.deepEqual(strays, []);
  });

  it('only config.ts reads the environment', () => {
    const readers = source.filter(({ text }) => text.includes('process.env')).map(({ file }) => file);
    assert.deepEqual(readers, ['config/config.ts']);
  });

  it('files stay small, and no file only re-exports what others export', () => {
    const faults = [
      ...source.filter(({ text }) => text.split('\n').length > MAX_SOURCE_LINES),
      ...tests.filter(({ text }) => text.split('\n').length > MAX_TEST_LINES),
      ...source.filter(({ file }) => path.basename(file) === 'index.ts'),
    ];
    assert.deepEqual(
      faults.map(({ file }) => file),
      [],
    );
  });
});
