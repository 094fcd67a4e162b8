import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RankedSentence } from '../../../src/answering/extractive/rank-sentences.ts';
import { answeringQuotes, nearestQuotes } from '../../../src/answering/extractive/select-quotes.ts';
import type { Aspect } from '../../../src/retrieval/document-aspects.ts';
import { foundOf, paragraphOf, rankedOf } from '../found.ts';

const DOCUMENT = 'One. Two.\n\nThree.\n\nFour.\n\nFive.';
const [first, second, third, fourth] = DOCUMENT.split('\n\n').map((text) => paragraphOf(DOCUMENT, text));

function sentence(paragraph: typeof first, score: number): RankedSentence {
  const { start, end } = paragraph!;
  const scores = { likeness: [], coverage: 0, similarity: 0, subjectSimilarity: 0, answerTypes: 0.5, score };
  return { paragraph: paragraph!, ranked: rankedOf(paragraph!, {}), start, end, ...scores };
}
const scoresOf = (sentences: RankedSentence[]) => sentences.map(({ score }) => score);

describe('answeringQuotes', () => {
  const sentences = [sentence(first, 10), sentence(second, 9.5), sentence(third, 8.5), sentence(fourth, 8.3)];

  it('quotes the best sentence and those that score as high', () => {
    assert.deepEqual(scoresOf(answeringQuotes(sentences, foundOf({ question: 'Где заваривают чай?' }))), [10, 9.5]);
  });

  it('quotes the best sentence alone when no other scores as high', () => {
    const [best, , , last] = sentences as [RankedSentence, RankedSentence, RankedSentence, RankedSentence];
    assert.deepEqual(answeringQuotes([best, last], foundOf({ question: 'Где заваривают чай?' })), [best]);
  });

  for (const question of [
    'Какие чаи бывают?',
    'Перечисли чаи',
    'Что говорится о чае?',
    'Расскажи о чае',
    'Кратко: о чём документ?',
    'List the teas',
    'What does the document say about tea?',
    'Which teas are there?',
  ]) {
    it(`accepts lower scores for ${JSON.stringify(question)}, which several places may answer`, () => {
      assert.deepEqual(scoresOf(answeringQuotes(sentences, foundOf({ question }))), [10, 9.5, 8.5]);
    });
  }

  it('accepts lower scores when the question asks for two things', () => {
    const aspects = new Map([
      ['date', 1],
      ['place', 1],
    ] as const);
    const found = foundOf({ question: 'Где и когда?', match: { aspects } });
    assert.equal(answeringQuotes(sentences, found).length, 3);
  });

  it('quotes the best sentence for each of two things, then others that have them, however far apart', () => {
    const labels = [[], ['party'], ['party'], ['date']];
    const labelled = [10, 9, 8.9, 2].map((score, index) => {
      const plain = sentence([first, second, third, fourth][index], score);
      return { ...plain, paragraph: { ...plain.paragraph, labels: labels[index]! } };
    });
    const asking = (weights: [Aspect, number][]) =>
      scoresOf(answeringQuotes(labelled, foundOf({ question: 'Кто и когда?', match: { aspects: new Map(weights) } })));
    const [both, alone] = [
      asking([
        ['party', 1],
        ['date', 1],
      ]),
      asking([['date', 1]]),
    ];
    assert.deepEqual(both, [9, 8.9, 2]);
    assert.deepEqual(alone, [10]);
  });
});

describe('nearestQuotes', () => {
  it('quotes the best sentence of each of the three nearest paragraphs, however far apart', () => {
    const sentences = [
      sentence(first, 10),
      sentence(first, 9),
      sentence(second, 2),
      sentence(first, 1.5),
      sentence(third, 1),
      sentence(fourth, 0),
    ];
    assert.deepEqual(scoresOf(nearestQuotes(sentences)), [10, 2, 1]);
  });
});
