import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assertAbove, assertClose } from '../support/assertions.ts';
import { openBuiltInEmbedder } from '../support/tiny-model.ts';

const similarity = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, index) => sum + value * b[index]!, 0);

describe('the built-in model', () => {
  const embedder = openBuiltInEmbedder();

  it('is loaded without a network and gives unit vectors of 640 dimensions', async () => {
    assert.equal((await embedder.model()).dimensions, 640);
    const [vector] = await embedder.embed(['Операция «Канал»'], 'passage');
    assert.equal(vector!.length, 640);
    assertClose(similarity(vector!, vector!), 1, 1e-5);
  });

  it('places a question near its answer in the same and in another language', async () => {
    const [russian, english] = await embedder.embed(
      ['Как бороться с незаконным оборотом наркотиков?', 'How should drug trafficking be fought?'],
      'query',
    );
    const [answer, other] = await embedder.embed(
      ['борьба с незаконным оборотом наркотических средств', 'празднование 80-летия Победы в 2025 году'],
      'passage',
    );
    assertAbove(similarity(russian!, answer!), similarity(russian!, other!));
    assertAbove(similarity(english!, answer!), similarity(english!, other!));
  });

  it('ignores letter case and the difference between ё and е', async () => {
    const [a, b] = await embedder.embed(['ВСЁ ЕЩЁ', 'все еще'], 'query');
    assert.deepEqual(a, b);
  });

  it('has no vector for a text without a word it knows, so that such texts are not alike', async () => {
    const vectors = await embedder.embed(['仓库的钥匙', 'مفاتيح المستودع', 'กุญแจโกดัง'], 'passage');
    for (const vector of vectors) assert.equal(Math.hypot(...vector), 0);
  });

  it('passes over the words it does not know', async () => {
    const [mixed, plain] = await embedder.embed(['ключи 仓库的钥匙 от склада', 'ключи от склада'], 'passage');
    assertClose(similarity(mixed!, plain!), 1, 1e-5);
  });

  it('embeds text of any script, length and kind', async () => {
    const texts = ['😀', '日本語', '\ud800', 'а'.repeat(20_000), 'слово '.repeat(5000), '\u00ad', '\n'];
    const vectors = await embedder.embed(texts, 'passage');
    assert.equal(vectors.length, texts.length);
    for (const vector of vectors)
      assert.deepEqual(
        Array.from(vector).filter((value) => !Number.isFinite(value)),
        [],
      );
  });
});
