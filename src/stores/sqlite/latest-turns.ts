import { setImmediate as nextTurn } from 'node:timers/promises';
import type { KeptTurn } from '../../protocol/conversation.ts';
import { type TurnRow, turnOf } from '../conversation-rows.ts';
import type { Database } from './connection/sqlite.ts';

/** Rows whose keys are read, and turns that are read whole, before others have their turn. */
const KEYS_AT_ONCE = 1000;
const TURNS_AT_ONCE = 50;

interface TurnKey {
  id: string;
  number: number;
  askedAt: number;
}

/**
 * Creates the function that reads the latest turns, newest first. There is no index of times, which every turn would have to write: the keys of all
 * are read first, a part at a time, and answers of the latest alone.
 *
 * @param options.now The time, in milliseconds.
 */
export function prepareLatestTurns(database: Database, now: () => number): (limit: number) => AsyncIterable<KeptTurn> {
  const keys = database.prepare(
    `SELECT conversation_id AS id, number, asked_at AS askedAt FROM turns JOIN conversations ON id = conversation_id
     WHERE (conversation_id, number) > (?, ?) AND expires_at > ? ORDER BY conversation_id, number LIMIT ?`,
  );
  const turn = database.prepare(
    'SELECT asked_at AS askedAt, question, about, answer, thumb, comment FROM turns WHERE conversation_id = ? AND number = ?',
  );
  const latestKeys = async (limit: number): Promise<TurnKey[]> => {
    let latest: TurnKey[] = [];
    for (let last: Pick<TurnKey, 'id' | 'number'> = { id: '', number: 0 }; ; ) {
      const found = keys.all(last.id, last.number, now(), KEYS_AT_ONCE) as TurnKey[];
      latest = [...latest, ...found].sort((a, b) => b.askedAt - a.askedAt).slice(0, limit);
      if (found.length < KEYS_AT_ONCE) return latest;
      last = found.at(-1)!;
      await nextTurn();
    }
  };
  return async function* latestTurns(limit) {
    for (const [place, { id, number }] of (await latestKeys(limit)).entries()) {
      if (place % TURNS_AT_ONCE === 0) await nextTurn();
      // One may be forgotten meanwhile.
      const row = turn.get(id, number) as TurnRow | undefined;
      if (row) yield turnOf(row);
    }
  };
}
