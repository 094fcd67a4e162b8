import path from 'node:path';
import type { RestoreReport } from '../../backup/restore.ts';
import { defineCommand } from '../command.ts';
import { createTerminalProgress } from '../open-assistant.ts';
import { requireFiles } from '../require-files.ts';
import { requirePath } from '../require-text.ts';

/** Replaces documents, index and conversations by those of a backup. */
export const restore = defineCommand({
  usage: 'path/to/folder',
  description:
    'Replaces the documents, the index and the conversations by those of a backup, also while a server runs.\n' +
    'Every file of the backup is verified first; the replaced files are kept in a backup of their own.\n' +
    'After an interruption, run the same command again. With a database (DATABASE_URL) it prints the pg_restore command instead.',
  options: { json: { type: 'boolean', help: 'print what was done as JSON' } },
  async run({ positionals, values }) {
    const source = path.resolve(requirePath(positionals, 'restore'));
    const [{ loadConfig }, { restore: carryOut }] = await Promise.all([
      import('../../config/config.ts'),
      import('../../backup/restore.ts'),
    ]);
    const config = loadConfig();
    requireFiles(config, { toDo: 'restore' });
    const progress = createTerminalProgress(config.logLevel);
    try {
      const { backup: description, ...done } = await carryOut(config, source, { onProgress: progress.report });
      const { files: _, ...backup } = description;
      progress.end();
      process.stdout.write(
        `${values.json ? JSON.stringify({ source, backup, ...done }, null, 2) : formatReport({ backup: description, ...done }, source)}\n`,
      );
      return 0;
    } finally {
      progress.end();
    }
  },
});

function formatReport(report: RestoreReport, source: string): string {
  const { backup, putBack, removed, unchanged, index, keptIn, damagedIn } = report;
  const { documents, paragraphs, conversations } = backup.counts;
  const indexed = {
    'put back': `${documents} documents, ${paragraphs} paragraphs`,
    left: 'left as it is, because the one in the backup was made in another way; run "npm run index"',
    none: 'the backup has none; run "npm run index"',
  };
  return [
    `Restored "${source}", made ${backup.madeAt}.`,
    `Documents: ${putBack} put back, ${removed} removed, ${unchanged} unchanged`,
    `Index: ${indexed[index]}`,
    `Conversations: ${conversations}`,
    ...(damagedIn === null
      ? []
      : [`Damaged databases were moved to "${damagedIn}": restart servers that have them open.`]),
    ...(keptIn === null ? [] : [`What was there before is kept; to go back to it: npm run restore -- ${keptIn}`]),
  ].join('\n');
}
