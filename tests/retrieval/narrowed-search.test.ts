import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { createQuoteSelector } from '../../src/answering/extractive/select-quotes.ts';
import { buildIndex } from '../../src/build-index.ts';
import { loadConfig } from '../../src/config/config.ts';
import { loadCalibration } from '../../src/retrieval/calibration.ts';
import { createSearch } from '../../src/retrieval/search-paragraphs.ts';
import type { ParagraphStore } from '../../src/stores/paragraph-store.ts';
import { openDatabase } from '../../src/stores/postgres/connection/database.ts';
import { openPostgresStore } from '../../src/stores/postgres/paragraph-store.ts';
import { upgradeSchema } from '../../src/stores/postgres/schema/upgrade-schema.ts';
import { assertClose } from '../support/assertions.ts';
import { startPostgres } from '../support/postgres.ts';
import { queryOf } from '../support/query-of.ts';
import { createRecordingEmbedder } from '../support/recording-embedder.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';
import { openTemporaryStore } from './indexed-library.ts';

const TEA = [
  'The tea agreement',
  'Green tea is steeped at 80 degrees, and it is poured into warm cups before the guests have taken their seats.',
  'Black tea wants boiling water. It was brought to this country in 1664 by merchants whose names are not known.',
  'The price of tea is agreed upon every spring by the growers and the sellers, who meet for this in the old town.',
  'Whoever sells tea under another name pays a fine of 300 euro, half of which goes to those who grow it.',
  'Done on 28 November 2024',
  'City of Uji',
].join('\n\n');
/** Sixty documents, some of which have words, names and dates of the first one. */
const OTHERS = Object.fromEntries(
  Array.from({ length: 60 }, (_, index) => [
    `other-${index}.txt`,
    [
      index % 3 === 0 ? `The tea agreement of the village number ${index}` : `Report ${index} on coffee and milk`,
      `Done on ${1 + (index % 28)} November 2024`,
      `In the year ${1600 + index} green tea was steeped for ${index} minutes, and its price was ${index + 2} euro or more.`,
      `Steaming, seeping and steeple number ${index} are words which are spelt nearly like others but say nothing of it.`,
    ].join('\n\n'),
  ]),
);
const QUESTIONS = [
  'How is green tea steeped?',
  'gren tea steped',
  'What fine is paid for another name?',
  'What is the price of tea in the village number 33?',
  'When was the tea agreement signed?',
  'Where was it signed?',
  'What is the document called?',
  'What about volcanoes?',
];

const embedder = createRecordingEmbedder();
const CLOSE = 1e-4;

/** Asks everything of one document of a store, at first while no other is there, then among sixty. */
async function askTwice(store: ParagraphStore) {
  const directory = temporaryDirectory();
  const { calibration } = await loadCalibration(loadConfig({}).embedding);
  const search = createSearch({ store, embedder, calibration });
  const selectQuotes = createQuoteSelector({ calibration });
  const ask = async (question: string) => {
    const found = await search(queryOf(question), ['tea']);
    const { kind, confidence, quotes } = await selectQuotes(found);
    return {
      order: found.paragraphs.map(({ paragraph }) => paragraph.number),
      scores: [...found.paragraphs.map(({ score }) => score), confidence],
      outcome: { kind, quotes: quotes.map(({ start, end }) => [start, end]) },
    };
  };
  const askAll = async (files: Record<string, string>) => {
    writeFiles(directory, files);
    await buildIndex({ store, embedder }, { directory, maxBytes: 1_000_000 });
    const answers = new Map<string, Awaited<ReturnType<typeof ask>>>();
    for (const question of QUESTIONS) answers.set(question, await ask(question));
    return answers;
  };
  return { alone: await askAll({ 'tea.txt': TEA }), amongOthers: await askAll(OTHERS) };
}

function describeNarrowing(name: string, openStore: () => Promise<ParagraphStore>): void {
  describe(`a question narrowed to one document in ${name}`, () => {
    const asking = openStore().then(askTwice);
    for (const question of QUESTIONS) {
      it(`has the same scores, order and outcome whether sixty others are there or not: ${question}`, async () => {
        const { alone, amongOthers } = await asking;
        const [one, other] = [alone.get(question)!, amongOthers.get(question)!];
        assert.deepEqual(other.order, one.order);
        for (const [place, score] of one.scores.entries()) assertClose(other.scores[place]!, score, CLOSE);
        assert.deepEqual(other.outcome, one.outcome);
      });
    }
  });
}

describeNarrowing('SQLite', async () => openTemporaryStore());

const postgres = await startPostgres();
after(() => postgres.stop());
describeNarrowing('PostgreSQL', async () => {
  const database = openDatabase(postgres.emptySchema());
  after(() => database.close());
  await upgradeSchema(database);
  return openPostgresStore(database);
});
