import { describe, it } from 'node:test';
import type { Embedder } from '../../src/embeddings/embedder.ts';
import { measureBackground } from '../../src/embeddings/similarity-background.ts';
import { assertAbove, assertClose } from '../support/assertions.ts';
import { seededRandom } from '../support/seeded-random.ts';

const DIMENSIONS = 256;
type Model = Pick<Embedder, 'embed'>;

/** A model that gives every text a direction of its own: no two have anything to do with each other. */
const model: Model = {
  embed: async (texts) =>
    texts.map((text) => {
      const random = seededRandom([...text].reduce((hash, letter) => (hash * 31 + letter.codePointAt(0)!) % 65_521, 7));
      const vector = Float32Array.from({ length: DIMENSIONS }, () => random() - 0.5);
      const length = Math.hypot(...vector);
      return vector.map((value) => value / length);
    }),
};

/** The same model with its cosines pressed together around another: each is `scale` times what it was, plus the rest up to 1. */
const pressed = (scale: number): Model => ({
  embed: async (texts, role) =>
    (await model.embed(texts, role)).map((vector) =>
      Float32Array.from([...[...vector].map((value) => Math.sqrt(scale) * value), Math.sqrt(1 - scale)]),
    ),
});

async function cosinesOf({ embed }: Model): Promise<number[]> {
  const texts = Array.from({ length: 40 }, (_, index) => `Text ${index ** 3} about something of its own`);
  const vectors = await embed(texts, 'passage');
  return vectors.slice(1).map((vector, index) => dot(vector, vectors[index]!));
}
const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, index) => sum + value * b[index]!, 0);

describe('measureBackground', () => {
  for (const [name, of] of [
    ['around 0', model],
    ['around 0.8', pressed(0.2)],
  ] as const) {
    it(`measures 0 for texts that have nothing to do with each other, where their cosines are ${name}`, async () => {
      const measure = await measureBackground(of);
      const measured = (await cosinesOf(of)).map(measure);
      assertClose(measured.reduce((sum, value) => sum + value, 0) / measured.length, 0, 0.05);
      for (const value of measured) assertClose(value, 0, 0.5);
      assertAbove(measure(1), 1);
    });
  }

  it('measures the same whatever scale the cosines of a model have, and wherever they lie', async () => {
    const plain = await measureBackground(model);
    for (const scale of [0.9, 0.3, 0.05]) {
      const other = await measureBackground(pressed(scale));
      for (const cosine of [-0.2, 0, 0.4, 1]) assertClose(other(scale * cosine + 1 - scale), plain(cosine), 1e-3);
    }
  });

  it('measures a number even where a model gives every text the same vector', async () => {
    const measure = await measureBackground({ embed: async (texts) => texts.map(() => Float32Array.from([1, 0])) });
    assertClose(measure(1), 0, 1e-9);
    assertAbove(0, measure(0.5));
  });
});
