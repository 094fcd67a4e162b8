import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { PROJECT_DIRECTORY } from '../../src/config/config.ts';
import { loadCalibration, probabilityOf } from '../../src/retrieval/calibration.ts';
import { assertClose } from '../support/assertions.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';
import { embeddingConfig } from '../support/tiny-model.ts';

const CALIBRATION_FILE = 'calibration.json';
const builtIn = JSON.parse(readFileSync(path.join(PROJECT_DIRECTORY, 'embeddings/model', CALIBRATION_FILE), 'utf8'));

describe('loadCalibration', () => {
  it('reads the calibration beside the model', async () => {
    assert.deepEqual(await loadCalibration(embeddingConfig({})), { calibration: builtIn, origin: 'own' });
    const own = { ...builtIn, thresholds: { ...builtIn.thresholds, answered: 0.987 } };
    const model = writeFiles(temporaryDirectory(), { [CALIBRATION_FILE]: JSON.stringify(own) });
    assert.deepEqual(await loadCalibration(embeddingConfig({ model })), { calibration: own, origin: 'own' });
  });

  it('uses that of the built-in model for a model without one, but for its scale of similarity', async () => {
    const { similarity: _, ...onItsOwnScale } = builtIn;
    const model = temporaryDirectory();
    assert.deepEqual(await loadCalibration(embeddingConfig({ model })), {
      calibration: onItsOwnScale,
      origin: 'built-in',
    });
  });

  it('says what to do about an invalid one', async () => {
    const impossible = { ...builtIn, thresholds: { ...builtIn.thresholds, answered: 2 } };
    for (const [json, state] of [
      ['{', 'JSON'],
      ['{}', 'is ranking, confidence'],
      [JSON.stringify(impossible), 'is thresholds.answered'],
    ] as const) {
      const model = writeFiles(temporaryDirectory(), { [CALIBRATION_FILE]: json });
      await assert.rejects(loadCalibration(embeddingConfig({ model })), {
        code: 'CONFIG_INVALID',
        message: new RegExp(
          `^Cannot use ".+calibration\\.json": .*${state}.*; make it again with "npm run calibrate", or remove it: .+$`,
        ),
      });
    }
  });
});

describe('probabilityOf', () => {
  it('is the logistic function of bias and weighted signals', () => {
    assert.equal(probabilityOf({ bias: 0, weights: {} }, { a: 5 }), 0.5);
    const probability = probabilityOf({ bias: -1, weights: { a: 2, b: -3 } }, { a: 1, b: 0.5, c: 9 });
    assertClose(probability, 1 / (1 + Math.exp(0.5)), 1e-12);
  });

  it('treats a missing signal as 0', () => {
    assert.equal(probabilityOf({ bias: 0, weights: { a: 7 } }, {}), 0.5);
  });
});
