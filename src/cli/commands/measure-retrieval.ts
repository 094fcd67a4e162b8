import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { PilcrowError } from '../../errors.ts';
import type { RetrievalMeasures } from '../../evaluation/measure-retrieval.ts';
import { defineCommand } from '../command.ts';
import { createTerminalProgress } from '../open-assistant.ts';
import { describeRetrieval } from '../terminal/describe-retrieval.ts';

/** Measures how well paragraphs are found for questions whose right ones are known. */
export const measureRetrieval = defineCommand({
  usage: '<pairs.tsv | set.json | folder>…',
  description:
    'Ranks the paragraphs of each file for each of its questions, and prints the share of questions with a right paragraph in\n' +
    'first place and among the first five: as Pilcrow ranks, by its keywords and by its embeddings alone, and beside it plain\n' +
    'BM25 of words, BM25 of character 4-grams (pairs where words are written without blanks), and the sum of the standardised\n' +
    '4-gram scores and similarities.\n' +
    'A line of a .tsv file is a query, a tab and its passage. A .json file is {"docs": [[paragraph, …], …], "questions":\n' +
    '[{"q", "gold"}]}; optional: "kind" (such as "unanswerable"), "history". A folder stands for its .json files.\n' +
    'The indexed documents are not used.',
  options: {
    max: { type: 'string', value: 'N', help: 'ask at most so many questions of each file, evenly taken' },
    json: { type: 'boolean', help: 'print the measures as JSON' },
  },
  async run({ positionals, values }) {
    const maxQuestions = parseMax(values.max);
    const files = (await Promise.all(positionals.map(filesOf))).flat();
    if (files.length === 0) {
      throw new PilcrowError(
        'USAGE_INVALID',
        'Cannot run "measure-retrieval": no file was given; see measure-retrieval --help',
      );
    }
    const [{ loadConfig }, { openEmbedder }, { loadCalibration }, evaluation] = await Promise.all([
      import('../../config/config.ts'),
      import('../../embeddings/open-embedder.ts'),
      import('../../retrieval/calibration.ts'),
      import('../../evaluation/measure-retrieval.ts'),
    ]);
    const config = loadConfig();
    const progress = createTerminalProgress(config.logLevel);
    const embedder = openEmbedder(config.embedding);
    try {
      const { calibration } = await loadCalibration(config.embedding);
      const measures: Record<string, RetrievalMeasures> = {};
      for (const file of files) {
        const name = path.basename(file);
        const onProgress = (step: { done: number; total: number }) =>
          progress.report({ what: `Ranking ${name}`, unit: 'questions', ...step });
        measures[file] = await evaluation.measureRetrieval(file, { embedder, calibration, maxQuestions, onProgress });
        progress.end();
        if (!values.json) process.stdout.write(`${describeRetrieval(name, measures[file])}\n`);
      }
      if (values.json) process.stdout.write(`${JSON.stringify(measures, null, 2)}\n`);
      return 0;
    } finally {
      progress.end();
      await embedder.close();
    }
  },
});

/** The sets of a folder, by name; anything else as it is: reading it says what is wrong. */
async function filesOf(place: string): Promise<string[]> {
  const isFolder = await stat(place).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
  if (!isFolder) return [place];
  const sets = (await readdir(place)).filter((name) => name.endsWith('.json')).sort();
  if (sets.length > 0) return sets.map((name) => path.join(place, name));
  throw new PilcrowError(
    'QUESTIONS_UNREADABLE',
    `Cannot read "${place}": the folder has no .json file; name the files of pairs, or put sets in it`,
  );
}

function parseMax(given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  const max = Number(given);
  if (Number.isInteger(max) && max >= 1) return max;
  throw new PilcrowError(
    'USAGE_INVALID',
    `Cannot run "measure-retrieval": --max is "${given}", it must be a whole number from 1; see measure-retrieval --help`,
  );
}
