import path from 'node:path';
import { PilcrowError, reasonOf } from '../../../errors.ts';
import { nativeModuleProblem } from '../../../runtime/native-module-problem.ts';
import { openPrivateDatabase } from './private-database.ts';
import type { Database } from './sqlite.ts';

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
  ) WITHOUT ROWID
`;

/** Opens the database of conversations, and makes it when there is none. @throws CONVERSATIONS_UNUSABLE */
export function openConversationsDatabase(indexDirectory: string): Database {
  const file = path.join(indexDirectory, CONVERSATIONS_DATABASE);
  try {
    return openPrivateDatabase(file, { schema: SCHEMA, version: CONVERSATIONS_VERSION });
  } catch (cause) {
    const moduleProblem = nativeModuleProblem(cause);
    if (moduleProblem !== null) throw new PilcrowError('MODULE_UNUSABLE', moduleProblem, { cause });
    throw new PilcrowError(
      'CONVERSATIONS_UNUSABLE',
      `Cannot open the conversations in "${file}": ${reasonOf(cause)}; restore that file or move it away, or set STORE_CONVERSATIONS=false`,
      { cause },
    );
  }
}
