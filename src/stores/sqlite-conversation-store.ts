import { closeSync, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { PilcrowError, reasonOf } from '../errors.ts';
import type { Answer, ChatTurn, Feedback, KeptTurn, ParagraphPlace } from '../protocol.ts';
import type { ConversationStore } from './conversation-store.ts';

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
/** What has expired is not given any more; it is erased when the store is opened, and so often. */
const SWEEP_MS = 60 * 60 * 1000;

interface TurnRow {
  askedAt: number;
  question: string;
  about: string | null;
  answer: string;
  thumb: Feedback['thumb'];
  comment: string | null;
}

/**
 * Opens the conversations of one machine: a database of its own beside the index, because an index can be made again and these cannot, and
 * because an index being written must not keep an answer waiting.
 *
 * @param options.now The time, in milliseconds.
 * @throws CONVERSATIONS_UNUSABLE
 */
export function openSqliteConversationStore(
  indexDirectory: string,
  { timeToLiveMs, now = Date.now }: { timeToLiveMs: number; now?: () => number },
): ConversationStore {
  const database = openConversationsDatabase(indexDirectory);
  const sql = prepareStatements(database);
  /** What was erased is still in the write-ahead log, until that is written back and cut. */
  const cutLog = () => database.pragma('wal_checkpoint(TRUNCATE)');
  const keepTurn = database.transaction((...[turn, { begins }]: Parameters<ConversationStore['keepTurn']>) => {
    const { question, about, answer } = turn;
    const { id, conversationId } = answer;
    const askedAt = now();
    const { changes } = (begins ? sql.begin : sql.prolong).run({
      conversationId,
      askedAt,
      expiresAt: askedAt + timeToLiveMs,
    });
    if (changes === 0) return;
    sql.addTurn.run({
      conversationId,
      answerId: id,
      askedAt,
      question,
      about: about && JSON.stringify(about),
      answer: JSON.stringify(answer),
    });
  });
  const sweep = () => {
    try {
      if (sql.sweep.run(now()).changes > 0) cutLog();
    } catch {
      // A full disk or another process in the way: a server does not stop for that, and the next sweep erases it all.
    }
  };
  sweep();
  const sweeping = setInterval(sweep, SWEEP_MS).unref();

  return {
    async history(conversationId, turns) {
      if (!sql.conversation.get(conversationId, now())) return null;
      const rows = sql.latest.all(conversationId, turns) as { question: string; text: string }[];
      return rows.reverse().flatMap(({ question, text }): ChatTurn[] => [
        { role: 'user', content: question },
        { role: 'assistant', content: text },
      ]);
    },
    async conversation(id) {
      const row = sql.conversation.get(id, now()) as { createdAt: number; expiresAt: number } | undefined;
      if (!row) return null;
      const turns = (sql.turns.all(id) as TurnRow[]).map(turnOf);
      return { id, createdAt: timeOf(row.createdAt), expiresAt: timeOf(row.expiresAt), turns };
    },
    keepTurn: async (turn, options) => void keepTurn.immediate(turn, options),
    async keepFeedback({ conversationId, answerId = null }, { thumb, comment }) {
      if (!sql.conversation.get(conversationId, now())) return null;
      return (sql.feedback.get({ thumb, comment, conversationId, answerId }) as string | undefined) ?? null;
    },
    async forget(id) {
      const isForgotten = sql.forget.run(id).changes > 0;
      if (isForgotten) cutLog();
      return isForgotten;
    },
    async close() {
      clearInterval(sweeping);
      database.close();
    },
  };
}

function prepareStatements(database: Database.Database) {
  const prepare = (statement: string) => database.prepare(statement);
  return {
    sweep: prepare('DELETE FROM conversations WHERE expires_at <= ?'),
    begin: prepare('INSERT INTO conversations VALUES (@conversationId, @askedAt, @expiresAt)'),
    prolong: prepare(
      'UPDATE conversations SET expires_at = @expiresAt WHERE id = @conversationId AND expires_at > @askedAt',
    ),
    addTurn: prepare(
      `INSERT INTO turns (conversation_id, number, answer_id, asked_at, question, about, answer)
       VALUES (@conversationId, (SELECT coalesce(max(number), 0) + 1 FROM turns WHERE conversation_id = @conversationId),
               @answerId, @askedAt, @question, @about, @answer)`,
    ),
    conversation: prepare(
      'SELECT created_at AS createdAt, expires_at AS expiresAt FROM conversations WHERE id = ? AND expires_at > ?',
    ),
    turns: prepare(
      `SELECT asked_at AS askedAt, question, about, answer, thumb, comment
       FROM turns WHERE conversation_id = ? ORDER BY number`,
    ),
    latest: prepare(
      `SELECT question, json_extract(answer, '$.text') AS text
       FROM turns WHERE conversation_id = ? ORDER BY number DESC LIMIT ?`,
    ),
    feedback: prepare(
      `UPDATE turns SET thumb = @thumb, comment = @comment WHERE conversation_id = @conversationId AND number =
       (SELECT max(number) FROM turns WHERE conversation_id = @conversationId AND answer_id = coalesce(@answerId, answer_id))
       RETURNING answer_id`,
    ).pluck(),
    forget: prepare('DELETE FROM conversations WHERE id = ?'),
  };
}

/** Opens the database of conversations, and makes it when there is none. @throws CONVERSATIONS_UNUSABLE */
export function openConversationsDatabase(indexDirectory: string): Database.Database {
  const file = path.join(indexDirectory, CONVERSATIONS_DATABASE);
  let database: Database.Database | undefined;
  try {
    mkdirSync(indexDirectory, { recursive: true });
    // Made here, so that nobody else on the machine may read it; SQLite gives its other files the same mode.
    closeSync(openSync(file, 'a', 0o600));
    database = new Database(file, { timeout: BUSY_MS });
    database.pragma('journal_mode = WAL');
    // A power cut may take the last turns; waiting for the disk with every answer would cost more than they are worth.
    database.pragma('synchronous = NORMAL');
    database.pragma('foreign_keys = ON');
    // What is forgotten is overwritten, not only unlinked.
    database.pragma('secure_delete = ON');
    const opened = database;
    const version = () => opened.pragma('user_version', { simple: true });
    if (version() === 0) opened.transaction(() => version() === 0 && opened.exec(SCHEMA)).immediate();
    if (version() !== CONVERSATIONS_VERSION)
      throw new Error(`it has version "${version()}", this program needs "${CONVERSATIONS_VERSION}"`);
    return database;
  } catch (cause) {
    database?.close();
    throw new PilcrowError(
      'CONVERSATIONS_UNUSABLE',
      `Cannot open the conversations in "${file}": ${reasonOf(cause)}; restore that file or move it away, or set STORE_CONVERSATIONS=false`,
      { cause },
    );
  }
}

function turnOf({ askedAt, question, about, answer, thumb, comment }: TurnRow): KeptTurn {
  return {
    askedAt: timeOf(askedAt),
    question,
    about: about === null ? null : (JSON.parse(about) as ParagraphPlace),
    answer: JSON.parse(answer) as Answer,
    feedback: thumb === null && comment === null ? null : { thumb, comment },
  };
}

function timeOf(ms: number): string {
  return new Date(ms).toISOString();
}
