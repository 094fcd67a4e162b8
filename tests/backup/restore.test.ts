import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { backUp } from '../../src/backup/back-up.ts';
import { listFiles } from '../../src/backup/durable-copy.ts';
import { restore } from '../../src/backup/restore.ts';
import { openConversationsDatabase } from '../../src/stores/sqlite/connection/conversations-database.ts';
import { openDatabase } from '../../src/stores/sqlite/connection/database.ts';
import { answerFrom, assertSound, indexFolder, withStore } from '../support/check-index.ts';
import { startChild } from '../support/child-process.ts';
import { toVersion3 } from '../support/older-index.ts';
import { createRecordingEmbedder } from '../support/recording-embedder.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';

const TEA = 'Зелёный чай заваривают при восьмидесяти градусах.\n\nIt comes from Uji.\n';
const COFFEE = 'Coffee is brewed at ninety-four degrees.\n\nIt comes from Yirgacheffe.\n';
const QUESTION = 'Where does it come from?';

/** Two indexed documents, one in a folder with its sidecar, a conversation, and a backup of all that. */
async function backedUp() {
  const root = temporaryDirectory();
  const folders = { documentsDirectory: path.join(root, 'documents'), indexDirectory: path.join(root, 'index') };
  const { documentsDirectory, indexDirectory } = folders;
  writeFiles(documentsDirectory, { 'tea.txt': TEA, 'hot/coffee.txt': COFFEE, 'hot/coffee.meta.json': '{}' });
  await indexFolder(documentsDirectory, indexDirectory);
  addConversation(indexDirectory, 'before');
  const target = path.join(root, 'backup');
  const description = await backUp(folders, target);
  return { root, folders, target, description };
}

function addConversation(indexDirectory: string, id: string): void {
  const database = openConversationsDatabase(indexDirectory);
  database.prepare('INSERT INTO conversations VALUES (?, 1, 9e15)').run(id);
  database.close();
}

function conversationsIn(indexDirectory: string): string[] {
  const database = openConversationsDatabase(indexDirectory);
  const ids = database.prepare('SELECT id FROM conversations ORDER BY id').pluck().all() as string[];
  database.close();
  return ids;
}

/** Replaces one document, adds one, deletes one; all indexed. */
async function change({ documentsDirectory, indexDirectory }: { documentsDirectory: string; indexDirectory: string }) {
  writeFiles(documentsDirectory, {
    'tea.txt': 'Black tea is something else. It comes from Assam.',
    'milk.txt': 'Milk.',
  });
  rmSync(path.join(documentsDirectory, 'hot'), { recursive: true });
  await indexFolder(documentsDirectory, indexDirectory);
  addConversation(indexDirectory, 'after');
}

const idsIn = (indexDirectory: string) =>
  withStore(indexDirectory, async (store) => (await store.documents()).map(({ id }) => id));

describe('restoring a backup', () => {
  it('brings back documents, index and conversations, and keeps what was there in a backup of its own', async () => {
    const { folders, target } = await backedUp();
    const { documentsDirectory, indexDirectory } = folders;
    await change(folders);
    const { putBack, removed, unchanged, index, keptIn } = await restore(folders, target);
    assert.deepEqual(
      { putBack, removed, unchanged, index },
      { putBack: 3, removed: 1, unchanged: 0, index: 'put back' },
    );
    assert.deepEqual(await listFiles(documentsDirectory), ['hot/coffee.meta.json', 'hot/coffee.txt', 'tea.txt']);
    assert.equal(readFileSync(path.join(documentsDirectory, 'tea.txt'), 'utf8'), TEA);
    assert.deepEqual(await idsIn(indexDirectory), ['hot--coffee', 'tea']);
    assert.deepEqual(conversationsIn(indexDirectory), ['before']);
    assertSound(indexDirectory);
    const again = await indexFolder(documentsDirectory, indexDirectory);
    assert.deepEqual([again.added, again.changed, again.removed, again.embedded], [0, 0, 0, 0]);

    await restore(folders, keptIn!);
    assert.deepEqual(await idsIn(indexDirectory), ['milk', 'tea']);
    assert.deepEqual(conversationsIn(indexDirectory), ['after', 'before']);
    assertSound(indexDirectory);
  });

  it('brings back an index of an older version, whose tables are brought up to date', async () => {
    const { root, folders } = await backedUp();
    const { documentsDirectory, indexDirectory } = folders;
    const sources = new Map([
      ['tea.txt', { documentId: 'tea', fingerprint: '1', problem: null, supersededContents: 'hash' }],
    ]);
    const change = { documents: [], deletedIds: [], sources };
    await withStore(indexDirectory, async (store) => store.update({ ...change, manifest: (await store.manifest())! }));
    toVersion3(indexDirectory);
    const target = path.join(root, 'older');
    await backUp(folders, target);
    await indexFolder(documentsDirectory, indexDirectory);
    assert.equal((await restore(folders, target)).index, 'put back');
    assertSound(indexDirectory);
    await withStore(indexDirectory, async (store) => {
      const [tea, coffee] = ['tea.txt', 'hot/coffee.txt'].map(async (file) => (await store.sources()).get(file)!);
      assert.deepEqual(await tea, sources.get('tea.txt'));
      assert.equal((await coffee)!.supersededContents, null);
    });
    const { added, changed, removed, embedded } = await indexFolder(documentsDirectory, indexDirectory);
    assert.deepEqual([added, changed, removed, embedded], [0, 0, 0, 0]);
  });

  it('brings back the files that the index keeps', async () => {
    const { folders, target } = await backedUp();
    const keep = (name: string) => {
      const database = openDatabase(folders.indexDirectory);
      database.prepare("REPLACE INTO originals SELECT id, ?, sha256, x'01' FROM documents WHERE id = 'tea'").run(name);
      database.close();
    };
    keep('tea.pdf');
    await backUp(folders, `${target}-with-file`);
    keep('other.pdf');
    await restore(folders, `${target}-with-file`);
    const nameOfTea = () => withStore(folders.indexDirectory, async (store) => (await store.original('tea'))?.name);
    assert.equal(await nameOfTea(), 'tea.pdf');
    await restore(folders, target);
    assert.equal(await nameOfTea(), undefined);
  });

  it('lets another process answer before, during and after the restore', async () => {
    const { folders, target } = await backedUp();
    await change(folders);
    const server = startChild(new URL('answer-all-along.ts', import.meta.url), [folders.indexDirectory, QUESTION]);
    assert.equal(await server.nextLine(), 'milk,tea');
    await restore(folders, target);
    assert.equal(await server.nextLine(), 'hot--coffee,tea');
    await indexFolder(folders.documentsDirectory, folders.indexDirectory);
    server.process.stdin.write('enough\n');
    assert.deepEqual(await server.ended, { errors: '', code: 0, signal: null });
  });

  it('gives paragraphs and vectors keys that were never used', async () => {
    const { folders, target } = await backedUp();
    await withStore(folders.indexDirectory, async (store) => {
      await answerFrom(store, QUESTION);
      const vector = new Float32Array(64).fill(1);
      const old = await store.nearest(vector, 10);
      const { generation } = { generation: await store.generation() };
      await restore(folders, target);
      const restored = await store.generation();
      assert.ok(restored > generation, `generation ${restored} after ${generation}`);
      assert.deepEqual(await store.paragraphs(old.map(({ key }) => key)), []);
      const now = await store.nearest(vector, 10);
      assert.deepEqual(
        now.map(({ similarity }) => similarity),
        old.map(({ similarity }) => similarity),
      );
      const { terms } = await store.vocabulary();
      assert.equal(new Set(terms).size, terms.length);
      assert.equal((await store.wordsOf(now.map(({ key }) => key))).size, 4);
    });
  });

  it('works in an empty folder, and over a damaged database', async () => {
    const { root, folders, target } = await backedUp();
    const elsewhere = { documentsDirectory: path.join(root, 'd'), indexDirectory: path.join(root, 'i') };
    assert.equal((await restore(elsewhere, target)).keptIn, null);
    assert.deepEqual(await idsIn(elsewhere.indexDirectory), ['hot--coffee', 'tea']);

    writeFileSync(path.join(folders.indexDirectory, 'pilcrow.sqlite'), 'no database '.repeat(1000));
    const { damagedIn, keptIn } = await restore(folders, target);
    assert.deepEqual(readdirSync(damagedIn!), ['pilcrow.sqlite']);
    assert.equal(existsSync(path.join(keptIn!, 'documents/tea.txt')), true);
    assertSound(folders.indexDirectory);
    await withStore(folders.indexDirectory, (store) => answerFrom(store, QUESTION));
  });

  it('does not restore an index of another model, and says so', async () => {
    const { folders, target } = await backedUp();
    await indexFolder(folders.documentsDirectory, folders.indexDirectory, createRecordingEmbedder({ fileHash: 'new' }));
    assert.equal((await restore(folders, target)).index, 'left');
    assertSound(folders.indexDirectory);
  });

  for (const [name, spoil] of Object.entries({
    'a document was changed': (target: string) => writeFileSync(path.join(target, 'documents/tea.txt'), 'Tea!'),
    'a database is cut off': (target: string) => writeFileSync(path.join(target, 'pilcrow.sqlite'), ''),
    'a document is missing': (target: string) => rmSync(path.join(target, 'documents/tea.txt')),
  })) {
    it(`refuses a backup in which ${name}, and changes nothing`, async () => {
      const { folders, target } = await backedUp();
      await change(folders);
      spoil(target);
      await assert.rejects(restore(folders, target), {
        code: 'BACKUP_UNUSABLE',
        message:
          /^Cannot use the backup in ".+": 1 of its \d+ files are missing or not what was backed up \(".+"\); nothing was changed, use another backup$/,
      });
      assert.deepEqual(await idsIn(folders.indexDirectory), ['milk', 'tea']);
    });
  }

  it('refuses a folder that is no backup, and paths that lead out of it', async () => {
    const { root, folders, target } = await backedUp();
    await assert.rejects(restore(folders, root), {
      code: 'BACKUP_UNUSABLE',
      message: /name a folder that "npm run backup" made$/,
    });
    const file = path.join(target, 'backup.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('documents/tea.txt', 'documents/../../tea.txt'));
    await assert.rejects(restore(folders, target), { code: 'BACKUP_UNUSABLE' });
  });

  it('refuses while another process writes the index', async () => {
    const { folders, target } = await backedUp();
    const writer = startChild(new URL('../stores/sqlite/hold-write-lock.ts', import.meta.url), [
      folders.indexDirectory,
    ]);
    assert.equal(await writer.nextLine(), 'writing');
    await assert.rejects(restore(folders, target, { lockTimeoutMs: 0 }), { code: 'INDEX_LOCKED' });
    writer.process.kill('SIGKILL');
    await writer.ended;
  });
});
