import assert from 'node:assert/strict';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { onnxLookupModel } from '../support/onnx-model.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';
import { openEmbedder, tinyModelFiles, type WordVectors } from '../support/tiny-model.ts';

const COMPASS: WordVectors = { east: [2, 0], north: [0, 1], up: [0, 0], 'query:': [0, -1], 'passage:': [-2, 0] };

/** A folder with a model over the words of the compass. */
const compassModel = (more: Record<string, string> = {}) =>
  writeFiles(temporaryDirectory(), { ...tinyModelFiles(COMPASS), ...more });
/** Vectors with four decimals. */
const rounded = (vectors: Iterable<number>[]) =>
  vectors.map((vector) => Array.from(vector, (value) => Math.round(value * 1e4) / 1e4));

describe('an embedder over a model in a folder', () => {
  const model = compassModel();
  const embedder = openEmbedder({ model });

  it('describes the model: name, hash of its files, dimensions, pooling and prefixes', async () => {
    const { fileHash, ...rest } = await embedder.model();
    assert.match(fileHash, /^[0-9a-f]{64}$/);
    assert.deepEqual(rest, {
      name: model,
      dimensions: 2,
      pooling: 'mean',
      normalize: true,
      queryPrefix: '',
      passagePrefix: '',
      words: null,
    });
  });

  it('gives one unit vector for each text, in order: the mean of its tokens', async () => {
    const vectors = await embedder.embed(['north', 'East', 'north east east'], 'passage');
    assert.deepEqual(rounded(vectors), [[0, 1], [1, 0], rounded([[4 / Math.sqrt(17), 1 / Math.sqrt(17)]])[0]]);
  });

  it('gives a text the same vector whatever other texts are in the batch', async () => {
    const texts = Array.from(
      { length: 70 },
      (_, index) => 'north '.repeat((index % 7) + 1) + 'east '.repeat(index % 3),
    );
    const together = await embedder.embed(texts, 'passage');
    const alone = await Promise.all(texts.map((text) => embedder.embed([text], 'passage')));
    assert.deepEqual(rounded(together), rounded(alone.flat()));
  });

  it('gives the zero vector to a text without words or without known ones', async () => {
    assert.deepEqual(rounded(await embedder.embed(['up', 'sideways', '', ' '], 'query')), Array(4).fill([0, 0]));
    assert.deepEqual(rounded(await embedder.embed([''], 'query')), [[0, 0]]);
  });

  it('returns no vectors for no texts', async () => {
    assert.deepEqual(await embedder.embed([], 'query'), []);
  });

  it('loads the model once, however many callers there are', async () => {
    const fresh = openEmbedder({ model });
    const [first, second] = await Promise.all([fresh.model(), fresh.model(), fresh.embed(['east'], 'query')]);
    assert.equal(first, second);
    assert.equal(await fresh.model(), first);
  });

  it('embeds the calls of one tick of the event loop in one batch for each role, and returns each its own vectors', async (context) => {
    const fresh = openEmbedder({ model });
    await fresh.model();
    const asked = context.mock.method(Worker.prototype, 'postMessage').mock;
    const vectors = await Promise.all([
      fresh.embed(['east'], 'query'),
      fresh.embed(['north', 'east north'], 'query'),
      fresh.embed([], 'query'),
      fresh.embed(['up'], 'passage'),
      fresh.embed(['north'], 'query'),
    ]);
    assert.deepEqual(vectors.map(rounded), [
      [[1, 0]],
      rounded([
        [0, 1],
        [2 / Math.sqrt(5), 1 / Math.sqrt(5)],
      ]),
      [],
      [[0, 0]],
      [[0, 1]],
    ]);
    assert.deepEqual(
      asked.calls.map(({ arguments: [message] }) => message.texts),
      [['east', 'north', 'east north', 'north'], ['up']],
    );
    await fresh.embed(['east'], 'query');
    await fresh.embed(['north'], 'query');
    assert.equal(asked.callCount(), 4);
  });

  it('does not block the event loop while it embeds', async () => {
    const texts = Array.from({ length: 3000 }, (_, index) => `north ${'east '.repeat(index % 50)}`);
    let isDone = false;
    const embedding = embedder.embed(texts, 'passage').finally(() => {
      isDone = true;
    });
    let turns = 0;
    for (; !isDone; turns += 1) await nextTurn();
    await embedding;
    assert.ok(turns > 20, `the event loop turned ${turns} times`);
  });

  it('implements the Embeddings interface of LangChain', async () => {
    const [[passage], [query]] = await Promise.all([
      embedder.embed(['north east'], 'passage'),
      embedder.embed(['north east'], 'query'),
    ]);
    assert.deepEqual(await embedder.embedDocuments(['north east', 'up']), [Array.from(passage!), [0, 0]]);
    assert.deepEqual(await embedder.embedQuery('north east'), Array.from(query!));
  });
});

describe('the settings of an embedder', () => {
  it('take the last token with EMBEDDING_POOLING=last_token, in a batch too', async () => {
    const embedder = openEmbedder({ model: compassModel(), pooling: 'last_token' });
    const vectors = await embedder.embed(['north up east', 'north up up up north up east'], 'query');
    assert.deepEqual(rounded(vectors), [
      [1, 0],
      [1, 0],
    ]);
    assert.equal((await embedder.model()).pooling, 'last_token');
  });

  it("leave pooling to the model's own 1_Pooling/config.json when they are not given", async () => {
    const model = compassModel({ '1_Pooling/config.json': '{"pooling_mode_cls_token": true}' });
    assert.deepEqual(rounded(await openEmbedder({ model }).embed(['north east east'], 'query')), [[0, 1]]);
  });

  it('put a prefix before questions and another before passages', async () => {
    const embedder = openEmbedder({ model: compassModel(), queryPrefix: 'query: ', passagePrefix: 'passage: ' });
    assert.deepEqual(rounded(await embedder.embed(['north'], 'query')), [[0, 0]]);
    assert.deepEqual(
      rounded(await embedder.embed(['north north'], 'passage')),
      rounded([[-Math.SQRT1_2, Math.SQRT1_2]]),
    );
    const { queryPrefix, passagePrefix } = await embedder.model();
    assert.deepEqual([queryPrefix, passagePrefix], ['query: ', 'passage: ']);
  });

  it('select the model file by EMBEDDING_DTYPE, and another precision counts as another model', async () => {
    const model = compassModel();
    writeFiles(model, {
      'onnx/model.onnx': onnxLookupModel([
        [0, 0],
        [0, 0],
        [0, 9],
        [0, 1],
        [0, 0],
        [0, 0],
        [0, 0],
      ]),
    });
    const quantized = openEmbedder({ model });
    const full = openEmbedder({ model, dtype: 'fp32' });
    assert.deepEqual(rounded(await quantized.embed(['east'], 'query')), [[1, 0]]);
    assert.deepEqual(rounded(await full.embed(['east'], 'query')), [[0, 1]]);
    assert.notEqual((await quantized.model()).fileHash, (await full.model()).fileHash);
  });
});

describe('the embedding.json of a model', () => {
  it('keeps the first numbers of each vector, as unit vectors', async () => {
    const model = writeFiles(temporaryDirectory(), {
      ...tinyModelFiles({ east: [3, 4, 12], north: [0, 1, 5] }),
      'embedding.json': '{"dimensions": 2}',
    });
    const embedder = openEmbedder({ model });
    assert.equal((await embedder.model()).dimensions, 2);
    assert.deepEqual(rounded(await embedder.embed(['east', 'north'], 'query')), [
      [0.6, 0.8],
      [0, 1],
    ]);
  });

  it('leaves the length of vectors alone', async () => {
    const embedder = openEmbedder({ model: compassModel({ 'embedding.json': '{"normalize": false}' }) });
    assert.equal((await embedder.model()).normalize, false);
    assert.deepEqual(rounded(await embedder.embed(['east', 'east north', ''], 'query')), [
      [2, 0],
      [1, 0.5],
      [0, 0],
    ]);
  });

  it('may begin with a byte order mark, as some editors save it', async () => {
    const model = compassModel({ 'embedding.json': '\ufeff{"dimensions": 1}' });
    assert.equal((await openEmbedder({ model }).model()).dimensions, 1);
  });

  it('is refused with more dimensions than the model has', async () => {
    const model = compassModel({ 'embedding.json': '{"dimensions": 3}' });
    await assert.rejects(openEmbedder({ model }).model(), {
      code: 'MODEL_UNAVAILABLE',
      message: `Cannot keep 3 dimensions, as "${path.join(model, 'embedding.json')}" says: the model has 2; correct "dimensions" there`,
    });
  });

  for (const [json, problem] of [
    ['{"dimensions": 0}', /dimensions: Too small/],
    ['{"dimension": 2}', /Unrecognized key: "dimension"/],
    ['{"normalize": "no"}', /normalize: .*expected boolean/],
    ['{', /JSON/],
  ] as const) {
    it(`is refused when it is ${json}`, async () => {
      await assert.rejects(
        openEmbedder({ model: compassModel({ 'embedding.json': json }) }).model(),
        (error: Error) => {
          assert.match(
            error.message,
            /^Cannot use ".*embedding\.json": .*; correct it, or delete it .*; it may have "dimensions"/s,
          );
          assert.match(error.message, problem);
          return true;
        },
      );
    });
  }
});

describe('an embedder whose model cannot be loaded', () => {
  const instructions =
    /; put config\.json, tokenizer\.json, tokenizer_config\.json and onnx\/ there or set EMBEDDING_MODEL$/;

  it('names the folder that is missing and says what belongs there', async () => {
    const model = path.join(temporaryDirectory(), 'missing');
    await assert.rejects(openEmbedder({ model }).embed(['east'], 'query'), (error: Error & { code?: string }) => {
      assert.equal(error.code, 'MODEL_UNAVAILABLE');
      assert.ok(error.message.startsWith(`Cannot load the embedding model from "${model}": `), error.message);
      assert.match(error.message, instructions);
      return true;
    });
  });

  for (const [problem, broken] of [
    [
      'half a model file',
      { 'onnx/model_quantized.onnx': tinyModelFiles(COMPASS)['onnx/model_quantized.onnx']!.slice(0, 200) },
    ],
    ['a broken tokenizer', { 'tokenizer.json': '{' }],
    ['a broken pooling file', { '1_Pooling/config.json': '' }],
  ] as const) {
    it(`says what to do about ${problem}`, async () => {
      const model = writeFiles(compassModel(), broken);
      await assert.rejects(openEmbedder({ model }).model(), { code: 'MODEL_UNAVAILABLE', message: instructions });
    });
  }

  it('tries again at the next call, and then loads once', async () => {
    const model = compassModel();
    rmSync(path.join(model, 'onnx'), { recursive: true });
    const embedder = openEmbedder({ model });
    await assert.rejects(embedder.model(), { code: 'MODEL_UNAVAILABLE' });
    mkdirSync(path.join(model, 'onnx'));
    writeFiles(model, tinyModelFiles(COMPASS));
    const first = await embedder.model();
    assert.equal(await embedder.model(), first);
    assert.equal((await embedder.embed(['east'], 'query')).length, 1);
  });
});

describe('a closed embedder', () => {
  const stopped = { code: 'MODEL_UNAVAILABLE', message: 'Cannot embed: the embedding model was stopped; start again' };

  it('rejects the calls in progress, and stays closed', async () => {
    const embedder = openEmbedder({ model: compassModel() });
    await embedder.model();
    const rejected = assert.rejects(embedder.embed(Array(5000).fill('north east'), 'passage'), stopped);
    await embedder.close();
    await rejected;
    await assert.rejects(embedder.embed(['north'], 'query'), stopped);
    await embedder.close();
  });

  it('rejects callers that wait for the model', async () => {
    const embedder = openEmbedder({ model: compassModel() });
    const rejected = Promise.all([
      assert.rejects(embedder.model(), stopped),
      assert.rejects(embedder.embed(['up'], 'query'), stopped),
    ]);
    await embedder.close();
    await rejected;
  });

  it('can be closed without having been used', async () => {
    await openEmbedder({ model: compassModel() }).close();
  });
});
