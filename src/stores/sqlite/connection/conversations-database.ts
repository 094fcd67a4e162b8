import { closeSync, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';
import { PilcrowError, reasonOf } from '../../../errors.ts';
import { nativeModuleProblem } from '../../../runtime/native-module-problem.ts';
import { Database } from './sqlite.ts';

/** Raised with every change of the tables below. */
export const CONVERSATIONS_VERSION = 1;
/** The name of the database in its folder. */
export const CONVERSATIONS_DATABASE = 'conversations.sqlite';
/** No index besides the keys: every page that a turn touches is written twice. */
const SCHEMA = `
  CREATE TABLE conversations (
    id TEXT PRIMARY KEY, created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE turns (
    conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    number INTEGER NOT NULL, answer_id TEXT NOT NULL, asked_at INTEGER NOT NULL,
    question TEXT NOT NULL, about TEXT, thumb TEXT, comment TEXT, answer TEXT NOT NULL,
    PRIMARY KEY (conversation_id, number)
  ) WITHOUT ROWID;
  PRAGMA user_version = ${CONVERSATIONS_VERSION};
`;
/** All wait while one writes: another process gets this long to finish. */
const BUSY_MS = 1_000;

/** Opens the database of conversations, and makes it when there is none. @throws CONVERSATIONS_UNUSABLE */
export function openConversationsDatabase(indexDirectory: string): Database {
  const file = path.join(indexDirectory, CONVERSATIONS_DATABASE);
  let database: Database | undefined;
  try {
    mkdirSync(indexDirectory, { recursive: true });
    // Made here, so that no other user of the machine may read it; SQLite gives its other files the same mode.
    closeSync(openSync(file, 'a', 0o600));
    database = new Database(file, { timeout: BUSY_MS });
    database.pragma('journal_mode = WAL');
    // A power cut may take the last turns; waiting for the disk with every answer would cost more than they are worth.
    database.pragma('synchronous = NORMAL');
    database.pragma('foreign_keys = ON');
    // Erased conversations are overwritten, not only unlinked.
    database.pragma('secure_delete = ON');
    const opened = database;
    const version = () => opened.pragma('user_version', { simple: true });
    if (version() === 0) opened.transaction(() => version() === 0 && opened.exec(SCHEMA)).immediate();
    if (version() !== CONVERSATIONS_VERSION)
      throw new Error(`it has version "${version()}", this program needs "${CONVERSATIONS_VERSION}"`);
    return database;
  } catch (cause) {
    database?.close();
    const moduleProblem = nativeModuleProblem(cause);
    if (moduleProblem !== null) throw new PilcrowError('MODULE_UNUSABLE', moduleProblem, { cause });
    throw new PilcrowError(
      'CONVERSATIONS_UNUSABLE',
      `Cannot open the conversations in "${file}": ${reasonOf(cause)}; restore that file or move it away, or set STORE_CONVERSATIONS=false`,
      { cause },
    );
  }
}
