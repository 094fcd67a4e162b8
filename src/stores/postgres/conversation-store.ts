import type { Answer } from '../../protocol/answer.ts';
import type { KeptConversation } from '../../protocol/conversation.ts';
import type { ChatTurn } from '../../protocol/requests.ts';
import { rowOf, type TurnRow, timeOf, turnOf } from '../conversation-rows.ts';
import type { ConversationStore } from '../conversation-store.ts';
import type { Database } from './connection/database.ts';
import { latestTurns } from './latest-turns.ts';
import { original, storable } from './storable-text.ts';

/** What has expired is not given any more; it is erased when the store is opened, and so often. */
const SWEEP_MS = 60 * 60 * 1000;
/** So many are erased, and read, at once. */
const BATCH = 50;
const ERASED_AT_ONCE = 1000;

/** Numbers a turn in the row of its conversation, which stays locked until that is kept: two servers never take the same number. */
const ADD_TURN = `INSERT INTO turns (conversation_id, number, answer_id, asked_at, question, about, answer)
  SELECT id, last_number, $4, $2, $5, $6, $7 FROM conversation`;
const ADD_FIRST_TURN = `WITH conversation AS (
  INSERT INTO conversations (id, created_at, expires_at, last_number) VALUES ($1, $2::bigint, $3, 1) RETURNING id, last_number
) ${ADD_TURN}`;
const ADD_NEXT_TURN = `WITH conversation AS (
  UPDATE conversations SET expires_at = $3, last_number = last_number + 1 WHERE id = $1 AND expires_at > $2::bigint
  RETURNING id, last_number
) ${ADD_TURN}`;
const TURNS = `SELECT id, created_at AS "createdAt", expires_at AS "expiresAt", asked_at AS "askedAt",
    question, about, answer, thumb, comment
  FROM conversations JOIN turns ON conversation_id = id`;
const FEEDBACK = `UPDATE turns SET thumb = $3, comment = $4 FROM conversations
  WHERE id = $1 AND expires_at > $5 AND conversation_id = id AND number =
    (SELECT max(number) FROM turns WHERE conversation_id = $1 AND answer_id = coalesce($2, answer_id))
  RETURNING answer_id AS id`;
/** What ends sooner gives way; what is the same or newer stays. */
const PUT_BACK = `INSERT INTO conversations (id, created_at, expires_at, last_number) VALUES ($1, $2, $3, $4)
  ON CONFLICT (id) DO UPDATE
    SET created_at = excluded.created_at, expires_at = excluded.expires_at, last_number = excluded.last_number
    WHERE conversations.expires_at < excluded.expires_at
  RETURNING id`;
const PUT_BACK_TURN = `INSERT INTO turns
    (conversation_id, number, answer_id, asked_at, question, about, thumb, comment, answer)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`;
/** Erases expired conversations; those that another server is erasing are left to it. */
const SWEEP = `DELETE FROM conversations WHERE id IN
    (SELECT id FROM conversations WHERE expires_at <= $1 LIMIT ${ERASED_AT_ONCE} FOR UPDATE SKIP LOCKED)
  RETURNING id`;

type Row = TurnRow & { id: string; createdAt: number; expiresAt: number };

/**
 * Opens the conversations that many servers keep in one database. Closing it leaves the database open.
 *
 * @param options.now The time, in milliseconds.
 */
export function openPostgresConversationStore(
  database: Database,
  { timeToLiveMs, now = Date.now }: { timeToLiveMs: number; now?: () => number },
): ConversationStore {
  const { query } = database;
  const sweeping = sweepRegularly(database, now);
  return {
    isShared: true,
    async history(conversationId, turns) {
      const rows = await query<Row>(`${TURNS} WHERE id = $1 AND expires_at > $2 ORDER BY number DESC LIMIT $3`, [
        storable(conversationId),
        now(),
        // One row shows that it is kept.
        Math.max(turns, 1),
      ]);
      return rows.length === 0 ? null : rows.slice(0, turns).reverse().flatMap(chatTurns);
    },
    async conversation(id, { from, limit } = { from: 1, limit: Number.POSITIVE_INFINITY }) {
      const rows = await query<Row>(
        `${TURNS} WHERE id = $1 AND expires_at > $2 AND number >= $3 ORDER BY number LIMIT $4`,
        [storable(id), now(), from, Number.isFinite(limit) ? limit : null],
      );
      return conversationsOf(rows)[0] ?? null;
    },
    keepTurn: (turn, { begins }) => keepTurn(database, turn, { begins, askedAt: now(), timeToLiveMs }),
    async keepFeedback({ conversationId, answerId }, { thumb, comment }) {
      const [row] = await query<{ id: string }>(FEEDBACK, [
        storable(conversationId),
        answerId === undefined ? null : storable(answerId),
        thumb,
        comment === null ? null : storable(comment),
        now(),
      ]);
      return row ? original(row.id) : null;
    },
    forget: async (id) =>
      (await query('DELETE FROM conversations WHERE id = $1 RETURNING id', [storable(id)])).length > 0,
    everything: () => everything(database, now),
    latestTurns: (limit) => latestTurns(database, { limit, now: now() }),
    async putBack(conversation) {
      if (Date.parse(conversation.expiresAt) > now()) await putBack(database, conversation);
    },
    close: () => sweeping.end(),
  };
}

async function keepTurn(
  { query }: Database,
  { question, about, answer }: Parameters<ConversationStore['keepTurn']>[0],
  { begins, askedAt, timeToLiveMs }: { begins: boolean; askedAt: number; timeToLiveMs: number },
): Promise<void> {
  await query(begins ? ADD_FIRST_TURN : ADD_NEXT_TURN, [
    storable(answer.conversationId),
    askedAt,
    Math.round(askedAt + timeToLiveMs),
    storable(answer.id),
    storable(question),
    about && JSON.stringify(about),
    JSON.stringify(answer),
  ]);
}

/** Erases what has expired, now and every hour. A database that is away for the moment stops no server: the next sweep erases it all. */
function sweepRegularly({ query }: Database, now: () => number): { end(): Promise<void> } {
  const sweep = async () => {
    let erased: unknown[];
    do erased = await query(SWEEP, [now()]);
    while (erased.length === ERASED_AT_ONCE);
  };
  const trySweep = () => sweep().catch(() => {});
  let last = trySweep();
  const timer = setInterval(() => {
    last = last.then(trySweep);
  }, SWEEP_MS).unref();
  return {
    async end() {
      clearInterval(timer);
      await last;
    },
  };
}

async function* everything({ query }: Database, now: () => number): AsyncIterable<KeptConversation> {
  for (let last = ''; ; ) {
    const rows = await query<Row>(
      `${TURNS} WHERE id IN (SELECT id FROM conversations WHERE id > $1 AND expires_at > $2 ORDER BY id LIMIT ${BATCH})
       ORDER BY id, number`,
      [last, now()],
    );
    if (rows.length === 0) return;
    yield* conversationsOf(rows);
    last = rows.at(-1)!.id;
  }
}

async function putBack(database: Database, { id, createdAt, expiresAt, turns }: KeptConversation): Promise<void> {
  await database.transaction(async (query) => {
    const times = [Date.parse(createdAt), Date.parse(expiresAt)];
    const taken = await query(PUT_BACK, [storable(id), ...times, turns.length]);
    if (taken.length === 0) return;
    await query('DELETE FROM turns WHERE conversation_id = $1', [storable(id)]);
    for (const [index, turn] of turns.entries()) {
      const row = rowOf(id, { number: index + 1, turn });
      const { number, answerId, askedAt, question, about, thumb, comment, answer } = row;
      const kept = [storable(question), about, thumb, comment === null ? null : storable(comment), answer];
      await query(PUT_BACK_TURN, [storable(id), number, storable(answerId), askedAt, ...kept]);
    }
  });
}

/** Conversations of their turns, which stand together. */
function conversationsOf(rows: Row[]): KeptConversation[] {
  const conversations: KeptConversation[] = [];
  let last: string | null = null;
  for (const { id, createdAt, expiresAt, ...turn } of rows) {
    if (id !== last) {
      conversations.push({ id: original(id), createdAt: timeOf(createdAt), expiresAt: timeOf(expiresAt), turns: [] });
    }
    last = id;
    conversations.at(-1)!.turns.push(turnOf(withOriginals(turn)));
  }
  return conversations;
}

function withOriginals(row: TurnRow): TurnRow {
  return { ...row, question: original(row.question), comment: row.comment === null ? null : original(row.comment) };
}

function chatTurns({ question, answer }: Row): ChatTurn[] {
  return [
    { role: 'user', content: original(question) },
    { role: 'assistant', content: (JSON.parse(answer) as Answer).text },
  ];
}
