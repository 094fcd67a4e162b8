import type { KeptTurn } from '../../protocol/conversation.ts';
import { type TurnRow, turnOf } from '../conversation-rows.ts';
import type { Database } from './connection/database.ts';
import { original, originalOrNull } from './storable-text.ts';

/** So many are in memory at once. */
const TURNS_AT_ONCE = 100;
/** Without the answers, which stand elsewhere than the rows, all turns are read through soon. */
const KEYS = `SELECT conversation_id AS id, number FROM turns JOIN conversations ON id = conversation_id
  WHERE expires_at > $1 ORDER BY asked_at DESC, id, number LIMIT $2`;
const TURNS = `SELECT asked_at AS "askedAt", question, about, answer, thumb, comment
  FROM unnest($1::text[], $2::integer[]) WITH ORDINALITY AS wanted (id, place, "order")
  JOIN turns ON conversation_id = wanted.id COLLATE "C" AND number = wanted.place ORDER BY "order"`;

/** Reads the latest turns of all conversations that have not expired, newest first. @param options.now The time, in milliseconds. */
export async function* latestTurns(
  { query }: Database,
  { limit, now }: { limit: number; now: number },
): AsyncIterable<KeptTurn> {
  const keys = await query<{ id: string; number: number }>(KEYS, [now, limit]);
  for (let from = 0; from < keys.length; from += TURNS_AT_ONCE) {
    const wanted = keys.slice(from, from + TURNS_AT_ONCE);
    const rows = await query<TurnRow>(TURNS, [wanted.map(({ id }) => id), wanted.map(({ number }) => number)]);
    yield* rows.map((row) =>
      turnOf({ ...row, question: original(row.question), comment: originalOrNull(row.comment) }),
    );
  }
}
