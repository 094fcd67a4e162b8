import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { confidenceSignals } from '../../src/answering/confidence-signals.ts';
import type { ScoredSentence } from '../../src/answering/score-sentences.ts';
import type { RankedParagraph } from '../../src/retrieval/rank-paragraphs.ts';
import { foundOf, paragraphOf, quoteOf, rankedOf } from './found.ts';

const DOCUMENT = 'Green tea. Black tea.\n\nMilk.\n\nWater.\n\nSugar.\n\nLemon.';
const ranked = (text: string, score: number, more: Parameters<typeof rankedOf>[1] = {}) =>
  rankedOf(paragraphOf(DOCUMENT, text), { score, ...more });
const tea = ranked('Green tea. Black tea.', 9, { similarity: 0.6, signals: { aspect: 0.3 } });
const paragraphs = [tea, ranked('Milk.', 8), ranked('Water.', 7), ranked('Sugar.', 6), ranked('Lemon.', 1)];

function sentence(words: string, likeness: number[], of: RankedParagraph = tea): ScoredSentence {
  return { ...quoteOf(of.paragraph, words), ranked: of, likeness, coverage: 0, similarity: 0.4, evidence: 0.5 };
}

describe('confidenceSignals', () => {
  it('tells how the paragraph of the best sentence covers the question, by all its sentences', () => {
    const found = foundOf({ question: 'green black milk', terms: { green: {}, black: {}, milk: {} }, paragraphs });
    const best = sentence('Green tea.', [1, 0, 0]);
    const others = [sentence('Black tea.', [0, 0.8, 0]), sentence('Milk.', [0, 0, 1], paragraphs[1])];
    const signals = confidenceSignals(found, [best, ...others], best);
    assert.equal(signals.coverage, (1 + 0.8) / 3);
    assert.equal(signals.weakestTerm, 0);
  });

  it('weighs the terms of the question by how much they tell apart, and those of the conversation less', () => {
    const found = foundOf({
      question: 'green milk',
      terms: { green: {}, milk: {} },
      inverseFrequencies: [1, 3],
      paragraphs,
    });
    const best = sentence('Green tea.', [1, 0.2]);
    assert.equal(confidenceSignals(found, [best], best).coverage, (1 + 3 * 0.2) / 4);
    found.match.terms[1]!.weight = 0.5;
    assert.equal(confidenceSignals(found, [best], best).coverage, (1 + 1.5 * 0.2) / 2.5);
  });

  it('tells the similarities, the aspect and the best keyword score', () => {
    const found = foundOf({ question: 'green', terms: { green: {} }, paragraphs, bestKeywordScore: Math.E - 1 });
    const best = sentence('Green tea.', [1]);
    const { similarity, sentenceSimilarity, aspect, keywordScore } = confidenceSignals(found, [best], best);
    assert.deepEqual(
      { similarity, sentenceSimilarity, aspect, keywordScore },
      {
        similarity: 0.6,
        sentenceSimilarity: 0.4,
        aspect: 0.3,
        keywordScore: 1,
      },
    );
  });

  it('tells how far the best stands above the fourth paragraph, five at most', () => {
    const marginTo = (score: number) => {
      const others = paragraphs.map((paragraph, index) => (index === 3 ? { ...paragraph, score } : paragraph));
      const best = sentence('Green tea.', [1]);
      return confidenceSignals(foundOf({ question: 'green', paragraphs: others }), [best], best).margin;
    };
    assert.deepEqual([marginTo(6), marginTo(1)], [3, 5]);
  });

  it('takes the last paragraph when there is no fourth', () => {
    const best = sentence('Green tea.', [1]);
    const { margin } = confidenceSignals(foundOf({ question: 'green', paragraphs: [tea] }), [best], best);
    assert.equal(margin, 0);
  });

  it('sees a number and a person asked for', () => {
    const best = sentence('Green tea.', []);
    const asks = (evidence: ('number' | 'person' | 'date')[]) => {
      const { asksNumber, asksPerson } = confidenceSignals(
        foundOf({ question: 'x', paragraphs, match: { evidence } }),
        [best],
        best,
      );
      return [asksNumber, asksPerson];
    };
    assert.deepEqual(
      [asks(['number']), asks(['person']), asks(['date'])],
      [
        [1, 0],
        [0, 1],
        [0, 0],
      ],
    );
  });

  const NAMES: [string, string, number, { found: number; missing: number }][] = [
    ['Что сказано про Украину?', 'украину', 0.1, { found: 0, missing: 1 }],
    ['Что сказано про Украину?', 'украину', 0.9, { found: 1, missing: 0 }],
    ['Что сказано про «Канал»?', 'канал', 0.1, { found: 0, missing: 1 }],
    ['What about NATO?', 'nato', 0.1, { found: 0, missing: 1 }],
    ['Что было в 1991 году?', '1991', 0, { found: 0, missing: 1 }],
    ['Украина упоминается?', 'украина', 0, { found: 0, missing: 0 }], // any question begins with a capital
    ['что сказано про чай', 'чай', 0, { found: 0, missing: 0 }],
  ];
  for (const [question, term, likeness, { found, missing }] of NAMES) {
    it(`of the names in ${JSON.stringify(question)} finds ${found} and misses ${missing} at likeness ${likeness}`, () => {
      const best = sentence('Green tea.', [likeness]);
      const signals = confidenceSignals(foundOf({ question, terms: { [term]: {} }, paragraphs }), [best], best);
      assert.deepEqual({ found: signals.nameFound, missing: signals.nameMissing }, { found, missing });
    });
  }

  it('finds a name also in another paragraph than the best', () => {
    const best = sentence('Green tea.', [0]);
    const other = sentence('Milk.', [1], paragraphs[1]);
    const found = foundOf({ question: 'Where is Milk?', terms: { milk: {} }, paragraphs });
    assert.equal(confidenceSignals(found, [best, other], best).nameFound, 1);
  });

  it('sees that question and document are in different languages', () => {
    const best = sentence('Green tea.', [0.5]);
    const inLanguage = (question: string) =>
      confidenceSignals(foundOf({ question, terms: { tea: {} }, paragraphs }), [best], best);
    const { otherLanguage, otherLanguageCoverage, otherLanguageSimilarity } = inLanguage('Что про чай?');
    assert.deepEqual([otherLanguage, otherLanguageCoverage, otherLanguageSimilarity], [1, 0.5, 0.6]);
    const same = inLanguage('What about tea?');
    assert.deepEqual([same.otherLanguage, same.otherLanguageCoverage, same.otherLanguageSimilarity], [0, 0, 0]);
  });

  it('has only finite signals, also for a question without terms', () => {
    const best = sentence('Green tea.', []);
    const signals = confidenceSignals(foundOf({ question: 'О чём документ?', paragraphs: [tea] }), [best], best);
    assert.deepEqual(
      Object.entries(signals).filter(([, value]) => !Number.isFinite(value)),
      [],
    );
  });
});
