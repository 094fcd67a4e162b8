import assert from 'node:assert/strict';
import { cpSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { PROJECT_DIRECTORY } from '../../src/config/config.ts';
import { type Document, onOneLine } from '../../src/documents/document.ts';
import { createSearch } from '../../src/retrieval/search-paragraphs.ts';
import type { ParagraphStore } from '../../src/stores/paragraph-store.ts';
import { Database } from '../../src/stores/sqlite/connection/sqlite.ts';
import { openSqliteStore } from '../../src/stores/sqlite/paragraph-store.ts';
import { termsOf } from '../../src/text/tokenize.ts';
import { wordsIn } from '../stores/words-in.ts';
import { assertIncludes } from '../support/assertions.ts';
import { startChild } from '../support/child-process.ts';
import { queryOf } from '../support/query-of.ts';
import { readFolder } from '../support/read-folder.ts';
import { createRecordingEmbedder } from '../support/recording-embedder.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';

/** `KILLS=50 npx tsx --test tests/indexing/killed-indexing.test.ts` for a long run. */
const KILLS = Number(process.env.KILLS ?? 12);
const DECLARATION = 'csto-declaration-2024';
const GENERATED_DOCUMENTS = 6;
const PARAGRAPHS_EACH = 60;
/** Steps of embedding after which every other process is killed, at most; the rest are killed while they write. */
const MAX_STEPS = 20;
/** Longest time between the step and the kill, about as long as writing takes. */
const MAX_DELAY_MS = 100;

const random = seededRandom(2024);
const below = (limit: number) => Math.floor(random() * limit);
const embedder = createRecordingEmbedder();

const words = Array.from({ length: 1500 }, () =>
  Array.from({ length: 3 + below(6) }, () => 'абвгдежзиклмнопрстуя'[below(20)]).join(''),
);

function generateText(): string {
  const paragraph = () => `${Array.from({ length: 8 + below(20) }, () => words[below(words.length)]).join(' ')}.`;
  return Array.from({ length: PARAGRAPHS_EACH }, paragraph).join('\n\n');
}

/** Rewrites some documents and deletes one: about what an editor does to a folder in a day. */
function changeFolder(directory: string): void {
  rmSync(path.join(directory, `generated-${below(GENERATED_DOCUMENTS)}.txt`), { force: true });
  for (let change = 0; change < 3; change += 1) {
    writeFiles(directory, { [`generated-${below(GENERATED_DOCUMENTS)}.txt`]: generateText() });
  }
}

/** Starts indexing in another process and kills it after some step and a little while; returns whether it was done before. */
async function indexAndKill(directory: string, indexDirectory: string): Promise<boolean> {
  const child = startChild(new URL('../support/index-folder.ts', import.meta.url), [directory, indexDirectory]);
  const steps = random() < 0.5 ? below(MAX_STEPS) : Number.POSITIVE_INFINITY;
  for (let step = 0, line: string | null = ''; step <= steps && line !== 'updating' && line !== 'done'; step += 1) {
    line = await child.nextLine();
    assert.ok(line !== null, 'indexing ended before it was done');
  }
  await delay(below(MAX_DELAY_MS));
  child.process.kill('SIGKILL');
  return (await child.ended).signal === null;
}

const stateOf = (documents: { id: string; sha256: string }[]) =>
  documents.map(({ id, sha256 }) => `${id} ${sha256}`).sort();

/** Everything a document needs to be answered from is there, and nothing else is. */
async function assertWhole(store: ParagraphStore, indexDirectory: string, documents: Document[]): Promise<void> {
  const database = new Database(path.join(indexDirectory, 'pilcrow.sqlite'), { readonly: true });
  assert.deepEqual(database.pragma('integrity_check', { simple: true }), 'ok');
  assert.deepEqual(database.pragma('foreign_key_check'), []);
  database.close();

  const inOrder = documents.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const expected = inOrder.flatMap(({ id, text, paragraphs }) =>
    paragraphs.map(({ number, start, end }) => ({ id: `${id}¶${number}`, text: text.slice(start, end) })),
  );
  for (const document of documents) {
    const { text, paragraphs } = (await store.document(document.id))!;
    assert.deepEqual([text, paragraphs], [document.text, document.paragraphs]);
  }
  const listed = await store.documents();
  assert.equal(
    listed.reduce((sum, { paragraphs }) => sum + paragraphs, 0),
    expected.length,
  );

  const { dimensions } = (await store.manifest())!.embedding;
  const all = await store.nearest(new Float32Array(dimensions).fill(1), expected.length + 100);
  assert.equal(all.length, expected.length, 'every paragraph has a vector');
  const paragraphs = await store.paragraphs(all.map(({ key }) => key));
  const textById = new Map(paragraphs.map(({ documentId, number, text }) => [`${documentId}¶${number}`, text]));
  assert.deepEqual(textById.size, expected.length);
  for (const { id, text } of expected) assert.equal(textById.get(id), text);

  const wordsExpected = new Map<string, string[]>();
  for (const { id, text } of expected) {
    for (const [term, frequency] of termsOf(onOneLine(text))) {
      const places = wordsExpected.get(term) ?? [];
      wordsExpected.set(term, [...places, `${id}${frequency === 1 ? '' : ` × ${frequency}`}`]);
    }
  }
  assert.deepEqual(await wordsIn(store), Object.fromEntries(wordsExpected));
}

/** A question finds the paragraph that answers it. */
async function assertAnswers(store: ParagraphStore): Promise<void> {
  const calibration = JSON.parse(
    readFileSync(path.join(PROJECT_DIRECTORY, 'embeddings/model/calibration.json'), 'utf8'),
  );
  const search = createSearch({ store, embedder, calibration });
  const best = async (question: string) =>
    (await search(queryOf(question), [DECLARATION])).paragraphs.slice(0, 3).map(({ paragraph }) => paragraph.number);
  assertIncludes(await best('Когда была подписана декларация?'), 38);
  assertIncludes(await best('В какой год 80-летия освобождения Беларуси от нацистских захватчиков?'), 31);
}

/** The documents an index has: each as it was before or as it is in the folder now, and none that is in neither or missing from both. */
function documentsKept(
  state: readonly { id: string; sha256: string }[],
  before: Document[],
  after: Document[],
): Document[] {
  const ids = new Set(state.map(({ id }) => id));
  const inBoth = before.filter(({ id }) => after.some((document) => document.id === id));
  for (const { id } of inBoth) assert.ok(ids.has(id), `"${id}" is lost`);
  return state.map(({ id, sha256 }) => {
    const kept = [...before, ...after].find((document) => document.id === id && document.sha256 === sha256);
    assert.ok(kept, `"${id}" is neither as before nor as after`);
    return kept;
  });
}

describe('indexing that is killed', () => {
  it(`leaves each document as it was before or after, ${KILLS} times out of ${KILLS}`, async () => {
    const directory = temporaryDirectory();
    const indexDirectory = temporaryDirectory();
    cpSync(path.join(PROJECT_DIRECTORY, 'documents'), directory, { recursive: true });
    for (let number = 0; number < GENERATED_DOCUMENTS; number += 1) {
      writeFiles(directory, { [`generated-${number}.txt`]: generateText() });
    }

    let before: Document[] = [];
    let untouched = 0;
    for (let kill = 1; kill <= KILLS; kill += 1) {
      const { documents: after } = await readFolder(directory);
      const wasDone = await indexAndKill(directory, indexDirectory);
      const store = openSqliteStore(indexDirectory, { lockTimeoutMs: 0 });
      const state = await store.documents();
      const kept = documentsKept(state, before, after);
      const isBefore = stateOf(state).join() === stateOf(before).join();
      if (wasDone) assert.deepEqual(stateOf(state), stateOf(after));
      if (isBefore) untouched += 1;
      before = kept;
      if (before.length > 0) {
        await assertWhole(store, indexDirectory, before);
        await assertAnswers(store);
      }
      await store.close();
      // There is an index before it is changed.
      if (before.length > 0) changeFolder(directory);
    }

    const child = startChild(new URL('../support/index-folder.ts', import.meta.url), [directory, indexDirectory]);
    const { errors, code } = await child.ended;
    assert.equal(code, 0, errors);
    const store = openSqliteStore(indexDirectory);
    const { documents } = await readFolder(directory);
    assert.deepEqual(stateOf(await store.documents()), stateOf(documents));
    await assertWhole(store, indexDirectory, documents);
    await store.close();
    if (process.env.KILLS) console.log(`${untouched} of ${KILLS} kills came before the change`);
  });
});
