import assert from 'node:assert/strict';
import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { backUp } from '../../src/backup/back-up.ts';
import { restore } from '../../src/backup/restore.ts';
import { OPEN_ACCESS } from '../../src/config/access.ts';
import { CONVERTER_CHECK } from '../../src/doctor/check-folders.ts';
import { examine } from '../../src/doctor/examine.ts';
import { findConverter } from '../../src/documents/formats/doc/find-converter.ts';
import { openConversationsDatabase } from '../../src/stores/sqlite/connection/conversations-database.ts';
import { Database } from '../../src/stores/sqlite/connection/sqlite.ts';
import { setIndexAside } from '../../src/stores/sqlite/copies/set-aside.ts';
import { NO_CHAT_MODEL } from '../support/chat-model-server.ts';
import { indexFolder } from '../support/check-index.ts';
import { toVersion3 } from '../support/older-index.ts';
import { createRecordingEmbedder } from '../support/recording-embedder.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';
import { embeddingConfig } from '../support/tiny-model.ts';

interface Place {
  documentsDirectory: string;
  indexDirectory: string;
}

const IN_FILES = {
  embedding: embeddingConfig({}),
  documentMaxBytes: 1_000_000,
  ...{ recognition: null, reranker: null },
  ...NO_CHAT_MODEL,
  database: null,
  watchesDocuments: true,
  host: '127.0.0.1',
  http: { access: OPEN_ACCESS },
};
const REBUILD = 'npm run index -- --rebuild';
const embedder = createRecordingEmbedder();

async function healthy(): Promise<Place> {
  const root = temporaryDirectory();
  const place = { documentsDirectory: path.join(root, 'documents'), indexDirectory: path.join(root, 'index') };
  writeFiles(place.documentsDirectory, {
    'tea.txt': 'Зелёный чай\n\nЧай заваривают при 80 °C.\n\nIt was first grown in Uji in 1191.\n',
    'coffee.md': '# Coffee\n\nCoffee is brewed at 94 °C.\n',
  });
  await indexFolder(place.documentsDirectory, place.indexDirectory);
  openConversationsDatabase(place.indexDirectory).close();
  return place;
}

/** What is wrong, by the name of the check: what was found and what to run. */
async function findWrong(place: Place, model = () => embedder.model()) {
  const wrong = new Map<string, { found: string; run: string }>();
  for await (const finding of examine({ ...place, ...IN_FILES }, { model, onProgress: () => {} })) {
    if (!finding.isOk) wrong.set(finding.check, { found: finding.found, run: finding.run! });
    else assert.equal(finding.run, null);
  }
  return wrong;
}

const index = ({ documentsDirectory, indexDirectory }: Place) => indexFolder(documentsDirectory, indexDirectory);

/** Does what the doctor says. */
async function runAdvice(run: string, place: Place): Promise<void> {
  if (run === 'npm run index') await index(place);
  else if (run === REBUILD) {
    await setIndexAside(place.indexDirectory);
    await index(place);
  } else if (run.startsWith('rm ')) rmSync(run.slice(3));
  else if (run.startsWith('npm run restore -- ')) {
    const [, from, moveFrom, moveTo] = /^npm run restore -- (.+?)(?:, or without one: mv (.+) (.+))?$/.exec(run)!;
    if (moveFrom) renameSync(moveFrom, moveTo!);
    else await restore(place, from!);
  } else assert.fail(run);
}

const sql = (statements: string) => (place: Place) => {
  const database = new Database(path.join(place.indexDirectory, 'pilcrow.sqlite'));
  database.pragma('foreign_keys = OFF');
  database.exec(statements);
  database.close();
};
const inFolder = (damage: (directory: string) => void) => (place: Place) => damage(place.indexDirectory);
const nan = '0000c07f'.padEnd(136, '0');

const DAMAGE: Record<string, { check: string; found: RegExp; run: RegExp; damage(place: Place): unknown }> = {
  'a database that is none': {
    ...{ check: 'Index', found: /file is not a database/, run: /^npm run index -- --rebuild$/ },
    damage: inFolder((directory) => writeFileSync(path.join(directory, 'pilcrow.sqlite'), 'none '.repeat(2000))),
  },
  'no database': {
    ...{ check: 'Index', found: /there is none yet/, run: /^npm run index$/ },
    damage: inFolder((directory) => rmSync(path.join(directory, 'pilcrow.sqlite'))),
  },
  'another version of the tables': {
    ...{ check: 'Index version', found: /it has version "99", this program needs "\d+"/, run: /--rebuild/ },
    damage: sql("UPDATE meta SET value = '99' WHERE key = 'schema'"),
  },
  'a paragraph that differs from its document': {
    ...{ check: 'Paragraphs', found: /"tea" ¶2 is not what its document says there/, run: /--rebuild/ },
    damage: sql("UPDATE paragraphs SET text = 'Milk' WHERE text LIKE 'Чай %'"),
  },
  'a paragraph that is missing': {
    ...{ check: 'Paragraphs', found: /of "tea" are not in a row at ¶3/, run: /--rebuild/ },
    damage: sql("DELETE FROM paragraphs WHERE text LIKE 'Чай %'"),
  },
  'a paragraph of no document': {
    ...{ check: 'Paragraphs', found: /3 paragraphs are of no document/, run: /--rebuild/ },
    damage: sql("DELETE FROM documents WHERE id = 'tea'; DELETE FROM sources WHERE document_id = 'tea'"),
  },
  'blocks that are not in their document': {
    ...{ check: 'Paragraphs', found: /"tea" has a block at 0 that is not in its text/, run: /--rebuild/ },
    damage: sql(`UPDATE documents SET blocks = '[{"kind":"note","start":0,"end":9999}]' WHERE id = 'tea'`),
  },
  'positions that are not in their document': {
    ...{ check: 'Paragraphs', found: /"tea" has the position of a text at 9998 that is not in it/, run: /--rebuild/ },
    damage: sql("UPDATE documents SET positions = '[[1,595,842,[9998,1,0,0,10,10,0]]]' WHERE id = 'tea'"),
  },
  'blocks that are cut off': {
    ...{ check: 'Paragraphs', found: /"tea" has blocks that cannot be read/, run: /--rebuild/ },
    damage: sql("UPDATE documents SET blocks = '[{' WHERE id = 'tea'"),
  },
  'a vector that is missing': {
    ...{ check: 'Vectors', found: /paragraph \d+ has no vector/, run: /--rebuild/ },
    damage: sql('DELETE FROM embeddings WHERE key = (SELECT min(embedding_key) FROM paragraphs)'),
  },
  'a reference to nothing': {
    ...{ check: 'Index file', found: /refers to a row that is not there/, run: /--rebuild/ },
    damage: sql('UPDATE paragraphs SET embedding_key = 99999 WHERE key = 1'),
  },
  'a vector that is too short': {
    ...{ check: 'Vectors', found: /paragraph 1 has a vector of 3 bytes/, run: /--rebuild/ },
    damage: sql(
      "UPDATE embeddings SET vector = x'000000' WHERE key = (SELECT embedding_key FROM paragraphs WHERE key = 1)",
    ),
  },
  'a vector of something else than numbers': {
    ...{ check: 'Vectors', found: /something else than numbers/, run: /--rebuild/ },
    damage: sql(`UPDATE embeddings SET vector = x'${nan}'`),
  },
  'words that do not decode': {
    ...{ check: 'Words', found: /has \d+ words instead of \d+|not in the list/, run: /--rebuild/ },
    damage: sql("UPDATE paragraphs SET terms = x'ff' WHERE number = 2"),
  },
  'a list of words with a gap': {
    ...{ check: 'Words', found: /there are \d+ words, and keys up to \d+/, run: /--rebuild/ },
    damage: sql('DELETE FROM terms WHERE key = 2'),
  },
  'a label that is not listed': {
    ...{ check: 'Labels', found: /paragraph \d+ is not listed under "/, run: /--rebuild/ },
    damage: sql('DELETE FROM labels'),
  },
  'a file that is not indexed': {
    ...{ check: 'Documents', found: /"milk.txt" is not indexed/, run: /^npm run index$/ },
    damage: (place: Place) => writeFiles(place.documentsDirectory, { 'milk.txt': 'Milk.' }),
  },
  'a file that was changed': {
    ...{ check: 'Documents', found: /"tea.txt" was changed since it was indexed/, run: /^npm run index$/ },
    damage: (place: Place) => appendFileSync(path.join(place.documentsDirectory, 'tea.txt'), 'More.'),
  },
  'a document without the record of its file': {
    ...{ check: 'Documents', found: /"tea" is indexed, but not from which file/, run: /^npm run index$/ },
    damage: sql("DELETE FROM sources WHERE document_id = 'tea'"),
  },
  'a deleted file': {
    ...{ check: 'Documents', found: /"tea" is indexed and its file was deleted/, run: /^npm run index$/ },
    damage: (place: Place) => rmSync(path.join(place.documentsDirectory, 'tea.txt')),
  },
  'a graph file that was cut off': {
    ...{ check: 'Saved graph of paragraphs', found: /is missing or damaged/, run: /^rm .+passage\.hnsw\.json$/ },
    damage: inFolder((directory) => {
      const file = readdirSync(directory).find((name) => /^passage-.+\.hnsw$/.test(name))!;
      writeFileSync(path.join(directory, file), readFileSync(path.join(directory, file)).subarray(0, 500));
    }),
  },
  'a description of a graph that was cut off': {
    ...{ check: 'Saved graph of paragraphs', found: /cannot be read/, run: /^rm .+passage\.hnsw\.json$/ },
    damage: inFolder((directory) => writeFileSync(path.join(directory, 'passage.hnsw.json'), '{"model":')),
  },
  'a description of saved words that was cut off': {
    ...{ check: 'Saved words', found: /cannot be read/, run: /^rm .+keywords\.json$/ },
    damage: inFolder((directory) => writeFileSync(path.join(directory, 'keywords.json'), '{"model":')),
  },
  'conversations that are no database': {
    ...{ check: 'Conversations', found: /file is not a database/, run: /^npm run restore -- path/ },
    damage: inFolder((directory) => writeFileSync(path.join(directory, 'conversations.sqlite'), 'none '.repeat(2000))),
  },
  'a restore that was ended in the middle': {
    ...{ check: 'Restore', found: /ended in the middle/, run: /^npm run restore -- .+backup$/ },
    damage: async (place: Place) => {
      const target = path.join(place.indexDirectory, '../backup');
      await backUp(place, target);
      writeFileSync(path.join(place.indexDirectory, 'restoring.json'), JSON.stringify({ source: target }));
    },
  },
};

describe('the doctor', () => {
  it('finds no problem in an index that is up to date, also when its files only look different', async () => {
    const place = await healthy();
    utimesSync(path.join(place.documentsDirectory, 'tea.txt'), 1, 1);
    assert.deepEqual(await findWrong(place), new Map());
  });

  it('says which program converts files of old Word', async () => {
    const findings = [];
    const looking = examine(
      { ...(await healthy()), ...IN_FILES },
      { model: () => embedder.model(), onProgress: () => {} },
    );
    for await (const finding of looking) if (finding.check === CONVERTER_CHECK.name) findings.push(finding);
    const converter = await findConverter();
    const found = converter
      ? `${converter.kind} (${converter.file})`
      : 'neither LibreOffice nor antiword: .doc is not read';
    assert.deepEqual(findings, [{ check: 'Conversion of .doc', isOk: true, found, run: null }]);
  });

  it('finds no problem with a document that has no file', async () => {
    const place = await healthy();
    sql("DELETE FROM sources WHERE document_id = 'tea'")(place);
    rmSync(path.join(place.documentsDirectory, 'tea.txt'));
    assert.deepEqual(await findWrong(place), new Map());
  });

  it('finds a kept file that is not that of its document', async () => {
    const place = await healthy();
    sql("INSERT INTO originals SELECT id, 'tea.txt', sha256, x'00' FROM documents WHERE id = 'tea'")(place);
    const wrong = await findWrong(place);
    assert.match(JSON.stringify([...wrong]), /Originals.+the kept file of \\"tea\\" is not what it was read from/);
  });

  for (const [name, { check, found, run, damage }] of Object.entries(DAMAGE)) {
    it(`finds ${name}, and no problem after the command it names was run`, async () => {
      const place = await healthy();
      await damage(place);
      const finding = (await findWrong(place)).get(check);
      assert.match(finding?.found ?? 'nothing', found);
      assert.match(finding!.run, run);
      await runAdvice(finding!.run, place);
      assert.deepEqual(await findWrong(place), new Map());
    });
  }

  it('names what brings the tables of an older version up to date', async () => {
    const place = await healthy();
    toVersion3(place.indexDirectory);
    const found = 'its tables are of version 3, not yet brought up to date';
    assert.deepEqual(await findWrong(place), new Map([['Index', { found, run: 'npm run index' }]]));
    await runAdvice('npm run index', place);
    assert.deepEqual(await findWrong(place), new Map());
  });

  it('reports an index of another model', async () => {
    const place = await healthy();
    const other = createRecordingEmbedder({ fileHash: 'other' });
    const wrong = await findWrong(place, () => other.model());
    assert.deepEqual(wrong.get('Model'), {
      found: 'the index was made with another embedding model than is used now',
      run: 'npm run index',
    });
    await indexFolder(place.documentsDirectory, place.indexDirectory, other);
    assert.deepEqual(await findWrong(place, () => other.model()), new Map());
  });

  it('reports a check that throws as a problem', async () => {
    const place = await healthy();
    const wrong = await findWrong(place, () => Promise.reject(new Error('the model broke')));
    assert.deepEqual([...wrong.values()], [{ found: 'the model broke', run: 'npm run index' }]);
    rmSync(place.documentsDirectory, { recursive: true });
    const missing = await findWrong(place);
    assert.match(missing.get('Documents folder')!.found, /ENOENT/);
    assert.match(missing.get('Documents folder')!.run, /^mkdir -p .+ or set DOCUMENTS_DIR$/);
  });

  it('lists leftover files with their size, without calling them a problem', async () => {
    const place = await healthy();
    const leftover = path.join(place.indexDirectory, 'passage-0000.hnsw');
    writeFileSync(leftover, Buffer.alloc(1_500_000));
    utimesSync(leftover, 1, 1);
    mkdirSync(path.join(place.indexDirectory, 'before-restore-1'));
    let leftovers = '';
    const looking = examine({ ...place, ...IN_FILES }, { model: () => embedder.model(), onProgress: () => {} });
    for await (const { check, found } of looking) if (check === 'Leftovers') leftovers = found;
    assert.match(leftovers, /before-restore-1 \(0\.0 MB\), .*passage-0000\.hnsw \(1\.5 MB\)/);
    assert.deepEqual(await findWrong(place), new Map());
  });
});
