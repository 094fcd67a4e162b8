import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';

const MAX_SOURCE_LINES = 200;
const MAX_TEST_LINES = 300;

const BASE = [
  'errors.ts',
  'protocol.ts',
  'protocol-schemas.ts',
  'log.ts',
  'remember.ts',
  'start-worker.ts',
  'sync-directory.ts',
];
const DOMAIN = [...BASE, 'config.ts', 'language', 'documents', 'embeddings'];

/** What each part of `src` may import, besides itself. Reading this table top to bottom is reading the architecture. */
const MAY_IMPORT: Record<string, string[]> = {
  'errors.ts': [],
  'protocol.ts': [],
  'protocol-schemas.ts': ['protocol.ts'],
  'log.ts': [],
  'remember.ts': [],
  'start-worker.ts': [],
  'sync-directory.ts': [],
  'settings.ts': ['log.ts'],
  'chat-model-config.ts': ['settings.ts'],
  'database-config.ts': ['settings.ts'],
  'config.ts': ['errors.ts', 'log.ts', 'settings.ts', 'chat-model-config.ts', 'database-config.ts'],
  'version.ts': ['config.ts'],
  language: BASE,
  documents: [...BASE, 'language'],
  embeddings: [...BASE, 'config.ts', 'start-worker.ts'],
  stores: [...BASE, 'start-worker.ts', 'database-config.ts', 'documents', 'embeddings'],
  retrieval: [...DOMAIN, 'stores'],
  answering: [...DOMAIN, 'stores', 'retrieval'],
  indexing: [...BASE, 'documents', 'embeddings', 'language', 'retrieval', 'stores'],
  'build-index.ts': [...DOMAIN, 'stores', 'indexing'],
  migration: [...BASE, 'embeddings', 'stores', 'indexing'],
  'migrate-store.ts': [...BASE, 'stores', 'migration'],
  'open-stores.ts': [...BASE, 'config.ts', 'stores'],
  backup: [...BASE, 'version.ts', 'stores'],
  doctor: [...DOMAIN, 'database-config.ts', 'stores', 'indexing', 'backup'],
  'answer-question.ts': [...DOMAIN, 'retrieval', 'answering'],
  'converse.ts': [...DOMAIN, 'stores', 'answer-question.ts'],
  'take-turns.ts': [],
  'document-changes.ts': [...BASE, 'documents', 'build-index.ts'],
  'change-documents.ts': [...BASE, 'documents', 'build-index.ts', 'document-changes.ts', 'take-turns.ts'],
  'change-stored-documents.ts': [
    ...BASE,
    'documents',
    'embeddings',
    'stores',
    'indexing',
    'build-index.ts',
    'document-changes.ts',
    'take-turns.ts',
  ],
  'assistant.ts': [
    ...DOMAIN,
    'stores',
    'open-stores.ts',
    'retrieval',
    'answering',
    'build-index.ts',
    'document-changes.ts',
    'change-documents.ts',
    'change-stored-documents.ts',
    'take-turns.ts',
    'answer-question.ts',
    'converse.ts',
  ],
  mcp: [...BASE, 'version.ts', 'documents', 'assistant.ts'],
  http: [
    ...BASE,
    'version.ts',
    'config.ts',
    'documents',
    'language',
    'stores',
    'assistant.ts',
    'answer-question.ts',
    'converse.ts',
    'document-changes.ts',
    'mcp',
  ],
  evaluation: [...DOMAIN, 'stores', 'retrieval', 'answering', 'build-index.ts', 'answer-question.ts', 'assistant.ts'],
  cli: [
    ...BASE,
    'config.ts',
    'database-config.ts',
    'documents',
    'language',
    'embeddings',
    'stores',
    'backup',
    'doctor',
    'build-index.ts',
    'migration',
    'migrate-store.ts',
    'open-stores.ts',
    'assistant.ts',
    'evaluation',
    'http',
    'mcp',
  ],
  'main.ts': ['cli'],
  widget: ['protocol.ts'],
};

/** Where each package may be imported from; a package missing here is a decision nobody has made yet. */
const PACKAGE_HOMES: Record<string, string[]> = {
  zod: [''], // anywhere
  chokidar: ['documents/watch-documents.ts'],
  express: ['http/'],
  helmet: ['http/security/safe-headers.ts'],
  '@fastify/busboy': ['http/uploads/receive-upload.ts'],
  'express-rate-limit': ['http/security/rate-limit.ts'],
  'prom-client': ['http/observing/metrics.ts'],
  pino: ['log.ts'],
  '@modelcontextprotocol/server': ['mcp/'],
  '@modelcontextprotocol/node': ['mcp/answer-request.ts'],
  'better-sqlite3': ['stores/'],
  pg: ['stores/postgres/connection/database.ts'],
  'hnswlib-node': ['stores/vectors/vector-graph.ts'],
  '@xenova/transformers': ['embeddings/embedding-worker.ts'],
  unpdf: ['documents/formats/pdf/read-pdf.ts'],
  mammoth: ['documents/formats/read-docx.ts'],
  jszip: ['documents/formats/read-docx.ts'],
  yauzl: ['documents/formats/unzip.ts'],
  linkedom: ['documents/formats/html/parse-html.ts'],
  '@mozilla/readability': ['documents/formats/html/readable-part.ts'],
  '@langchain/core': [
    'embeddings/transformers-embedder.ts', // its interface
    'retrieval/paragraph-retriever.ts',
    'answering/model/chat-model.ts', // types
    'answering/model/load-chat-model.ts',
    'answering/model/chat-model-failure.ts',
    'answering/model/prompts.ts',
    'answering/answer.ts', // the type of what is handed from run to run
    'answering/model/rewrite-question.ts',
    'answer-question.ts',
    'assistant.ts', // types of what it hands out
  ],
  langchain: ['answering/model/load-chat-model.ts'], // with @langchain/openai, loaded only when there is a chat model
  preact: ['widget/'],
  micromark: ['widget/view/markdown-view.tsx'],
  'eventsource-parser': ['widget/conversation/ask-server.ts', 'widget/library/adding/upload-file.ts'],
};

const projectDirectory = path.resolve(import.meta.dirname, '..');
const source = readTypeScript('src');
const tests = readTypeScript('tests');

function readTypeScript(folder: string) {
  const directory = path.join(projectDirectory, folder);
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => ({ file: file.replaceAll('\\', '/'), text: readFileSync(path.join(directory, file), 'utf8') }));
}

const partOf = (file: string) => file.split('/')[0]!;
const imports = (text: string) =>
  [...text.matchAll(/(?:^|\n)(?:import|export)\s[^;]*?from\s+'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/g)].map(
    (match) => match[1] ?? match[2]!,
  );

/** `@langchain/core/messages` belongs to `@langchain/core`. */
function packageName(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

describe('architecture', () => {
  it('finds source files to look at', () => {
    assert.ok(source.length > 50);
  });

  for (const { file, text } of source) {
    it(`${file} imports only what its part may import`, () => {
      const allowed = MAY_IMPORT[partOf(file)];
      assert.ok(allowed, `add ${partOf(file)} to MAY_IMPORT`);
      for (const specifier of imports(text).filter((name) => name.startsWith('.'))) {
        const target = partOf(path.posix.join(path.posix.dirname(file), specifier));
        assert.ok(target === partOf(file) || allowed.includes(target), `${file} imports ${target}`);
      }
    });
  }

  it('packages are imported only at their homes', () => {
    for (const { file, text } of source) {
      for (const name of imports(text).filter((specifier) => !/^(\.|node:)/.test(specifier))) {
        const homes = PACKAGE_HOMES[packageName(name)];
        assert.ok(
          homes?.some((home) => file.startsWith(home)),
          `${file} imports ${name}`,
        );
      }
    }
  });

  it('only config.ts reads the environment', () => {
    const readers = source.filter(({ text }) => text.includes('process.env')).map(({ file }) => file);
    assert.deepEqual(readers, ['config.ts']);
  });

  it('files stay small', () => {
    const tooLong = [
      ...source.filter(({ text }) => text.split('\n').length > MAX_SOURCE_LINES),
      ...tests.filter(({ text }) => text.split('\n').length > MAX_TEST_LINES),
    ];
    assert.deepEqual(
      tooLong.map(({ file }) => file),
      [],
    );
  });

  it('no file only hands on what others export', () => {
    assert.deepEqual(
      source.filter(({ file }) => path.basename(file) === 'index.ts').map(({ file }) => file),
      [],
    );
  });
});
