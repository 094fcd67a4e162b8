import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { PROJECT_DIRECTORY } from '../../src/config/config.ts';
import { hashModelFiles } from '../../src/embeddings/hash-model-files.ts';
import { locateModel } from '../../src/embeddings/model-files.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';
import { embeddingConfig } from '../support/tiny-model.ts';

describe('locateModel', () => {
  it('treats a name as a folder when one exists, relative to the project', async () => {
    assert.deepEqual(await locateModel(embeddingConfig({ model: 'embeddings/model' })), {
      kind: 'folder',
      name: 'embeddings/model',
      directory: path.join(PROJECT_DIRECTORY, 'embeddings/model'),
    });
  });

  it('treats owner/name as a model of the hub, kept in the cache folder', async () => {
    const cacheDirectory = temporaryDirectory();
    assert.deepEqual(await locateModel(embeddingConfig({ model: 'Xenova/multilingual-e5-small', cacheDirectory })), {
      kind: 'hub',
      name: 'Xenova/multilingual-e5-small',
      directory: path.join(cacheDirectory, 'Xenova/multilingual-e5-small'),
    });
  });

  for (const model of ['/nowhere/model', './model', 'missing', 'a/b/c']) {
    it(`treats "${model}", which is no owner/name, as a missing folder`, async () => {
      assert.equal((await locateModel(embeddingConfig({ model }))).kind, 'folder');
    });
  }
});

describe('hashModelFiles', () => {
  const files = { 'tokenizer.json': 'a', 'onnx/model_quantized.onnx': 'b' };
  const hash = (more: Record<string, string>) =>
    hashModelFiles(writeFiles(temporaryDirectory(), { ...files, ...more }), 'q8');

  it('is the same for the same files in another folder', async () => {
    assert.equal(await hash({}), await hash({}));
  });

  for (const [file, content] of [
    ['tokenizer.json', 'other'],
    ['onnx/model_quantized.onnx', 'other'],
    ['onnx/model_quantized.onnx_data', 'more'],
  ] as const) {
    it(`changes with ${file}`, async () => {
      assert.notEqual(await hash({ [file]: content }), await hash({}));
    });
  }

  for (const file of ['onnx/model.onnx', 'calibration.json', 'README.md']) {
    it(`does not change with ${file}, which no vector depends on`, async () => {
      assert.equal(await hash({ [file]: 'other' }), await hash({}));
    });
  }
});
