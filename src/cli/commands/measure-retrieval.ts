import path from 'node:path';
import { PilcrowError } from '../../errors.ts';
import { defineCommand } from '../command.ts';
import { createTerminalProgress } from '../open-assistant.ts';

/** Measures how well passages are found for queries that each have one. */
export const measureRetrieval = defineCommand({
  usage: '<pairs.tsv>…',
  description:
    'Ranks the passages of each file for each of its queries, and prints the share of queries with their own passage in first\n' +
    'place and among the first five: by keywords alone, by the similarity of the embeddings alone, and as Pilcrow does it.\n' +
    'A line of a file is a query, a tab and a passage. The indexed documents are not used.',
  options: {
    json: { type: 'boolean', help: 'print the measures as JSON' },
  },
  async run({ positionals: files, values }) {
    if (files.length === 0) {
      throw new PilcrowError(
        'USAGE_INVALID',
        'Cannot run "measure-retrieval": no file was given; see measure-retrieval --help',
      );
    }
    const [{ loadConfig }, { TransformersEmbedder }, { loadCalibration }, evaluation] = await Promise.all([
      import('../../config/config.ts'),
      import('../../embeddings/transformers-embedder.ts'),
      import('../../retrieval/calibration.ts'),
      import('../../evaluation/measure-retrieval.ts'),
    ]);
    const config = loadConfig();
    const progress = createTerminalProgress(config.logLevel);
    const embedder = new TransformersEmbedder(config.embedding);
    try {
      const { calibration } = await loadCalibration(config.embedding);
      const measures: Record<string, Awaited<ReturnType<typeof evaluation.measureRetrieval>>> = {};
      for (const file of files) {
        const onProgress = (step: { done: number; total: number }) =>
          progress.report({ what: `Ranking ${path.basename(file)}`, unit: 'queries', ...step });
        measures[file] = await evaluation.measureRetrieval(file, { embedder, calibration, onProgress });
        progress.end();
        if (!values.json) process.stdout.write(`${describe(file, measures[file])}\n`);
      }
      if (values.json) process.stdout.write(`${JSON.stringify(measures, null, 2)}\n`);
      return 0;
    } finally {
      progress.end();
      await embedder.close();
    }
  },
});

function describe(file: string, measures: Record<string, { hitAt1: number; hitAt5: number }>): string {
  const shares = Object.entries(measures).map(
    ([ranking, { hitAt1, hitAt5 }]) => `${ranking} ${hitAt1.toFixed(3)} / ${hitAt5.toFixed(3)}`,
  );
  return `${path.basename(file)}: hit@1 / hit@5  ${shares.join('  ')}`;
}
