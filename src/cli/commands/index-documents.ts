import type { Config } from '../../config/config.ts';
import { describeDatabase } from '../../config/database.ts';
import type { IndexingReport } from '../../indexing/indexing-report.ts';
import { defineCommand } from '../command.ts';
import { updateIndex, withAssistant } from '../open-assistant.ts';

/** Brings the index up to date and says what that took. */
export const indexDocuments = defineCommand({
  usage: '',
  description:
    'Brings the index, in INDEX_DIR or in the database of DATABASE_URL, up to date with the files below DOCUMENTS_DIR. Only what\n' +
    'is new is embedded; documents whose files are gone go; those that came without a file stay.\n' +
    'Exit code 1 when a file could not be read; the others are indexed all the same.',
  options: {
    anew: {
      type: 'boolean',
      help: 'make all of it again; in INDEX_DIR the old one is moved aside, a database is answered from meanwhile',
    },
    json: { type: 'boolean', help: 'print the report as JSON' },
  },
  async run({ values }) {
    const { loadConfig } = await import('../../config/config.ts');
    const isShared = loadConfig().database !== null;
    if (values.anew && !isShared) await setAside(loadConfig().indexDirectory);
    return withAssistant(async (open) => {
      const report = await updateIndex(open, { isRebuild: isShared && values.anew === true, finishesAlways: isShared });
      process.stdout.write(`${values.json ? printAsJson(report) : printReport(report, open.config)}\n`);
      for (const { error } of report.problems) process.stderr.write(`${error.message}\n`);
      return report.problems.length === 0 ? 0 : 1;
    });
  },
});

/** Files may be damaged so that they cannot even be opened: they are not made again in their place. */
async function setAside(indexDirectory: string): Promise<void> {
  const { setIndexAside } = await import('../../stores/sqlite/copies/set-aside.ts');
  const aside = await setIndexAside(indexDirectory);
  if (aside === null) return;
  process.stderr.write(
    `The index so far is in "${aside}"; remove it when you like. A server that runs has to be started again.\n`,
  );
}

function printReport(
  report: IndexingReport,
  { database, indexDirectory }: Pick<Config, 'database' | 'indexDirectory'>,
): string {
  const { added, changed, removed, unchanged, embedded, problems } = report;
  const place = database === null ? `"${indexDirectory}"` : `the database ${describeDatabase(database.write)}`;
  return [
    `The index in ${place} is up to date.`,
    `Documents: ${added} added, ${changed} changed, ${removed} removed, ${unchanged} unchanged`,
    `Texts embedded: ${embedded}`,
    ...(problems.length > 0 ? [`Files left out: ${problems.length}`] : []),
  ].join('\n');
}

function printAsJson(report: IndexingReport): string {
  const problems = report.problems.map(({ documentId, error }) => ({ documentId, message: error.message }));
  return JSON.stringify({ ...report, problems }, null, 2);
}
