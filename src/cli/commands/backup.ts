import path from 'node:path';
import { defineCommand } from '../command.ts';
import { createTerminalProgress } from '../open-assistant.ts';
import { requireFiles } from '../require-files.ts';
import { requirePath } from '../require-text.ts';

/** Copies the documents, the conversations and the index into a folder. */
export const backup = defineCommand({
  usage: 'path/to/folder',
  description:
    'Copies the documents, the index and the conversations into a new folder, also while a server runs.\n' +
    'The folder gets its name once the copy is complete and on the disk. With a database (DATABASE_URL) it prints the pg_dump command instead.',
  options: { json: { type: 'boolean', help: 'print what was copied as JSON' } },
  async run({ positionals, values }) {
    const target = path.resolve(requirePath(positionals, 'backup'));
    const [{ loadConfig }, { backUp }] = await Promise.all([
      import('../../config/config.ts'),
      import('../../backup/back-up.ts'),
    ]);
    const config = loadConfig();
    requireFiles(config, { toDo: 'back up' });
    const progress = createTerminalProgress(config.logLevel);
    try {
      const { files, ...description } = await backUp(config, target, progress.report);
      const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
      progress.end();
      const report = { ...description, files: files.length, bytes };
      process.stdout.write(`${values.json ? JSON.stringify(report, null, 2) : formatReport(report, target)}\n`);
      return 0;
    } finally {
      progress.end();
    }
  },
});

function formatReport(
  {
    counts,
    files,
    bytes,
    model,
  }: {
    counts: { documents: number; paragraphs: number; conversations: number };
    files: number;
    bytes: number;
    model: string | null;
  },
  target: string,
): string {
  const { documents, paragraphs, conversations } = counts;
  return [
    `The backup in "${target}" is whole: ${files} files, ${(bytes / 1e6).toFixed(1)} MB.`,
    `Index: ${documents} documents, ${paragraphs} paragraphs${model === null ? '' : `, made with "${model}"`}`,
    `Conversations: ${conversations}`,
    `To go back to it: npm run restore -- ${target}`,
  ].join('\n');
}
