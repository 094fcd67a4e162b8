import { type CheckProgress, collectProblems, type Outcome } from '../../check.ts';
import { type TurnRow, turnOf } from '../../conversation-rows.ts';
import { original, originalOrNull } from '../storable-text.ts';
import type { Query } from './snapshot.ts';

const TURNS_PER_BATCH = 500;
/** So many turns are named in what to run. */
const MAX_NAMED = 20;

type Row = TurnRow & { id: string; number: number };

/** Whether the turns of all conversations can be read. They cannot be made again. None is named by its id, which would let a reader of the report read it. */
export async function checkConversations(
  query: Query,
  { schema, onProgress }: { schema: string; onProgress: CheckProgress },
): Promise<Outcome> {
  const [total] = await query<{ conversations: number; turns: number }>(
    'SELECT (SELECT count(*) FROM conversations) AS conversations, (SELECT count(*) FROM turns) AS turns',
  );
  const problems = collectProblems();
  const unreadable: number[] = [];
  let last: Pick<Row, 'id' | 'number'> = { id: '', number: 0 };
  for (let done = 0; ; ) {
    const rows = await query<Row>(
      `SELECT conversation_id AS id, number, asked_at AS "askedAt", question, about, answer, thumb, comment FROM turns
       WHERE (conversation_id, number) > ($1, $2) ORDER BY conversation_id, number LIMIT ${TURNS_PER_BATCH}`,
      [last.id, last.number],
    );
    if (rows.length === 0) break;
    for (const row of rows.filter((turn) => !isReadable(turn))) {
      problems.add(`the turn of ${new Date(row.askedAt).toISOString()} cannot be read`);
      unreadable.push(row.askedAt);
    }
    done += rows.length;
    last = rows.at(-1)!;
    onProgress({ done, total: total!.turns });
  }
  const times = unreadable.slice(0, MAX_NAMED).join(', ');
  return {
    found: `${total!.conversations}, with ${total!.turns} turns`,
    wrong: problems.summary(),
    ...(unreadable.length > 0 && {
      run: `go back to a backup with pg_restore, or erase what cannot be read: psql "$DATABASE_URL" -c 'DELETE FROM ${schema}.turns WHERE asked_at IN (${times})'`,
    }),
  };
}

function isReadable(row: Row): boolean {
  try {
    const { answer } = turnOf(row);
    original(row.question);
    originalOrNull(row.comment);
    return typeof answer?.text === 'string';
  } catch {
    return false;
  }
}
