import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { Readable } from 'node:stream';
import { describe, it } from 'node:test';
import { createDatabaseLibrary } from '../../src/library/database-library.ts';
import type { ChangeOptions } from '../../src/library/library.ts';
import { createOriginalFinder } from '../../src/library/original-file.ts';
import { createTaskQueue } from '../../src/runtime/task-queue.ts';
import type { ParagraphStore } from '../../src/stores/paragraph-store.ts';
import { openTemporaryStore } from '../retrieval/indexed-library.ts';
import { GARDEN, RULES } from '../support/library-events.ts';
import { createRecordingEmbedder, type RecordingEmbedder } from '../support/recording-embedder.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { describeLibrary } from './library-contract.ts';

/** A server that keeps documents in a store alone. */
function openServer({
  store = openTemporaryStore(),
  embedder = createRecordingEmbedder(),
  keepsOriginals = true,
}: {
  store?: ParagraphStore;
  embedder?: RecordingEmbedder;
  keepsOriginals?: boolean;
} = {}) {
  const temporary = temporaryDirectory();
  const library = createDatabaseLibrary({
    ...{ store, embedder, maxBytes: 100_000, enqueueTask: createTaskQueue(), keepsOriginals },
    temporaryDirectory: temporary,
  });
  const add = async (files: Record<string, string>, metadata: ChangeOptions['metadata'] = {}) => {
    const all = await Promise.all(
      Object.entries(files).map(([name, content]) => library.receive(Readable.from([content]), { name })),
    );
    return library.add(all, { metadata }).finally(() => Promise.all(all.map(library.discard)));
  };
  const put = async (id: string, content: string) => {
    const received = await library.receive(Readable.from([content]), { name: 'file.txt' });
    return library.put(id, received, { metadata: {} }).finally(() => library.discard(received));
  };
  return { library, store, embedder, add, put, received: () => readdirSync(temporary) };
}

/** A store that records its calls. */
function openObservedStore({ failUpdate = false } = {}) {
  const opened = openTemporaryStore();
  const done: string[] = [];
  const store: ParagraphStore = {
    ...opened,
    withWriteLock(work) {
      done.push('lock');
      return opened.withWriteLock(work);
    },
    sharing: {
      withSharedLock(work) {
        done.push('share the lock');
        return opened.withWriteLock(work);
      },
      claimFiles: () => Promise.reject(new Error('no file is read')),
    },
    async update(update) {
      const documents = update.documents as { document: { id: string } }[];
      done.push(`update ${documents.map(({ document }) => document.id).join()}`);
      if (failUpdate) throw new Error('the database is away');
      return opened.update(update);
    },
  };
  return { store, done };
}

describe('documents kept in the store alone', { timeout: 60_000 }, () => {
  describeLibrary(async () => openServer());

  it('are added in one update, the first ones under the exclusive lock', async () => {
    const { store, done } = openObservedStore();
    const { add, library } = openServer({ store });
    await add({ 'rules.txt': RULES, 'сад.txt': GARDEN });
    await add({ 'rules.txt': RULES }, { tags: ['право'] });
    await add({ 'rules.txt': RULES });
    await library.remove('rules');
    const shared = 'share the lock';
    assert.deepEqual(done, ['lock', 'update rules,сад', shared, 'update rules', shared, shared, 'update ']);
  });

  it('are acknowledged only once the store has them', async () => {
    const { store } = openObservedStore({ failUpdate: true });
    const { add, received } = openServer({ store });
    await assert.rejects(add({ 'rules.txt': RULES }), /the database is away/);
    assert.deepEqual([await store.documents(), received()], [[], []]);
  });

  it('are found immediately', async () => {
    const { add, store, embedder } = openServer();
    await add({ 'rules.txt': RULES, 'сад.txt': GARDEN });
    const [vector] = await embedder.embed(['Сад открыт с мая по сентябрь.'], 'query');
    const [best] = await store.nearest(vector!, 1);
    const [paragraph] = await store.paragraphs([best!.key]);
    assert.deepEqual([paragraph?.documentId, paragraph?.number], ['сад', 2]);
  });

  it('have their files kept beside them, until they are removed or replaced', async () => {
    const { add, put, library, store } = openServer();
    await add({ 'rules.txt': RULES, 'сад.txt': GARDEN });
    const find = createOriginalFinder(store, temporaryDirectory());
    const readOriginal = async (id: string) => {
      const found = await find((await store.document(id))!);
      if (typeof found === 'string' || !('read' in found)) return found;
      return [found.name, Buffer.from((await found.read({ start: 0, end: found.size }))!).toString()];
    };
    assert.deepEqual(await readOriginal('сад'), ['сад.txt', GARDEN]);
    await library.put('сад', null, { metadata: { title: 'Другое' } });
    assert.deepEqual(await readOriginal('сад'), ['сад.txt', GARDEN]);
    await put('сад', 'Сад закрыт.');
    assert.deepEqual(await readOriginal('сад'), ['file.txt', 'Сад закрыт.']);
    await library.remove('rules');
    assert.equal(await store.original('rules'), null);
  });

  it('are texts alone where files are not to be kept; the same file sent again is kept once they are', async () => {
    const { add, store } = openServer({ keepsOriginals: false });
    await add({ 'rules.txt': RULES });
    assert.equal(await store.original('rules'), null);
    const { documents } = await openServer({ store }).add({ 'rules.txt': RULES });
    assert.equal(documents[0]!.change, 'unchanged');
    assert.equal((await store.original('rules'))?.sha256, documents[0]!.sha256);
  });

  it('get new metadata without a model, with their text and vectors unchanged', async () => {
    const { add, library, store, embedder } = openServer();
    await add({ 'rules.txt': RULES });
    const before = (await store.indexedDocument('rules'))!;
    const embedded = embedder.embedded.length;
    await library.put('rules', null, { metadata: { title: 'Порядок' } });
    const document = { ...before.document, title: 'Порядок' };
    assert.deepEqual(await store.indexedDocument('rules'), { ...before, document });
    assert.equal(embedder.embedded.length, embedded);
  });

  it('never rebuild an index of another model, and allow what needs no model', async () => {
    const { store, add } = openServer();
    await add({ 'rules.txt': RULES, 'сад.txt': GARDEN });
    const manifest = await store.manifest();
    const another = openServer({ store, embedder: createRecordingEmbedder({ fileHash: 'another' }) });
    const refusal = {
      code: 'INDEX_INCOMPATIBLE',
      message: /^Cannot add a document: the index was made with another .+; restart .+, or run "npm run index"/,
    };
    await assert.rejects(another.add({ 'new.txt': 'Новое' }), refusal);
    await assert.rejects(another.put('rules', 'Новое'), refusal);
    await another.library.put('rules', null, { metadata: { tags: ['право'] } });
    await another.library.remove('сад');
    assert.deepEqual(
      (await store.documents()).map(({ id, tags }) => [id, tags]),
      [['rules', ['право']]],
    );
    assert.deepEqual([await store.manifest(), another.received()], [manifest, []]);
  });

  it('are changed by several servers without losses, and of one document one complete version is left', async () => {
    const { store, add } = openServer();
    await add({ 'rules.txt': RULES });
    const servers = [openServer({ store }), openServer({ store }), openServer({ store })];
    await Promise.all(
      servers.flatMap((server, index) => [
        server.add({ [`document-${index}.txt`]: `Документ ${index}` }),
        server.put('rules', `Редакция ${index}.\n\n${'Текст. '.repeat(index + 1)}`),
        server.library.put('rules', null, { metadata: { tags: [`tag ${index}`] } }),
      ]),
    );
    const ids = (await store.documents()).map(({ id }) => id);
    assert.deepEqual(ids, ['document-0', 'document-1', 'document-2', 'rules']);
    const { text, paragraphs, tags } = (await store.document('rules'))!;
    const [, number] = /^Редакция (\d)\.\n\n/.exec(text)!;
    assert.equal(text, `Редакция ${number}.\n\n${'Текст. '.repeat(Number(number) + 1)}`);
    assert.equal(text.slice(paragraphs[1]!.start, paragraphs[1]!.end), 'Текст. '.repeat(Number(number) + 1).trim());
    assert.match(tags.join(), /^tag \d$/);
  });
});
