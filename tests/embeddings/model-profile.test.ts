import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { modelProfile, type PoolingFile } from '../../src/embeddings/model-profile.ts';
import { embeddingConfig } from '../support/tiny-model.ts';

const profileOf = (model: string, poolingFile: PoolingFile | null = null) =>
  modelProfile(embeddingConfig({ model }), { poolingFile, vectorOptions: {} });

describe('modelProfile', () => {
  it('uses mean pooling, normalizes and adds no prefixes, unless something else is known', () => {
    assert.deepEqual(profileOf('owner/unheard-of'), {
      pooling: 'mean',
      normalize: true,
      queryPrefix: '',
      passagePrefix: '',
      dimensions: null,
    });
  });

  for (const [model, known] of [
    ['Xenova/multilingual-e5-small', { pooling: 'mean', queryPrefix: 'query: ', passagePrefix: 'passage: ' }],
    ['intfloat/e5-base-v2', { pooling: 'mean', queryPrefix: 'query: ', passagePrefix: 'passage: ' }],
    [
      'intfloat/multilingual-e5-large-instruct',
      { queryPrefix: 'Instruct: Given a question, retrieve passages that answer it\nQuery: ', passagePrefix: '' },
    ],
    ['Xenova/bge-m3', { pooling: 'cls', queryPrefix: '', passagePrefix: '' }],
    [
      'Xenova/bge-small-en-v1.5',
      { pooling: 'cls', queryPrefix: 'Represent this sentence for searching relevant passages: ', passagePrefix: '' },
    ],
    [
      'Snowflake/snowflake-arctic-embed-m',
      { pooling: 'cls', queryPrefix: 'Represent this sentence for searching relevant passages: ' },
    ],
    ['Snowflake/snowflake-arctic-embed-l-v2.0', { pooling: 'cls', queryPrefix: 'query: ' }],
    ['onnx-community/gte-multilingual-base', { pooling: 'cls', queryPrefix: '' }],
    ['cointegrated/rubert-tiny2', { pooling: 'cls', queryPrefix: '' }],
    ['nomic-ai/nomic-embed-text-v1.5', { queryPrefix: 'search_query: ', passagePrefix: 'search_document: ' }],
    ['ai-forever/FRIDA', { pooling: 'cls', queryPrefix: 'search_query: ', passagePrefix: 'search_document: ' }],
    ['models/multilingual-e5-small', { queryPrefix: 'query: ' }],
  ] as const) {
    it(`knows the pooling and prefixes of ${model}`, () => {
      for (const [key, value] of Object.entries(known)) assert.equal(profileOf(model)[key as never], value, key);
    });
  }

  it("prefers the model's own pooling file to what is known of its family", () => {
    assert.equal(profileOf('Xenova/bge-m3', {}).pooling, 'mean');
    assert.equal(profileOf('Xenova/bge-m3', { pooling_mode_cls_token: true }).pooling, 'cls');
    assert.equal(profileOf('Xenova/bge-m3', { pooling_mode_lasttoken: true }).pooling, 'last_token');
  });

  it("prefers the settings for how texts are embedded, and the model's own files for its vectors", () => {
    const config = embeddingConfig({
      model: 'Xenova/multilingual-e5-small',
      pooling: 'cls',
      queryPrefix: 'q: ',
      passagePrefix: '',
    });
    const poolingFile = { pooling_mode_lasttoken: true };
    assert.deepEqual(modelProfile(config, { poolingFile, vectorOptions: { normalize: false, dimensions: 128 } }), {
      pooling: 'cls',
      normalize: false,
      queryPrefix: 'q: ',
      passagePrefix: '',
      dimensions: 128,
    });
  });
});
