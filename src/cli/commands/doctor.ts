import { adviceHere } from '../../config/advice-here.ts';
import { escapeControls } from '../../log.ts';
import type { Finding } from '../../stores/check.ts';
import { defineCommand } from '../command.ts';
import { createTerminalProgress } from '../open-assistant.ts';

/** Checks everything that is kept, and prints what to run where something is wrong. */
export const doctor = defineCommand({
  usage: '',
  description:
    'Checks folders, index, saved files, documents and conversations, or the database of DATABASE_URL with all its tables, and says\n' +
    'what to run where something is wrong. Changes nothing.\n' +
    'Exit code 1 when something is wrong.',
  options: { json: { type: 'boolean', help: 'print the findings as JSON' } },
  async run({ values }) {
    const [{ loadConfig }, { openEmbedder }, { examine }] = await Promise.all([
      import('../../config/config.ts'),
      import('../../embeddings/open-embedder.ts'),
      import('../../doctor/examine.ts'),
    ]);
    const config = loadConfig();
    const progress = createTerminalProgress(config.logLevel);
    const embedder = openEmbedder(config.embedding);
    const findings: Finding[] = [];
    try {
      for await (const finding of examine(config, {
        model: () => embedder.model(),
        onProgress: (what, step) => progress.report({ what: `Checking: ${what}`, unit: 'rows', ...step }),
      })) {
        progress.end();
        findings.push(finding);
        if (!values.json) process.stdout.write(`${escapeControls(formatFinding(finding))}\n`);
      }
    } finally {
      progress.end();
      await embedder.close();
    }
    const wrong = findings.filter(({ isOk }) => !isOk).length;
    const summary = wrong === 0 ? 'All is well.' : `${wrong} of ${findings.length} checks found something wrong.`;
    process.stdout.write(`${values.json ? JSON.stringify({ isOk: wrong === 0, findings }, null, 2) : summary}\n`);
    return wrong === 0 ? 0 : 1;
  },
});

function formatFinding({ check, isOk, found, run }: Finding): string {
  return isOk ? `ok       ${check}: ${found}` : adviceHere(`problem  ${check}: ${found}\n         run: ${run}`);
}
