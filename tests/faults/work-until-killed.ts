import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buildIndex } from '../../src/build-index.ts';
import { createFolderLibrary } from '../../src/library/folder-library.ts';
import { createTaskQueue } from '../../src/runtime/task-queue.ts';
import type { ParagraphStore } from '../../src/stores/paragraph-store.ts';
import { openSqliteStore } from '../../src/stores/sqlite/paragraph-store.ts';
import { createRecordingEmbedder } from '../support/recording-embedder.ts';
import { seededRandom } from '../support/seeded-random.ts';

// Run in a process of its own, to be killed: changes a folder and indexes it, again and again, and says what is to become of each document, and
// what has become of it once that is said to be kept.
const [work, directory, indexDirectory, seed] = process.argv.slice(2) as [string, string, string, string];
const MAX_DOCUMENTS = 12;
const WORDS =
  'река течёт мимо старого города river begins in the north and the bridge was built by nobody we know'.split(' ');
const random = seededRandom(Number(seed));
const below = (limit: number) => Math.floor(random() * limit);
const say = (line: string) => writeSync(1, `${line}\n`);

const opened = openSqliteStore(indexDirectory, { lockTimeoutMs: 20_000 });
const store: ParagraphStore = {
  ...opened,
  cacheEmbeddings(...given) {
    say('doing embeddings');
    return opened.cacheEmbeddings(...given);
  },
  update(update) {
    say('doing an update');
    return opened.update(update);
  },
  finishUpdate() {
    say('doing the finishing');
    return opened.finishUpdate();
  },
};
const embedder = createRecordingEmbedder();
const index = (files?: readonly string[]) => buildIndex({ store, embedder }, { directory, maxBytes: 1_000_000, files });

function generateText(): string {
  const sentence = () =>
    `${Array.from({ length: 6 + below(12) }, () => WORDS[below(WORDS.length)]).join(' ')} ${below(1e6)}.`;
  return Array.from({ length: 10 + below(60) }, sentence).join('\n\n');
}

const sha256Of = (text: string) => createHash('sha256').update(text).digest('hex');
const listed = () => readdirSync(directory).filter((name) => name.endsWith('.txt') && !name.startsWith('.'));
const idOf = (name: string) => name.slice(0, -4);
const nameOf = (number: number) => `document-${number}.txt`;

/** Says what a change will make of a document before it is made. */
const changes = new Map<string, string>();
function intend(name: string, sha256: string): void {
  changes.set(idOf(name), sha256);
  say(`intends ${idOf(name)} ${sha256}`);
}
function acknowledge(): void {
  for (const [id, sha256] of changes) say(`acknowledged ${id} ${sha256}`);
  changes.clear();
}

function write(name: string): void {
  const text = generateText();
  intend(name, sha256Of(text));
  // As an editor that saves well: a file half written would be indexed as it is.
  const beside = path.join(directory, `.${name}`);
  writeFileSync(beside, text);
  renameSync(beside, path.join(directory, name));
}
function remove(name: string): void {
  intend(name, '-');
  rmSync(path.join(directory, name));
}
function renameDocument(from: string, to: string, sha256: string): void {
  intend(from, '-');
  intend(to, sha256);
  renameSync(path.join(directory, from), path.join(directory, to));
}

async function changeFolder(): Promise<void> {
  say('doing changes of the folder');
  const known = new Map((await store.documents()).map(({ id, sha256 }) => [id, sha256]));
  for (let change = 0; change < 1 + below(4); change += 1) {
    const names = listed();
    const name = names[below(names.length)];
    const sha256 = name && known.get(idOf(name));
    const kind = below(4);
    if (kind === 0 && name) remove(name);
    else if (kind === 1 && name && sha256 && !changes.has(idOf(name))) {
      const to = nameOf(below(MAX_DOCUMENTS));
      if (!names.includes(to)) renameDocument(name, to, sha256);
    } else write(nameOf(below(MAX_DOCUMENTS)));
  }
}

const documents = createFolderLibrary({
  directory,
  maxBytes: 1_000_000,
  index: ({ files }) => index(files),
  documents: async () => (await store.documents()).map((document) => ({ ...document })),
  knownIds: async () => new Map([...(await store.sources())].map(([file, { documentId }]) => [file, documentId])),
  enqueueTask: createTaskQueue(),
});

/** Puts one document in as it is put in over HTTP. */
async function send(name: string, content: string): Promise<void> {
  const received = await documents.receive(Readable.from([content]), { name });
  await documents.put(idOf(name), received, { metadata: {} });
}

async function sendOne(): Promise<void> {
  say('doing a sending');
  const [name, content] = [nameOf(below(MAX_DOCUMENTS)), generateText()];
  intend(name, sha256Of(content));
  await send(name, content);
}

/** Replaces every text: more than enough is deleted for the store to be compacted. */
async function changeAll(): Promise<void> {
  say('doing changes of the folder');
  for (let number = 0; number < MAX_DOCUMENTS / 2; number += 1) write(nameOf(number));
}

mkdirSync(directory, { recursive: true });
// What the process before was killed in the middle of: sometimes this one is killed in the middle of that.
const isReadyAtOnce = below(4) === 0;
if (isReadyAtOnce) say('ready');
say('doing what was left');
await index();
if (!isReadyAtOnce) say('ready');
for (const name of listed()) {
  say(`acknowledged ${idOf(name)} ${sha256Of(readFileSync(path.join(directory, name), 'utf8'))}`);
}
while (true) {
  if (work === 'send') await sendOne();
  else {
    await (work === 'compact' ? changeAll() : changeFolder());
    await index();
  }
  acknowledge();
}
