import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Embedder } from '../../../src/embeddings/embedder.ts';
import { measureScale } from '../../../src/embeddings/similarity/measure-scale.ts';
import {
  measureOn,
  type SimilarityMeasure,
  type SimilarityScale,
} from '../../../src/embeddings/similarity/similarity-scale.ts';
import { assertAbove, assertClose } from '../../support/assertions.ts';
import { createRecordingEmbedder } from '../../support/recording-embedder.ts';

type Model = Pick<Embedder, 'embed'>;

/** The same model with its cosines pressed together around another: each is `share` times what it was, plus the rest up to 1. */
const pressed = (model: Model, share: number): Model => ({
  embed: async (texts, role) =>
    (await model.embed(texts, role)).map((vector) =>
      Float32Array.from([...Array.from(vector, (value) => Math.sqrt(share) * value), Math.sqrt(1 - share)]),
    ),
});
/** The same with vectors that are no unit vectors. */
const longer = (model: Model): Model => ({
  embed: async (texts, role) => (await model.embed(texts, role)).map((vector) => vector.map((value) => 7 * value)),
});
const RUSSIAN = { question: 'ru', passage: 'ru' };
const ENGLISH = { question: 'en', passage: 'en' };

describe('the scale of a model that counts spelling', () => {
  const model = createRecordingEmbedder();
  let scale: SimilarityScale;
  let measure: SimilarityMeasure;
  before(async () => {
    scale = await measureScale(model);
    measure = measureOn(scale);
  });

  it('has the languages of the product, each way', () => {
    const pairs = scale.map(({ question, passage }) => `${question} ${passage}`);
    assert.deepEqual(pairs, ['ru ru', 'ru en', 'en ru', 'en en']);
  });

  it('is 0 where texts have nothing to do with each other, more above it, and 0 for a text without direction', () => {
    const { mean } = scale[0]!;
    assertClose(measure.of(mean, RUSSIAN), 0, 1e-9);
    assertAbove(measure.of(mean + 0.3, RUSSIAN), measure.of(mean + 0.1, RUSSIAN));
    assert.equal(measure.of(0, RUSSIAN), 0);
  });

  it('knows that spelling says something within a language, and next to nothing across two', () => {
    assertAbove(measure.powerFor(RUSSIAN), 3 * measure.powerFor({ question: 'en', passage: 'ru' }));
  });

  it('says the same of a model whose cosines lie elsewhere, or whose vectors have other lengths', async () => {
    for (const [share, other] of [
      [0.2, pressed(model, 0.2)],
      [0.05, pressed(model, 0.05)],
      [1, longer(model)],
    ] as const) {
      const same = measureOn(await measureScale(other));
      for (const cosine of [-0.1, 0.1, 0.4, 0.9])
        assertClose(same.of(share * cosine + 1 - share, ENGLISH), measure.of(cosine, ENGLISH), 0.02);
    }
  });

  it('measures other languages as two texts in one language are on average, or in two', () => {
    const inOne = measure.of(0.4, { question: 'de', passage: 'de' });
    assertClose(inOne, measure.of(0.4, { question: 'und', passage: 'fr' }), 1e-9);
    const [least, most] = [measure.of(0.4, RUSSIAN), measure.of(0.4, ENGLISH)].sort((a, b) => a - b);
    assert.ok(inOne > least! && inOne < most!, `${least} ${inOne} ${most}`);
  });
});

describe('the scale of a model that gives every text the same vector', () => {
  it('says nothing', async () => {
    const measure = measureOn(
      await measureScale({ embed: async (texts) => texts.map(() => Float32Array.from([1, 0])) }),
    );
    assert.deepEqual([measure.of(1, RUSSIAN), measure.of(0.5, ENGLISH), measure.powerFor(ENGLISH)], [0, 0, 0]);
  });
});
