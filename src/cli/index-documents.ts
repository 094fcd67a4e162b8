import type { IndexingReport } from '../build-index.ts';
import { defineCommand } from './command.ts';
import { updateIndex, withAssistant } from './open-assistant.ts';

/** Brings the index up to date and says what that took. */
export const indexDocuments = defineCommand({
  usage: '',
  description:
    'Brings the index in INDEX_DIR up to date with the files below DOCUMENTS_DIR. Only what is new is embedded.\n' +
    'Exit code 1 when a file could not be read; the others are indexed all the same.',
  options: {
    anew: { type: 'boolean', help: 'move the index aside and make it again' },
    json: { type: 'boolean', help: 'print the report as JSON' },
  },
  async run({ values }) {
    if (values.anew) await setAside();
    return withAssistant(async (open) => {
      const report = await updateIndex(open);
      process.stdout.write(`${values.json ? tellAsJson(report) : tellReport(report, open.config.indexDirectory)}\n`);
      for (const { error } of report.problems) process.stderr.write(`${error.message}\n`);
      return report.problems.length === 0 ? 0 : 1;
    });
  },
});

async function setAside(): Promise<void> {
  const [{ loadConfig }, { setIndexAside }] = await Promise.all([
    import('../config.ts'),
    import('../stores/copies/set-aside.ts'),
  ]);
  const aside = await setIndexAside(loadConfig().indexDirectory);
  if (aside === null) return;
  process.stderr.write(
    `The index so far is in "${aside}"; remove it when you like. A server that runs has to be started again.\n`,
  );
}

function tellReport(report: IndexingReport, indexDirectory: string): string {
  const { added, changed, removed, unchanged, embedded, problems } = report;
  return [
    `The index in "${indexDirectory}" is up to date.`,
    `Documents: ${added} added, ${changed} changed, ${removed} removed, ${unchanged} unchanged`,
    `Texts embedded: ${embedded}`,
    ...(problems.length > 0 ? [`Files left out: ${problems.length}`] : []),
  ].join('\n');
}

function tellAsJson(report: IndexingReport): string {
  const problems = report.problems.map(({ documentId, error }) => ({ documentId, message: error.message }));
  return JSON.stringify({ ...report, problems }, null, 2);
}
