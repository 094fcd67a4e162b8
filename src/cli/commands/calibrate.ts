import { PilcrowError } from '../../errors.ts';
import type { CalibrationReport } from '../../evaluation/calibrate.ts';
import type { Standing } from '../../evaluation/observe-answers.ts';
import { defineCommand } from '../command.ts';
import { createTerminalProgress } from '../open-assistant.ts';

/** Fits ranking weights, confidence and thresholds for the configured embedding model on documents with questions. */
export const calibrate = defineCommand({
  usage: '[folder]',
  description:
    'Learns ranking weights, the confidence and its thresholds for the configured embedding model from a folder of pairs\n' +
    '"name.txt" and "name.jsonl" (a document and questions about it, as for evaluate) and, in "collections", folders of\n' +
    'documents with one "questions.jsonl", whose "source" names the document that answers; by default embeddings/calibration.\n' +
    'Each is asked by itself, and all together. Writes the result to calibration.json beside the model, and prints the outcomes\n' +
    'on documents left out of the learning.',
  options: {
    'dry-run': { type: 'boolean', help: 'print the calibration instead of writing it' },
  },
  async run({ positionals: [folder, ...more], values }) {
    if (more.length > 0)
      throw new PilcrowError('USAGE_INVALID', 'Cannot run "calibrate": give one folder; see calibrate --help');
    const [
      { loadConfig, PROJECT_DIRECTORY },
      { openEmbedder },
      { calibrationFile, loadBuiltInCalibration },
      evaluation,
    ] = await Promise.all([
      import('../../config/config.ts'),
      import('../../embeddings/open-embedder.ts'),
      import('../../retrieval/calibration.ts'),
      import('../../evaluation/calibrate.ts'),
    ]);
    const { writeFile } = await import('node:fs/promises');
    const path = await import('node:path');
    const config = loadConfig();
    const progress = createTerminalProgress(config.logLevel);
    const embedder = openEmbedder(config.embedding);
    try {
      // Not the model's own, which may be of an earlier version.
      const start = await loadBuiltInCalibration();
      const { calibration, report } = await evaluation.calibrate(
        folder ?? path.join(PROJECT_DIRECTORY, 'embeddings/calibration'),
        { embedder, start, onProgress: (step) => progress.report({ what: 'Calibrating', unit: 'steps', ...step }) },
      );
      progress.end();
      const json = `${JSON.stringify(calibration, (_, value) => (typeof value === 'number' ? Number(value.toFixed(4)) : value), 2)}\n`;
      const file = await calibrationFile(config.embedding);
      if (values['dry-run']) process.stdout.write(json);
      else await writeFile(file, json);
      process.stdout.write(describe(report));
      if (!values['dry-run']) process.stdout.write(`Written to ${file}\n`);
      return 0;
    } finally {
      progress.end();
      await embedder.close();
    }
  },
});

function describe({ hitAt1, questions, answered, unanswered }: CalibrationReport): string {
  const lines = Object.entries(questions).map(([standing, total]) => {
    const given = answered[standing as Standing];
    const refused = unanswered[standing as Standing];
    return `${standing.padEnd(12)}${String(total).padStart(6)} questions: ${given} answered, ${total - given - refused} related, ${refused} unanswered`;
  });
  return `On documents left out of the learning: hit@1 ${hitAt1.toFixed(3)}\n${lines.join('\n')}\n`;
}
