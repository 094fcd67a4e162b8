import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Embedder } from '../../../src/embeddings/embedder.ts';
import { createPlainRankings } from '../../../src/evaluation/baselines/plain-baselines.ts';

/** An embedder that knows the vectors of some texts; all others get the same one. */
function embedderOf(vectors: Record<string, number[]> = {}): Pick<Embedder, 'embed'> {
  return { embed: async (texts) => texts.map((text) => Float32Array.from(vectors[text] ?? [1, 1])) };
}

const IN_RUSSIAN = [
  'Мост через реку закрыт до весны.',
  'Паром ходит дважды в день.',
  'В мае открывают лодочную станцию.',
];
const IN_ENGLISH = [
  'The bridge is closed until spring.',
  'A ferry sails twice a day.',
  'Boats are rented out from May.',
];
const IN_CHINESE = ['大桥关闭至春天。', '渡船每天开两次。', '五月起可以租船。'];

describe('createPlainRankings', () => {
  it('ranks by whole words, however they are written', async () => {
    const rank = await createPlainRankings(IN_ENGLISH, embedderOf());
    assert.deepEqual((await rank('FERRY?')).bm25Words, [1, 0, 2]);
    assert.deepEqual((await rank('ferries')).bm25Words, [0, 1, 2]);
  });

  it('ranks by marked 4-grams, which other forms of a word share', async () => {
    const russian = await (await createPlainRankings(IN_RUSSIAN, embedderOf()))('паромы');
    assert.deepEqual(
      [russian.bm25Words, russian.bm25Grams],
      [
        [0, 1, 2],
        [1, 0, 2],
      ],
    );
    const english = await (await createPlainRankings(IN_ENGLISH, embedderOf()))('renting');
    assert.deepEqual([english.bm25Words[0], english.bm25Grams[0]], [0, 2]);
    // "boat" is no 4-gram of its own at the beginning of a word: the marks count.
    const marked = await (await createPlainRankings(['A lifeboat.', 'Boats.'], embedderOf()))('boa');
    assert.deepEqual(marked.bm25Grams, [1, 0]);
  });

  it('ranks by pairs of characters where most letters are of writing without blanks', async () => {
    const rankings = await (await createPlainRankings(IN_CHINESE, embedderOf()))('坐渡船');
    assert.deepEqual([rankings.bm25Words[0], rankings.bm25Grams], [0, [1, 0, 2]]);
    const mixed = await (await createPlainRankings([...IN_ENGLISH, '渡船'], embedderOf()))('ferries');
    assert.equal(mixed.bm25Grams[0], 1);
  });

  it('sums what 4-grams and embedding say, each by its own spread', async () => {
    const paragraphs = ['ferry', 'ferry and bridge at dusk', 'moss', 'rye'];
    const vectors = {
      ferry: [0, 1],
      'ferry and bridge at dusk': [1, 0.1],
      moss: [1, 0],
      rye: [0, 1],
      'ferry?': [1, 0],
    };
    const rankings = await (await createPlainRankings(paragraphs, embedderOf(vectors)))('ferry?');
    assert.deepEqual([rankings.bm25Grams[0], rankings.gramsAndSimilarity[0]], [0, 1]);
    const larger = Object.fromEntries(
      Object.entries(vectors).map(([text, vector]) => [text, vector.map((v) => v * 9)]),
    );
    assert.deepEqual(await (await createPlainRankings(paragraphs, embedderOf(larger)))('ferry?'), rankings);
  });

  it('goes by the other one where all scores are equal but for rounding', async () => {
    // The later a paragraph, the nearer to the query, by what rounding leaves.
    const noise = Object.fromEntries(IN_CHINESE.map((text, index) => [text, [1, 1 - index * 1e-7]]));
    const unknown = await (await createPlainRankings(IN_CHINESE, embedderOf({ ...noise, 渡船: [1, 0] })))('渡船');
    assert.deepEqual(unknown.gramsAndSimilarity, [1, 0, 2]);
    const vectors = { [IN_RUSSIAN[1]!]: [1, 0], ferry: [1, 0] };
    const foreign = await (await createPlainRankings(IN_RUSSIAN, embedderOf(vectors)))('ferry');
    assert.deepEqual(
      [foreign.bm25Grams, foreign.gramsAndSimilarity],
      [
        [0, 1, 2],
        [1, 0, 2],
      ],
    );
  });

  it('embeds each paragraph once, as a passage, and a query as one, many at a time', async () => {
    const calls: [number, string][] = [];
    const embedder: Pick<Embedder, 'embed'> = {
      embed: async (texts, role) => {
        calls.push([texts.length, role]);
        return texts.map((text) => Float32Array.of(text === 'paragraph 99' || text === 'the last' ? 1 : -1, 1));
      },
    };
    const paragraphs = Array.from({ length: 100 }, (_, index) => `paragraph ${index}`);
    const { gramsAndSimilarity } = await (await createPlainRankings(paragraphs, embedder))('the last');
    assert.equal(gramsAndSimilarity[0], 99);
    assert.deepEqual(calls, [
      [64, 'passage'],
      [36, 'passage'],
      [1, 'query'],
    ]);
  });
});
