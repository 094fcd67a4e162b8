import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import type { DatabaseConfig } from '../../src/config/database.ts';
import { type Database, openDatabase } from '../../src/stores/postgres/connection/database.ts';
import { upgradeSchema } from '../../src/stores/postgres/schema/upgrade-schema.ts';
import { assertSharedIndex } from '../support/check-shared-index.ts';
import { settingsOf } from '../support/cluster.ts';
import { readFolder } from '../support/read-folder.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { writeFiles } from '../support/temporary-directory.ts';

/** How much is indexed, and by whom. */
export interface IndexingOptions {
  database: DatabaseConfig;
  documents: number;
  /** In each document. */
  paragraphs: number;
  /** Starts two processes that index, of which the first one will be killed. */
  start: (settings: NodeJS.ProcessEnv) => [Indexer, Indexer];
  /** Resolves when it is time to kill. */
  isTime: (database: Database) => Promise<unknown>;
  /** Whether the other one takes over at once, as if the dead one's claims had ended by themselves. */
  endsClaims?: boolean;
}

/** A process that indexes. */
export interface Indexer {
  process: ChildProcess;
  /** With what it printed as errors. */
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null; errors: string }>;
}

/** What came of it; what is not as it must be is thrown. */
export interface IndexingKilled {
  paragraphs: number;
  /** Written when the one was killed. */
  writtenBefore: number;
  seconds: number;
}

/** Two processes index one folder into one database, one is killed; the other one alone brings it to its end, and everything is there once. */
export async function killIndexer({ start, isTime, ...options }: IndexingOptions): Promise<IndexingKilled> {
  const folder = mkdtempSync(path.join(tmpdir(), 'pilcrow-indexers-'));
  const database = openDatabase(options.database);
  try {
    writeFiles(folder, generateFiles(options));
    await upgradeSchema(database);
    const startedAt = performance.now();
    const [killed, other] = start({ ...settingsOf(options.database), DOCUMENTS_DIR: folder });
    const otherEnded = other.ended.then(({ code, errors }) => {
      if (code !== 0) throw new Error(`The other indexer failed: ${errors}`);
    });
    // Thrown below when it fails after the other one was killed.
    otherEnded.catch(() => {});
    await Promise.race([isTime(database), killed.ended, otherEnded]);
    killed.process.kill('SIGKILL');
    if ((await killed.ended).signal !== 'SIGKILL') {
      throw new Error(`Cannot kill an indexer: it ended before; give it more to index. ${(await killed.ended).errors}`);
    }
    const writtenBefore = await countWritten(database);
    if (options.endsClaims) await database.query('UPDATE indexing_jobs SET claimed_until = now()');
    await otherEnded;
    const seconds = (performance.now() - startedAt) / 1000;
    const { documents } = await readFolder(folder);
    await assertSharedIndex(options.database, documents);
    return { paragraphs: options.documents * options.paragraphs, writtenBefore, seconds };
  } finally {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** An indexer that is this process. */
export function indexerOf(child: ChildProcess): Indexer {
  const errors = text(child.stderr!);
  const ended = once(child, 'exit').then(async ([code, signal]) => ({ code, signal, errors: await errors }));
  return { process: child, ended };
}

/** Paragraphs that are in the index. */
export async function countWritten({ query }: Database): Promise<number> {
  const [row] = await query<{ written: number }>(
    'SELECT coalesce(sum(paragraphs), 0)::bigint AS written FROM editions',
  );
  return row!.written;
}

const WORDS =
  'река течёт мимо старого города мост построен декларация подписана министрами совет принял решение о выборах river begins in the north and its bridge was built by nobody we know in spring'.split(
    ' ',
  );

function generateFiles({
  documents,
  paragraphs,
}: Pick<IndexingOptions, 'documents' | 'paragraphs'>): Record<string, string> {
  const random = seededRandom(3);
  const word = () => WORDS[Math.floor(random() * WORDS.length)];
  const paragraph = (number: number) => `Абзац ${number}: ${Array.from({ length: 9 }, word).join(' ')}.`;
  const textOf = (document: number) =>
    Array.from({ length: paragraphs }, (_, index) => paragraph(document * paragraphs + index)).join('\n\n');
  return Object.fromEntries(
    Array.from({ length: documents }, (_, number) => [`document-${number}.txt`, textOf(number)]),
  );
}
