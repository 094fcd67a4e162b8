import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadConfig } from '../../src/config/config.ts';
import { measureRetrieval } from '../../src/evaluation/measure-retrieval.ts';
import { loadCalibration } from '../../src/retrieval/calibration.ts';
import { createRecordingEmbedder } from '../support/recording-embedder.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';

const PAIRS = [
  ['steeping green tea', 'Green tea is steeped for two minutes in water of 80 °C.'],
  ['приготовление кофе', 'Кофе варят в турке на медленном огне, не давая ему закипеть.'],
  ['growing moss', 'Moss grows in the shade of old walls and wants no soil at all.'],
];
const TEA = 'Green tea is steeped for two minutes.';
const COFFEE = 'Кофе варят в турке на медленном огне.';

async function measure(file: string, content: string, maxQuestions?: number) {
  const directory = writeFiles(temporaryDirectory(), { [file]: content });
  const { calibration } = await loadCalibration(loadConfig({}).embedding);
  const steps: number[] = [];
  const embedder = createRecordingEmbedder();
  const measures = await measureRetrieval(`${directory}/${file}`, {
    embedder,
    calibration,
    maxQuestions,
    onProgress: ({ done }) => steps.push(done),
  });
  return { measures, steps, embedder };
}
const measurePairs = (pairs: string[][], max?: number) =>
  measure('pairs.tsv', pairs.map((pair) => pair.join('\t')).join('\n'), max);
const measureSet = (set: object, max?: number) => measure('set.json', JSON.stringify(set), max);

describe('measureRetrieval', () => {
  it('counts the queries whose own passage comes first, for each ranking', async () => {
    const { measures, steps } = await measurePairs(PAIRS);
    for (const ranking of ['keywords', 'fused', 'bm25Grams', 'gramsAndSimilarity'] as const) {
      assert.deepEqual(measures[ranking], { hitAt1: 1, hitAt5: 1 }, ranking);
    }
    assert.deepEqual([measures.questions, measures.paragraphs], [{ answerable: 3, unanswerable: 0 }, 3]);
    assert.equal(measures.scoreAuc, null);
    assert.deepEqual(steps, [1, 2, 3]);
  });

  it('counts a passage of another query as a miss', async () => {
    const [tea, coffee, moss] = PAIRS as [string[], string[], string[]];
    const { measures } = await measurePairs([[tea[0]!, moss[1]!], coffee, [moss[0]!, tea[1]!]]);
    for (const ranking of ['fused', 'bm25Grams'] as const) {
      assert.deepEqual(measures[ranking], { hitAt1: 1 / 3, hitAt5: 1 }, ranking);
    }
  });

  it('asks a part of the questions, evenly taken', async () => {
    const { measures, steps } = await measurePairs(PAIRS, 2);
    assert.deepEqual([steps, measures.questions.answerable, measures.paragraphs], [[1, 2], 2, 3]);
  });

  it('ranks the paragraphs of all documents of a set, in three languages; a hit lies within a gold passage or holds it', async () => {
    const docs = [[`${TEA}  `, 'Moss grows in the\nshade.'], [COFFEE], ['苔藓长在阴凉处。', '绿茶泡两分钟。']];
    const { measures } = await measureSet({
      docs,
      questions: [
        { q: 'How long is green tea steeped?', gold: `${TEA} It is drunk hot.` },
        { q: 'Where does moss grow?', gold: ['in the shade'] },
        { q: 'На каком огне варят кофе?', gold: ['nothing', COFFEE] },
        { q: '绿茶泡多久？', gold: '绿茶泡两分钟。' },
        { q: 'Moss?', gold: COFFEE },
      ],
    });
    assert.deepEqual([measures.paragraphs, measures.questions], [5, { answerable: 5, unanswerable: 0 }]);
    assert.equal(measures.fused.hitAt1, 0.8);
    assert.equal(measures.fused.hitAt5, 1);
  });

  it('counts unanswerable questions for the area under the curve alone, and leaves out unclear ones', async () => {
    const { measures } = await measureSet({
      docs: [[TEA, COFFEE]],
      questions: [
        { q: 'How long is green tea steeped?', gold: TEA, kind: 'answerable' },
        { q: 'Какой налог платят за гараж?', gold: COFFEE, kind: 'article not in collection' },
        { q: 'Quarks?', kind: 'unanswerable' },
        { q: 'Tea or coffee?', gold: COFFEE, kind: 'partial' },
      ],
    });
    assert.deepEqual(measures.questions, { answerable: 1, unanswerable: 2 });
    assert.deepEqual([measures.fused.hitAt1, measures.bm25Words.hitAt1, measures.scoreAuc], [1, 1, 1]);
  });

  it('searches with the questions before, where one leans on them, and ranks plainly without', async () => {
    const { measures, embedder } = await measureSet({
      docs: [[COFFEE, 'Rye wants a deep pot.', TEA]],
      questions: [
        {
          q: 'And in a pot?',
          gold: TEA,
          history: [
            ['user', 'Is green tea steeped for minutes?'],
            ['assistant', 'It is.'],
          ],
        },
      ],
    });
    assert.deepEqual([measures.keywords.hitAt1, measures.bm25Grams.hitAt1], [1, 0]);
    assert.deepEqual(embedder.embedded.at(-1), { text: 'And in a pot?', role: 'query' });
  });
});
