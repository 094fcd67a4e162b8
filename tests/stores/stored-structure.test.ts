import assert from 'node:assert/strict';
import { cpSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { buildIndex } from '../../src/build-index.ts';
import { composeText } from '../../src/documents/canonical-text/compose-text.ts';
import { noteReference } from '../../src/documents/canonical-text/note-reference.ts';
import type { Document } from '../../src/documents/document.ts';
import { contextsOf } from '../../src/documents/paragraph-context.ts';
import { readDocumentFile } from '../../src/documents/read-documents.ts';
import { analyzeDocument } from '../../src/indexing/analysis/analyze-document.ts';
import { createDocumentIndexer } from '../../src/indexing/document-indexer.ts';
import { currentManifest } from '../../src/indexing/index-manifest.ts';
import type { ParagraphStore } from '../../src/stores/paragraph-store.ts';
import { openDatabase } from '../../src/stores/postgres/connection/database.ts';
import { openPostgresStore } from '../../src/stores/postgres/paragraph-store.ts';
import { upgradeSchema } from '../../src/stores/postgres/schema/upgrade-schema.ts';
import { openSqliteStore } from '../../src/stores/sqlite/paragraph-store.ts';
import { documentOf } from '../support/document-of.ts';
import { startPostgres } from '../support/postgres.ts';
import { createRecordingEmbedder } from '../support/recording-embedder.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { paragraphsIn } from './words-in.ts';

const SAMPLES = path.join(import.meta.dirname, '../documents/samples');
const FORMATS = ['.docx', '.epub', '.html', '.md', '.pdf', '.txt'];

const cell = (text: string) => ({ text });
const mark = noteReference({ id: 'rafts', marker: '1' });

/** A document with every kind of block; its table and its second list have more than one paragraph. */
const HARBOUR: Document = documentOf('', {
  ...{ id: 'harbour', title: 'Harbour', omissions: [{ kind: 'pages-without-text', count: 2, of: 4 }] },
  ...composeText(
    [
      { kind: 'heading', level: 1, text: '1. Правила «Ё»', page: 1 },
      { kind: 'paragraph', text: `1.1. It holds 48${mark} boats. The fee covers:`, page: 1 },
      { kind: 'list', page: 1, items: [{ marker: 'а)', depth: 0, text: 'a berth' }] },
      { kind: 'paragraph', text: 'code {\n    deep();\n}', isPreformatted: true, page: 2 },
      { kind: 'note', id: 'rafts', marker: '1', text: 'Without rafts.', page: 2 },
      {
        ...{ kind: 'table', caption: 'Lamps', page: 3 },
        rows: Array.from({ length: 120 }, (_, index) => ({
          isHeader: index === 0,
          cells: index === 0 ? [cell('Lamp'), cell('Lumens')] : [cell(`No. ${index}`), cell(`${index * 7}`)],
        })),
      },
    ],
    { title: 'Harbour' },
  ),
});

const postgres = await startPostgres();
const database = openDatabase(postgres.emptySchema());
await upgradeSchema(database);
after(async () => {
  await database.close();
  await postgres.stop();
});

const STORES: Record<string, () => ParagraphStore> = {
  SQLite: () => openSqliteStore(temporaryDirectory()),
  PostgreSQL: () => openPostgresStore(database),
};

/** The first sample of each format that can be read, in a folder of their own. */
async function readSamples() {
  const directory = temporaryDirectory();
  const documents = new Map<string, Document>();
  for (const sample of readdirSync(SAMPLES)) {
    const format = path.extname(sample);
    if (documents.has(format)) continue;
    const file = `${format.slice(1)}-sample${format}`;
    cpSync(path.join(SAMPLES, sample), path.join(directory, file));
    const document = await readDocumentFile(directory, file, { maxBytes: 1e6 }).catch(() => null);
    if (document !== null) documents.set(format, document);
  }
  return { directory, documents };
}

describe('the structure of documents', () => {
  for (const [name, open] of Object.entries(STORES)) {
    it(`of each format is the same in ${name}: blocks, spans and offsets`, async () => {
      const store = open();
      const { directory, documents } = await readSamples();
      for (const format of FORMATS) assert.ok(documents.has(format), `no sample of ${format} could be read`);
      await buildIndex({ store, embedder: createRecordingEmbedder() }, { directory, maxBytes: 1e6 });
      for (const document of documents.values()) {
        const { positions, ...read } = document;
        assert.deepEqual(await store.document(document.id), read);
        assert.equal(await store.positions(document.id), positions ?? null);
        assert.ok(document.blocks.length > 0, `"${document.id}" has no blocks`);
      }
      await store.close();
    });

    it(`of every kind is in ${name} with what each paragraph is to be read with`, async () => {
      const store = open();
      const embedder = createRecordingEmbedder();
      const manifest = await currentManifest(embedder, null);
      const analyzed = { document: HARBOUR, analysis: await analyzeDocument(HARBOUR) };
      const { documents } = await createDocumentIndexer({ store, embedder }, manifest)([analyzed]);
      await store.update({ manifest, documents, deletedIds: [] });
      assert.deepEqual(await store.document('harbour'), HARBOUR);
      const found = (await paragraphsIn(store, 'harbour')).map(({ context }) => context);
      assert.deepEqual(found, contextsOf(HARBOUR));
      await store.close();
    });
  }
});
