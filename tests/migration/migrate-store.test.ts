import assert from 'node:assert/strict';
import path from 'node:path';
import { after, describe, it, type TestContext } from 'node:test';
import { buildIndex } from '../../src/build-index.ts';
import { migrateStore } from '../../src/migration/migrate-store.ts';
import type { MovableConversations } from '../../src/migration/migration.ts';
import type { KeptConversation } from '../../src/protocol/conversation.ts';
import type { ParagraphStore } from '../../src/stores/paragraph-store.ts';
import { Database } from '../../src/stores/sqlite/connection/sqlite.ts';
import { openSqliteStore } from '../../src/stores/sqlite/paragraph-store.ts';
import { wordsIn } from '../stores/words-in.ts';
import { storeDocuments } from '../support/index-update.ts';
import { aMinuteLater, COFFEE, openKitchen, TEA } from '../support/kitchen.ts';
import { createRecordingEmbedder } from '../support/recording-embedder.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';

const pages = (word: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${word} ${index}, 1991.`).join('\n\n');
const FILES = {
  'a.txt': pages('Чай', 700),
  'b.txt': pages('Coffee', 600),
  'c.md': '# Вода\n\nВода кипит при 100 градусах.\n\n## Лёд\n\nЛёд тает.',
  'c.meta.json':
    '{"title": "Вода", "tags": ["жидкое"], "date": "2024-11-28", "questions": {"ru": ["Когда кипит вода?"]}}',
  'empty.txt': '',
  'z.txt': TEA,
};

/** An index of a folder, and an empty store to move it to. */
async function openMove(context: TestContext, files: Record<string, string> = FILES) {
  aMinuteLater(context);
  const kitchen = openKitchen(files);
  await kitchen.index();
  const targetDirectory = temporaryDirectory();
  const to = openSqliteStore(targetDirectory);
  after(() => to.close());
  const from = kitchen.store;
  const move = (sides: { from?: ParagraphStore; to?: ParagraphStore } = {}) =>
    migrateStore({ from: { store: sides.from ?? from }, to: { store: sides.to ?? to } });
  return { ...kitchen, from, to, targetDirectory, move };
}

/** Changes the tables of an index behind everybody's back. */
function tamper(indexDirectory: string, statements: string): void {
  const database = new Database(path.join(indexDirectory, 'pilcrow.sqlite'));
  database.pragma('foreign_keys = OFF');
  database.exec(statements);
  database.close();
}

/** A store that breaks at an update. */
function breakingAt(update: number, store: ParagraphStore): ParagraphStore {
  let updates = 0;
  return {
    ...store,
    async update(change) {
      updates += 1;
      if (updates === update) throw new Error('the power went');
      await store.update(change);
    },
  };
}

describe('migrateStore', () => {
  it('copies documents, vectors, words and file fingerprints, so that nothing is left to index', async (context) => {
    const { from, to, move, directory } = await openMove(context);
    const { copied, verification, isWhole, conversations } = await move();
    assert.ok(isWhole, verification.differences ?? '');
    assert.deepEqual([copied.documents, copied.paragraphs, copied.unchanged, conversations], [4, 1304, 0, null]);
    assert.deepEqual([verification.documents, verification.paragraphs], [4, 1304]);
    assert.deepEqual([verification.vectors, verification.differences], [copied.vectors, null]);
    assert.equal(verification.sha256.from, verification.sha256.to);
    assert.match(verification.sha256.to, /^[0-9a-f]{64}$/);

    assert.deepEqual(await to.documents(), await from.documents());
    for (const { id } of await from.documents()) {
      assert.deepEqual(await to.indexedDocument(id), await from.indexedDocument(id));
    }
    assert.deepEqual(await to.sources(), await from.sources());
    assert.deepEqual(await to.manifest(), await from.manifest());
    assert.deepEqual(await wordsIn(to), await wordsIn(from));
    const embedder = createRecordingEmbedder();
    const { problems, ...report } = await buildIndex({ store: to, embedder }, { directory, maxBytes: 1e6 });
    assert.deepEqual(report, { added: 0, changed: 0, removed: 0, unchanged: 4, embedded: 0, incomplete: [] });
    assert.equal(problems.length, 1, 'it is known why a file cannot be read');
    assert.deepEqual(embedder.embedded, []);
  });

  it('resumes where it was interrupted, and copies nothing twice', async (context) => {
    const { to, move } = await openMove(context);
    await assert.rejects(move({ to: breakingAt(2, to) }), /the power went/);
    assert.deepEqual(
      (await to.documents()).map(({ id }) => id),
      ['a', 'b'],
    );
    assert.deepEqual([...(await to.sources()).keys()].sort(), ['a.txt', 'b.txt']);
    const embeddings: string[] = [];
    const watched: ParagraphStore = {
      ...to,
      async cacheEmbeddings(modelKey, kept) {
        embeddings.push(...kept.map(({ hash }) => hash));
        await to.cacheEmbeddings(modelKey, kept);
      },
    };
    const { copied, isWhole } = await move({ to: watched });
    assert.deepEqual([copied.documents, copied.unchanged, isWhole], [2, 2, true]);
    assert.deepEqual([copied.vectors, embeddings], [0, []], 'the vectors of the batch that failed are kept');
    const generation = await to.generation();
    const again = await move();
    assert.deepEqual([again.copied.documents, again.copied.unchanged, again.isWhole], [0, 4, true]);
    assert.equal(await to.generation(), generation, 'nothing is written when everything is there');
  });

  it('copies again what has changed since, and removes deleted files', async (context) => {
    const { to, move, directory, index } = await openMove(context, { 'tea.txt': TEA, 'coffee.txt': COFFEE });
    await move();
    writeFiles(directory, { 'tea.txt': COFFEE, 'cocoa.txt': 'Cocoa.' });
    await index();
    const source = { documentId: 'lost', fingerprint: '1', problem: 'Cannot read it', supersededContents: null };
    const manifest = (await to.manifest())!;
    const sources = new Map([['lost.txt', source]]);
    await to.update({ manifest, documents: [], deletedIds: [], sources });
    const { copied, isWhole } = await move();
    assert.deepEqual([copied.documents, copied.unchanged, isWhole], [2, 1, true]);
    assert.equal((await to.document('tea'))!.text, COFFEE);
    assert.deepEqual([...(await to.sources()).keys()].sort(), ['cocoa.txt', 'coffee.txt', 'tea.txt']);
  });

  it('copies a document again that differs in the other store, although it came from the same file', async (context) => {
    const { from, to, move, targetDirectory } = await openMove(context, { 'tea.txt': TEA, 'coffee.txt': COFFEE });
    await move();
    tamper(targetDirectory, "UPDATE paragraphs SET terms = x'01' WHERE key = (SELECT max(key) FROM paragraphs)");
    const { copied, isWhole } = await move();
    assert.deepEqual([copied.documents, copied.unchanged, isWhole], [1, 1, true]);
    assert.deepEqual(await to.indexedDocument('tea'), await from.indexedDocument('tea'));
  });

  it('replaces the documents of another model', async (context) => {
    const { from, to, move, directory } = await openMove(context, { 'tea.txt': TEA, 'coffee.txt': COFFEE });
    const embedder = createRecordingEmbedder({ fileHash: 'another' });
    await buildIndex({ store: to, embedder }, { directory, maxBytes: 1e6 });
    const { copied, isWhole } = await move();
    assert.deepEqual([copied.documents, isWhole], [2, true]);
    assert.deepEqual(await wordsIn(to), await wordsIn(from));
  });

  it('does not start when the other store holds documents of its own, and says what to do', async (context) => {
    const { to, move } = await openMove(context, { 'tea.txt': TEA });
    const one = [{ text: 'Own.' }];
    await storeDocuments(to, { own1: one, own2: one, own3: one, own4: one, tea: one });
    const generation = await to.generation();
    await assert.rejects(move(), {
      code: 'CONFIG_INVALID',
      message:
        'Cannot move the index: the store it should go to holds documents that the other one does not have ("own1", "own2", "own3" and 1 more); remove them there, or set it to an empty store; nothing was changed',
    });
    assert.equal(await to.generation(), generation);
  });

  it('does not start without an index', async (context) => {
    const { move } = await openMove(context, { 'tea.txt': TEA });
    const empty = openSqliteStore(temporaryDirectory());
    after(() => empty.close());
    await assert.rejects(move({ from: empty }), { code: 'INDEX_NOT_READY', message: /run "npm run index"/ });
  });

  it('says so when a vector is missing in the index it copies', async (context) => {
    const { move, indexDirectory } = await openMove(context, { 'tea.txt': TEA });
    tamper(indexDirectory, 'DELETE FROM embeddings WHERE key = 1');
    await assert.rejects(move(), { code: 'INDEX_CORRUPT', message: /vectors are missing; run "npm run doctor"/ });
  });

  it('locks both stores for writing, and reports its progress', async (context) => {
    const { from, to, indexDirectory, targetDirectory } = await openMove(context);
    const steps: { what: string; done: number; total: number }[] = [];
    const tries: Promise<void>[] = [];
    const onProgress = ({ what, done, total }: (typeof steps)[0]) => {
      steps.push({ what, done, total });
      for (const directory of [indexDirectory, targetDirectory]) {
        const other = openSqliteStore(directory, { lockTimeoutMs: 0 });
        const work = other.withWriteLock(async () => {}).finally(() => other.close());
        tries.push(assert.rejects(work, { code: 'INDEX_LOCKED' }));
      }
    };
    await migrateStore({ from: { store: from }, to: { store: to } }, { onProgress });
    await Promise.all(tries);
    for (const what of ['Copying', 'Verifying']) {
      const last = steps.filter((step) => step.what === what).at(-1);
      assert.deepEqual(last, { what, done: 1304, total: 1304 });
    }
    assert.ok(steps.length >= 6, JSON.stringify(steps));
  });
});

describe('verifying a migration', () => {
  for (const [what, { statements, found }] of Object.entries({
    'the text of a paragraph': {
      statements:
        "UPDATE paragraphs SET text = text || '!' WHERE number = 2 AND document_key = (SELECT key FROM documents WHERE id = 'z')",
      found: /^"z" ¶2 is not what its document says there$/,
    },
    'the text of a document': {
      statements: "UPDATE documents SET text = replace(text, 'Green', 'White') WHERE id = 'z'",
      found: /^"z" is another document/,
    },
    'its blocks': { statements: "UPDATE documents SET blocks = '[]' WHERE id = 'z'", found: /"z" is another document/ },
    'its positions': { statements: "UPDATE documents SET positions = '[]'", found: /"z" is another document/ },
    'what a paragraph is to be read with': {
      statements: "UPDATE paragraphs SET context = '{}' WHERE key = (SELECT max(key) FROM paragraphs)",
      found: /^"z" is another document$/,
    },
    'the labels of a paragraph': {
      statements: "UPDATE paragraphs SET labels = labels || ',other' WHERE key = (SELECT max(key) FROM paragraphs)",
      found: /^"z" is another document$/,
    },
    'the words of a paragraph': {
      statements: "UPDATE paragraphs SET terms = x'0101' WHERE key = (SELECT max(key) FROM paragraphs)",
      found: /^"z" is another document$/,
    },
    'a vector': {
      statements: 'UPDATE embeddings SET vector = (SELECT vector FROM embeddings WHERE key = 1) WHERE key = 2',
      found: /^a vector of "[az]" is another$/,
    },
    'a missing document': {
      statements: "DELETE FROM documents WHERE id = 'z'",
      found: /^"z" is missing$/,
    },
    'a file fingerprint': {
      statements: "UPDATE sources SET fingerprint = 'x' WHERE path = 'z.txt'",
      found: /^"z.txt" is not kept as it was read$/,
    },
  })) {
    it(`finds the difference: ${what}`, async (context) => {
      const { to, move, targetDirectory } = await openMove(context, { 'a.txt': COFFEE, 'z.txt': TEA });
      const finishUpdate = async () => tamper(targetDirectory, statements);
      const { isWhole, verification } = await move({ to: { ...to, finishUpdate } });
      assert.equal(isWhole, false);
      assert.match(verification.differences!, found);
    });
  }

  it('accepts vectors stored in one byte a number, and reports how close they are', async (context) => {
    const { from, directory } = await openMove(context);
    const exact = openSqliteStore(temporaryDirectory(), { precision: 'float32' });
    after(() => exact.close());
    await buildIndex({ store: exact, embedder: createRecordingEmbedder() }, { directory, maxBytes: 1e6 });
    const target = openSqliteStore(temporaryDirectory());
    after(() => target.close());
    const { isWhole, verification } = await migrateStore({ from: { store: exact }, to: { store: target } });
    assert.ok(isWhole, verification.differences ?? '');
    assert.ok(verification.leastCosine >= 0.9999 && verification.leastCosine < 1, `${verification.leastCosine}`);
    assert.equal((await from.documents()).length, verification.documents);
  });
});

describe('moving conversations', () => {
  const conversationOf = (id: string): KeptConversation => ({
    id,
    createdAt: '2024-11-28T10:00:00.000Z',
    expiresAt: '2999-01-01T00:00:00.000Z',
    turns: [],
  });
  /** Conversations in memory. @param changed What becomes of one that is put back. */
  function keep(kept: KeptConversation[], changed = (conversation: KeptConversation) => conversation) {
    const byId = new Map(kept.map((conversation) => [conversation.id, conversation]));
    const conversations: MovableConversations = {
      conversation: async (id) => byId.get(id) ?? null,
      async *everything() {
        yield* byId.values();
      },
      putBack: async (conversation) => void byId.set(conversation.id, changed(conversation)),
    };
    return { byId, conversations };
  }

  it('copies each one unchanged, once', async (context) => {
    const { from, to } = await openMove(context, { 'tea.txt': TEA });
    const theirs = keep([conversationOf('a'), conversationOf('b')]);
    const ours = keep([conversationOf('b'), conversationOf('own')]);
    const sides = {
      from: { store: from, conversations: theirs.conversations },
      to: { store: to, conversations: ours.conversations },
    };
    const { conversations, isWhole } = await migrateStore(sides);
    assert.deepEqual([conversations, isWhole], [{ copied: 1, unchanged: 1, different: 0 }, true]);
    assert.deepEqual([...ours.byId.keys()], ['b', 'own', 'a']);
    assert.deepEqual((await migrateStore(sides)).conversations, { copied: 0, unchanged: 2, different: 0 });
  });

  it('fails the comparison when one was changed', async (context) => {
    const { from, to } = await openMove(context, { 'tea.txt': TEA });
    const ours = keep([], (conversation) => ({ ...conversation, createdAt: 'now' }));
    const { conversations, isWhole } = await migrateStore({
      from: { store: from, conversations: keep([conversationOf('a')]).conversations },
      to: { store: to, conversations: ours.conversations },
    });
    assert.deepEqual([conversations!.different, isWhole], [1, false]);
  });
});
