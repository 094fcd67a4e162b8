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

async function measure(content: string) {
  const directory = writeFiles(temporaryDirectory(), { 'pairs.tsv': content });
  const { calibration } = await loadCalibration(loadConfig({}).embedding);
  const steps: number[] = [];
  const measures = await measureRetrieval(`${directory}/pairs.tsv`, {
    embedder: createRecordingEmbedder(),
    calibration,
    onProgress: ({ done }) => steps.push(done),
  });
  return { measures, steps };
}

describe('measureRetrieval', () => {
  it('counts the queries whose own passage comes first, for each ranking', async () => {
    const { measures, steps } = await measure(PAIRS.map((pair) => pair.join('\t')).join('\n'));
    assert.deepEqual(Object.keys(measures), ['keywords', 'similarity', 'fused']);
    assert.deepEqual(measures.fused, { hitAt1: 1, hitAt5: 1 });
    assert.deepEqual(steps, [1, 2, 3]);
  });

  it('counts a passage of another query as a miss', async () => {
    const [tea, coffee, moss] = PAIRS as [string[], string[], string[]];
    const swapped = [[tea[0], moss[1]], coffee, [moss[0], tea[1]]].map((pair) => pair.join('\t')).join('\n');
    const { measures } = await measure(swapped);
    assert.equal(measures.fused.hitAt1, 1 / 3);
    assert.equal(measures.fused.hitAt5, 1);
  });

  it('names the line that is no pair, and a file that is empty or missing', async () => {
    await assert.rejects(measure('tea\tGreen tea.\n\nonly a query\n'), /line 3 is no pair; write the query, a tab/);
    await assert.rejects(measure('\n'), /is empty/);
    const { calibration } = await loadCalibration(loadConfig({}).embedding);
    await assert.rejects(
      measureRetrieval('nowhere.tsv', { embedder: createRecordingEmbedder(), calibration }),
      /Cannot read "nowhere.tsv"/,
    );
  });
});
