import type { KeptConversation } from '../../protocol/conversation.ts';
import type { ChatTurn } from '../../protocol/requests.ts';
import { rowOf, type TurnRow, timeOf, turnOf } from '../conversation-rows.ts';
import type { ConversationStore, TurnRange } from '../conversation-store.ts';
import { openConversationsDatabase } from './connection/conversations-database.ts';
import type { Database } from './connection/sqlite.ts';
import { prepareLatestTurns } from './latest-turns.ts';
import { afterWriting, writeTogether } from './write-together.ts';

interface ConversationRow {
  id: string;
  createdAt: number;
  expiresAt: number;
}

/** To SQLite, a negative limit is none. */
const ALL_TURNS: TurnRange = { from: 1, limit: -1 };
/** So many conversations are held in memory at once while all are read. */
const BATCH = 50;
/** What has expired is not given any more; it is erased when the store is opened, and so often. */
const SWEEP_MS = 60 * 60 * 1000;

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
  const turns = writeTogether(prepareTurns(database, sql, timeToLiveMs));
  const putBack = preparePuttingBack(database, sql, now);
  const conversationOf = (
    { id, createdAt, expiresAt }: ConversationRow,
    { from, limit }: TurnRange = ALL_TURNS,
  ): KeptConversation => ({
    id,
    createdAt: timeOf(createdAt),
    expiresAt: timeOf(expiresAt),
    turns: (sql.turns.all(id, from, limit) as TurnRow[]).map(turnOf),
  });
  const sweeping = sweepRegularly(database, sql, now);

  const methods: Omit<ConversationStore, 'keepTurn'> = {
    isShared: false,
    async history(conversationId, turns) {
      if (!sql.conversation.get(conversationId, now())) return null;
      const rows = sql.latest.all(conversationId, turns) as { question: string; text: string }[];
      return rows.reverse().flatMap(chatTurns);
    },
    async conversation(id, turns) {
      const row = sql.conversation.get(id, now()) as ConversationRow | undefined;
      const found = row && conversationOf(row, turns);
      return found && (turns === undefined || found.turns.length > 0) ? found : null;
    },
    async keepFeedback({ conversationId, answerId = null }, { thumb, comment }) {
      if (!sql.conversation.get(conversationId, now())) return null;
      return (sql.feedback.get({ thumb, comment, conversationId, answerId }) as string | undefined) ?? null;
    },
    async forget(id) {
      const isForgotten = sql.forget.run(id).changes > 0;
      if (isForgotten) cutLog(database);
      return isForgotten;
    },
    async *everything() {
      for (const rows of inBatches(sql, now)) yield* rows.map((row) => conversationOf(row));
    },
    latestTurns: prepareLatestTurns(database, now),
    putBack: async (conversation) => putBack(conversation),
    async close() {
      clearInterval(sweeping);
      database.close();
    },
  };
  return {
    ...afterWriting(turns.writeNow, methods),
    keepTurn: (turn, { begins }) => turns.add([turn, { begins }, now()]),
  };
}

/** A turn to be kept, and when it was asked. */
type NewTurn = [...Parameters<ConversationStore['keepTurn']>, askedAt: number];

/** Prepares what adds turns to their conversations, in one transaction. */
function prepareTurns(database: Database, sql: Statements, timeToLiveMs: number) {
  return database.transaction((turns: readonly NewTurn[]) => {
    for (const [{ question, about, answer }, { begins }, askedAt] of turns) {
      const { id, conversationId } = answer;
      const conversation = { conversationId, askedAt, expiresAt: askedAt + timeToLiveMs };
      if ((begins ? sql.begin : sql.prolong).run(conversation).changes === 0) continue;
      sql.addTurn.run({
        conversationId,
        answerId: id,
        askedAt,
        question,
        about: about && JSON.stringify(about),
        answer: JSON.stringify(answer),
      });
    }
  }).immediate;
}

/** Prepares what takes a conversation of another store, in one transaction. */
function preparePuttingBack(database: Database, sql: Statements, now: () => number) {
  const putBack = database.transaction((conversation: KeptConversation) => {
    const { id, createdAt, expiresAt, turns } = conversation;
    const row = { id, createdAt: Date.parse(createdAt), expiresAt: Date.parse(expiresAt) };
    if (row.expiresAt <= now() || sql.isAsNew.get(row)) return;
    sql.forget.run(id);
    sql.putBack.run(row);
    for (const [index, turn] of turns.entries()) sql.putBackTurn.run(rowOf(id, { number: index + 1, turn }));
  });
  return putBack.immediate;
}

/** Erases what has expired, now and every hour. @returns What ends it, by `clearInterval`. */
function sweepRegularly(database: Database, sql: Statements, now: () => number): NodeJS.Timeout {
  const sweep = () => {
    try {
      if (sql.sweep.run(now()).changes > 0) cutLog(database);
    } catch {
      // A full disk or another process in the way: a server does not stop for that, and the next sweep erases it all.
    }
  };
  sweep();
  return setInterval(sweep, SWEEP_MS).unref();
}

/** All conversations that have not expired, by their ids, a batch at a time. */
function* inBatches(sql: Statements, now: () => number): Generator<ConversationRow[]> {
  for (let last = ''; ; ) {
    const rows = sql.following.all(last, now(), BATCH) as ConversationRow[];
    yield rows;
    if (rows.length < BATCH) return;
    last = rows.at(-1)!.id;
  }
}

/** Writes the log back and cuts it: what was erased is still in it until then. */
function cutLog(database: Database): void {
  database.pragma('wal_checkpoint(TRUNCATE)');
}

function chatTurns({ question, text }: { question: string; text: string }): ChatTurn[] {
  return [
    { role: 'user', content: question },
    { role: 'assistant', content: text },
  ];
}

type Statements = ReturnType<typeof prepareStatements>;

function prepareStatements(database: Database) {
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
      'SELECT id, created_at AS createdAt, expires_at AS expiresAt FROM conversations WHERE id = ? AND expires_at > ?',
    ),
    following: prepare(
      `SELECT id, created_at AS createdAt, expires_at AS expiresAt
       FROM conversations WHERE id > ? AND expires_at > ? ORDER BY id LIMIT ?`,
    ),
    turns: prepare(
      `SELECT asked_at AS askedAt, question, about, answer, thumb, comment
       FROM turns WHERE conversation_id = ? AND number >= ? ORDER BY number LIMIT ?`,
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
    isAsNew: prepare('SELECT 1 FROM conversations WHERE id = @id AND expires_at >= @expiresAt'),
    putBack: prepare('INSERT INTO conversations VALUES (@id, @createdAt, @expiresAt)'),
    putBackTurn: prepare(
      `INSERT INTO turns (conversation_id, number, answer_id, asked_at, question, about, thumb, comment, answer)
       VALUES (@conversationId, @number, @answerId, @askedAt, @question, @about, @thumb, @comment, @answer)`,
    ),
    forget: prepare('DELETE FROM conversations WHERE id = ?'),
  };
}
