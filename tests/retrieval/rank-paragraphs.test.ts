import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { OWN_LANGUAGE, rankingWeights, weigh } from '../../src/retrieval/rank-paragraphs.ts';
import type { ParagraphStore } from '../../src/stores/paragraph-store.ts';
import { NO_SIGNALS } from '../answering/found.ts';
import { assertClose } from '../support/assertions.ts';
import { type ParagraphToStore, storeDocuments } from '../support/index-update.ts';
import { openTemporaryStore } from './indexed-library.ts';
import { rankFor } from './rank-for.ts';

const LONG = ' and so on'.repeat(20);
const TEA: ParagraphToStore[] = [
  { text: 'Tea Act', vector: [0, 1], terms: { tea: 1 }, aspects: ['title'] },
  { text: `Green tea is steeped at 80 degrees${LONG}`, vector: [0.6, 0.8], terms: { tea: 1, green: 1, steeped: 1 } },
  { text: `Water boils${LONG}`, vector: [1, 0], terms: { water: 1 }, aspects: ['has-number'] },
  { text: `Nothing of the kind${LONG}`, vector: [-1, 0], terms: { kind: 1 }, aspects: ['has-number', 'has-date'] },
];
const COFFEE: ParagraphToStore[] = [
  { text: `Coffee is no tea${LONG}`, vector: [0, -1], terms: { coffee: 1, tea: 1 }, aspects: ['title'] },
];

describe('rankParagraphs', () => {
  const store: ParagraphStore = openTemporaryStore();
  before(() => storeDocuments(store, { tea: TEA, coffee: COFFEE }));

  const rank = (match: Parameters<typeof rankFor>[1], weights: Parameters<typeof rankFor>[2]) =>
    rankFor(store, match, weights);

  it('ranks by words, as a share of the most the terms can give, 0 without any', async () => {
    const { names, signalOf, bestKeywordScore, inverseFrequencies } = await rank(
      { words: ['green', 'steeped', 'tea'] },
      { keywordShare: 1, documentIds: ['tea'] },
    );
    assert.equal(names[0], 'tea 2');
    const shares = signalOf('keywordShare');
    assert.equal(shares['tea 3'], 0);
    assert.ok(
      shares['tea 2']! < 1 && shares['tea 1']! > 0 && shares['tea 1']! < shares['tea 2']!,
      JSON.stringify(shares),
    );
    const possible = inverseFrequencies.reduce((sum, inverse) => sum + inverse, 0);
    assertClose(shares['tea 2']!, bestKeywordScore / possible, 1e-9);
    assert.ok(inverseFrequencies[0]! > inverseFrequencies[2]!, 'green is rarer than tea');
  });

  it('gives words the same share however many other terms of the question nothing has', async () => {
    const one = (await rank({ words: ['green'] }, {})).signalOf('keywordShare')['tea 2']!;
    const same = (await rank({ words: ['green', 'green'] }, {})).signalOf('keywordShare')['tea 2']!;
    assertClose(one, same, 1e-9);
  });

  it('ranks by meaning as far as it can be trusted', async () => {
    const { names, signalOf, paragraphs } = await rank({}, { similarity: 1 });
    assert.deepEqual([names[0], names.at(-1)], ['tea 3', 'tea 4']);
    assertClose(paragraphs[0]!.similarity, 1, 1e-6);
    assertClose(signalOf('similarity')['tea 3']!, 1, 1e-6);
    const half = await rank({ meaning: (cosine) => 0.5 * cosine }, { similarity: 1 });
    assertClose(half.signalOf('similarity')['tea 3']!, 0.5, 1e-6);
    assertClose(half.paragraphs[0]!.similarity, 1, 1e-6);
    assert.deepEqual(
      new Set(Object.values((await rank({ meaning: () => 0 }, {})).signalOf('similarity')).map(Math.abs)),
      new Set([0]),
    );
  });

  it('ranks by what is asked of the document as a whole', async () => {
    const { names, signalOf } = await rank({ aspects: new Map([['title', 0.7]]) }, { aspect: 1 });
    assert.deepEqual(names.slice(0, 2).sort(), ['coffee 1', 'tea 1']);
    assert.deepEqual([signalOf('aspect')['tea 1'], signalOf('aspect')['tea 2']], [0.7, 0]);
  });

  it('ranks by the share of the expected answer types, and equally when none is expected', async () => {
    const { names, signalOf } = await rank({ answerTypes: ['number', 'date'] }, { evidence: 1 });
    assert.deepEqual(names.slice(0, 2), ['tea 4', 'tea 3']);
    assert.deepEqual([signalOf('evidence')['tea 3'], signalOf('evidence')['tea 2']], [0.5, 0]);
    assert.deepEqual(new Set(Object.values((await rank({}, {})).signalOf('evidence'))), new Set([0.5]));
  });

  it('marks short paragraphs', async () => {
    const { names, signalOf } = await rank({}, { short: -1 });
    assert.equal(names.at(-1), 'tea 1');
    assert.deepEqual([signalOf('short')['tea 1'], signalOf('short')['tea 2']], [1, 0]);
  });

  it('adds up the weighted signals and the bonus for the language of the question', async () => {
    const weights = { ...NO_SIGNALS, keywordShare: 2, similarity: 0.5, aspect: 3, evidence: 1, short: -1 };
    const { paragraphs } = await rank({ words: ['what', 'tea'], aspects: new Map([['title', 1]]) }, weights);
    for (const { score, signals } of paragraphs)
      assert.equal(score, weigh(signals, rankingWeights(weights)) + OWN_LANGUAGE);
    assert.deepEqual(
      paragraphs.map(({ score }) => score),
      paragraphs.map(({ score }) => score).sort((a, b) => b - a),
    );
  });

  for (const [language, question, other] of [
    ['ru', 'При какой температуре заваривают чай?', 'en'],
    ['en', 'At what temperature is tea steeped?', 'ru'],
  ] as const) {
    it(`prefers what is in the language of the question (${language}), unless the other is far better`, async () => {
      const texts = { ru: 'Зелёный чай заваривают при 80 градусах.', en: 'Green tea is steeped at 80 degrees.' };
      const bilingual = openTemporaryStore();
      await storeDocuments(bilingual, {
        [language]: [{ text: texts[language], vector: [0.8, 0.6] }],
        [other]: [{ text: texts[other], vector: [1, 0] }],
      });
      const first = async (similarity: number) => (await rankFor(bilingual, { question }, { similarity })).names[0];
      assert.equal(await first(5), `${language} 1`);
      assert.equal(await first(16), `${other} 1`);
    });
  }

  it('ranks only paragraphs of the given documents, whichever signal found them', async () => {
    const match = { words: ['tea'], aspects: new Map([['title', 1]] as const) };
    assert.deepEqual((await rank(match, { keywordShare: 1, documentIds: ['coffee'] })).names, ['coffee 1']);
    assert.deepEqual((await rank(match, { keywordShare: 1, documentIds: ['milk'] })).names, []);
    assert.deepEqual((await rank(match, { keywordShare: 1, documentIds: [] })).names, []);
  });

  it('finds a paragraph by its words when fifty others are nearer', async () => {
    const crowded = openTemporaryStore();
    const near = Array.from({ length: 60 }, (_, index) => ({ text: `Near ${index}`, vector: [1, index / 100] }));
    const far = { text: 'Far away', vector: [-1, 0], terms: { tea: 1 } };
    await storeDocuments(crowded, { crowd: [...near, far] });
    const { paragraphs } = await rankFor(crowded, { words: ['tea'] }, { keywordShare: 1 });
    assert.equal(paragraphs.length, 51);
    assert.equal(paragraphs[0]!.paragraph.text, 'Far away');
    assert.ok(Math.abs(paragraphs[0]!.similarity + 1) < 1e-6, 'its similarity is known too');
  });
});

describe('rankParagraphs over an empty store', () => {
  it('finds nothing', async () => {
    const match = { words: ['tea'], aspects: new Map([['title', 1]] as const) };
    const { paragraphs, bestKeywordScore } = await rankFor(openTemporaryStore(), match, {});
    assert.deepEqual({ paragraphs, bestKeywordScore }, { paragraphs: [], bestKeywordScore: 0 });
  });
});
