import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Check, collectProblems, type Outcome } from '../../check.ts';
import { CONVERSATIONS_DATABASE, CONVERSATIONS_VERSION } from '../connection/conversations-database.ts';
import { Database } from '../connection/sqlite.ts';

/** A check of the kept conversations: they cannot be made again. */
export function checkConversations(directory: string): Check {
  const file = path.join(directory, CONVERSATIONS_DATABASE);
  const cure = `npm run restore -- path/to/backup, or without one: mv ${file} ${file}.damaged`;
  return { name: 'Conversations', cure, examine: () => examine(file) };
}

function examine(file: string): Outcome {
  if (!existsSync(file)) return { found: 'none', wrong: null };
  const database = new Database(file, { readonly: true, timeout: 10_000 });
  try {
    const problems = collectProblems();
    for (const row of database.pragma('integrity_check') as { integrity_check: string }[]) {
      if (row.integrity_check !== 'ok') problems.add(row.integrity_check.replace(/\s+/g, ' '));
    }
    const lost = (database.pragma('foreign_key_check') as unknown[]).length;
    if (lost > 0) problems.add(`${lost} turns are of no conversation`);
    const version = database.pragma('user_version', { simple: true });
    if (version !== CONVERSATIONS_VERSION) {
      problems.add(`it has version "${version}", this program needs "${CONVERSATIONS_VERSION}"`);
      return { found: '', wrong: problems.summary() };
    }
    const count = database.prepare('SELECT count(*) FROM conversations').pluck().get();
    return { found: String(count), wrong: problems.summary() };
  } finally {
    database.close();
  }
}
