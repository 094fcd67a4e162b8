import type { Assistant } from '../../assistant.ts';
import type { Config } from '../../config/config.ts';
import { describeDatabase } from '../../config/database.ts';
import type { IndexingReport } from '../../indexing/indexing-report.ts';
import { escapeControls } from '../../log.ts';
import { describeOmission } from '../../protocol/describe-omission.ts';
import { defineCommand } from '../command.ts';
import { updateIndex, withAssistant } from '../open-assistant.ts';

/** What takes longer is spoken of. */
const QUIET_MS = 1000;
const GRAPH_GROWS =
  'All of it can be searched. Searches are made faster now, which takes a while; a server goes on with it if you stop this command.\n';

/** Brings the index up to date and prints what changed. */
export const indexDocuments = defineCommand({
  usage: '',
  description:
    'Brings the index, in INDEX_DIR or in the database of DATABASE_URL, up to date with the files below DOCUMENTS_DIR. Only new\n' +
    'text is embedded; documents whose files were deleted are removed; those that were uploaded into a database stay.\n' +
    'Exit code 1 when a file could not be read; the others are indexed all the same.',
  options: {
    rebuild: {
      type: 'boolean',
      help: 'rebuild the whole index; in INDEX_DIR the old one is moved aside, in a database it answers meanwhile',
    },
    anew: { type: 'boolean', help: 'older spelling of --rebuild' },
    json: { type: 'boolean', help: 'print the report as JSON' },
  },
  async run({ values }) {
    const { loadConfig } = await import('../../config/config.ts');
    const isShared = loadConfig().database !== null;
    const isRebuild = values.rebuild === true || values.anew === true;
    if (isRebuild && !isShared) await setAside(loadConfig().indexDirectory);
    return withAssistant(async (open) => {
      const report = await updateIndex(open, { isRebuild: isShared && isRebuild, finishesAlways: isShared });
      process.stdout.write(`${values.json ? formatAsJson(report) : formatReport(report, open.config)}\n`);
      const lines = [...report.problems.map(({ error }) => error.message), ...describeIncomplete(report)];
      for (const line of lines) process.stderr.write(`${escapeControls(line)}\n`);
      await finishGraph(open.assistant);
      return report.problems.length === 0 ? 0 : 1;
    });
  },
});

/** Waits until the graph over many new vectors is made: what is reported can be searched already. */
async function finishGraph(assistant: Assistant): Promise<void> {
  const growing = assistant.untilWhole();
  const note = setTimeout(() => process.stderr.write(GRAPH_GROWS), QUIET_MS);
  await growing.finally(() => clearTimeout(note));
}

/** Moves an index in files aside instead of updating it: it may be too damaged to be opened. */
async function setAside(indexDirectory: string): Promise<void> {
  const { setIndexAside } = await import('../../stores/sqlite/copies/set-aside.ts');
  const aside = await setIndexAside(indexDirectory);
  if (aside === null) return;
  process.stderr.write(
    `The old index was moved to "${aside}"; remove it when you no longer need it. Restart a server that is running.\n`,
  );
}

function formatReport(
  report: IndexingReport,
  { database, indexDirectory }: Pick<Config, 'database' | 'indexDirectory'>,
): string {
  const { added, changed, removed, unchanged, embedded, problems, incomplete } = report;
  const place = database === null ? `"${indexDirectory}"` : `the database ${describeDatabase(database.write)}`;
  return [
    `The index in ${place} is up to date.`,
    `Documents: ${added} added, ${changed} changed, ${removed} removed, ${unchanged} unchanged`,
    `Texts embedded: ${embedded}`,
    ...(problems.length > 0 ? [`Files left out: ${problems.length}`] : []),
    ...(incomplete.length > 0 ? [`Documents not read whole or for certain: ${incomplete.length}`] : []),
  ].join('\n');
}

function describeIncomplete({ incomplete }: IndexingReport): string[] {
  return incomplete.map(
    ({ documentId, omissions }) => `"${documentId}": ${omissions.map((one) => describeOmission(one, 'en')).join('; ')}`,
  );
}

function formatAsJson(report: IndexingReport): string {
  const problems = report.problems.map(({ documentId, error }) => ({ documentId, message: error.message }));
  return JSON.stringify({ ...report, problems }, null, 2);
}
