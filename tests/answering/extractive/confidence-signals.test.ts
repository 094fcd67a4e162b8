import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AnswerSpan } from '../../../src/answering/extractive/answer-spans.ts';
import { confidenceSignals } from '../../../src/answering/extractive/confidence-signals.ts';
import { detectLanguage } from '../../../src/text/detect-language.ts';
import { foundOf, paragraphOf, quoteOf, rankedOf, sentenceOf } from '../found.ts';

const DOCUMENT = 'Green tea. Black tea.\n\nMilk.\n\nWater.\n\nSugar.\n\nLemon.';
const ranked = (text: string, score: number, more: Parameters<typeof rankedOf>[1] = {}) =>
  rankedOf(paragraphOf(DOCUMENT, text), { score, ...more });
const tea = ranked('Green tea. Black tea.', 9, { similarity: 0.6, signals: { aspect: 0.3 } });
const paragraphs = [tea, ranked('Milk.', 8), ranked('Water.', 7), ranked('Sugar.', 6), ranked('Lemon.', 1)];

function sentence(words: string, likeness: number[], { of = tea, answerTypeShare = 0.5 } = {}): AnswerSpan {
  return sentenceOf(of, quoteOf(of.paragraph, words), { likeness, subjectSimilarity: 0.4, answerTypeShare });
}

describe('confidenceSignals', () => {
  it('measures how well all sentences of the best paragraph cover each term', () => {
    const found = foundOf({ question: 'green black milk', terms: { green: {}, black: {}, milk: {} }, paragraphs });
    const best = sentence('Green tea.', [1, 0, 0.2]);
    const others = [sentence('Black tea.', [0, 0.8, 0]), sentence('Milk.', [0, 0, 1], { of: paragraphs[1]! })];
    const { weakestTerm, missingTerm } = confidenceSignals(found, [best, ...others], best);
    assert.deepEqual({ weakestTerm, missingTerm }, { weakestTerm: 0.2, missingTerm: 0.8 });
  });

  it('weighs a missing term by its inverse document frequency, and less when it comes from the conversation', () => {
    const found = foundOf({
      question: 'green milk',
      terms: { green: {}, milk: {} },
      inverseFrequencies: [1, 3],
      paragraphs,
    });
    const best = sentence('Green tea.', [0, 0.5]);
    assert.equal(confidenceSignals(found, [best], best).missingTerm, 1.5);
    found.match.terms[1]!.weight = 0.5;
    assert.equal(confidenceSignals(found, [best], best).missingTerm, 1);
  });

  it('has the similarities, the aspect and the best keyword score', () => {
    const found = foundOf({ question: 'green', terms: { green: {} }, paragraphs, bestKeywordScore: Math.E - 1 });
    const best = sentence('Green tea.', [1]);
    const { similarity, subjectSimilarity, aspect, keywordScore } = confidenceSignals(found, [best], best);
    assert.deepEqual(
      { similarity, subjectSimilarity, aspect, keywordScore },
      { similarity: 0.6, subjectSimilarity: 0.4, aspect: 0.3, keywordScore: 1 },
    );
  });

  it('measures the margin between the best and the fourth paragraph, five at most', () => {
    const marginTo = (score: number) => {
      const others = paragraphs.map((paragraph, index) => (index === 3 ? { ...paragraph, score } : paragraph));
      const best = sentence('Green tea.', [1]);
      return confidenceSignals(foundOf({ question: 'green', paragraphs: others }), [best], best).margin;
    };
    assert.deepEqual([marginTo(6), marginTo(1)], [3, 5]);
  });

  it('measures the margin to the last paragraph when there are fewer than four', () => {
    const best = sentence('Green tea.', [1]);
    const { margin } = confidenceSignals(foundOf({ question: 'green', paragraphs: [tea] }), [best], best);
    assert.equal(margin, 0);
  });

  it('sees that the expected answer type is missing, and whether it is a place', () => {
    const signalsOf = (question: string, answerTypeShare: number) => {
      const best = sentence('Green tea.', [], { answerTypeShare });
      const { factMissing, asksPlace } = confidenceSignals(foundOf({ question, paragraphs }), [best], best);
      return [factMissing, asksPlace];
    };
    assert.deepEqual(signalsOf('How much does it cost?', 0), [1, 0]);
    assert.deepEqual(signalsOf('Where and when?', 0.5), [1, 1]);
    assert.deepEqual(signalsOf('Where?', 1), [0, 1]);
    assert.deepEqual(signalsOf('What about tea?', 0.5), [0, 0]);
  });

  it('sees whether the sentence has what is to be counted', () => {
    const countedIn = (question: string) => {
      const best = sentence('Green tea.', [0.3, 0.9]);
      return confidenceSignals(foundOf({ question, terms: { овец: {}, sheep: {} }, paragraphs }), [best], best).counted;
    };
    assert.deepEqual(
      [countedIn('Сколько овец на лугу?'), countedIn('How many sheep are there?'), countedIn('What of the sheep?')],
      [0.3, 0.9, 1],
    );
  });

  const NAMES: [string, string, number, { share: number; missing: number }][] = [
    ['Что сказано про Украину?', 'украину', 0.1, { share: 0.1, missing: 1 }],
    ['Что сказано про Украину?', 'украину', 0.9, { share: 0.9, missing: 0 }],
    ['Что сказано про «Канал»?', 'канал', 0.1, { share: 0.1, missing: 1 }],
    ['What about NATO?', 'nato', 0.1, { share: 0.1, missing: 1 }],
    ['Что было в 1991 году?', '1991', 0, { share: 0, missing: 1 }],
    ['Что было в 1991 году?', '1991', 0.7, { share: 0.7, missing: 0 }],
    ['Украина упоминается?', 'украина', 0, { share: 1, missing: 0 }], // any question begins with a capital
    ['что сказано про чай', 'чай', 0, { share: 1, missing: 0 }],
    ['ЧТО СКАЗАНО ПРО ЧАЙ?', 'чай', 0, { share: 1, missing: 0 }],
    ['Wie heißt der Hausmeister?', 'hausmeister', 0, { share: 1, missing: 0 }],
  ];
  for (const [question, term, likeness, { share, missing }] of NAMES) {
    it(`has ${share} of the names and numbers in ${JSON.stringify(question)} and misses ${missing} at likeness ${likeness}`, () => {
      const best = sentence('Green tea.', [likeness]);
      best.paragraph = { ...best.paragraph, language: detectLanguage(question) };
      const signals = confidenceSignals(foundOf({ question, terms: { [term]: {} }, paragraphs }), [best], best);
      const least = Math.min(signals.nameShare, signals.numberShare);
      assert.deepEqual({ share: least, missing: signals.nameMissing }, { share, missing });
    });
  }

  it('misses a code or a date that is not there as a whole, though its numbers are', () => {
    const missing = (question: string, likeness: Record<string, number>) => {
      const best = sentence('Green tea.', Object.values(likeness));
      const terms = Object.fromEntries(Object.keys(likeness).map((term) => [term, {}]));
      return confidenceSignals(foundOf({ question, terms, paragraphs }), [best], best).nameMissing;
    };
    assert.equal(missing('What is E-12-34?', { '12': 1, '34': 1, 'e12-34': 0 }), 1);
    assert.equal(missing('What is E-12-34?', { '12': 0, '34': 0, 'e12-34': 1 }), 0);
    assert.equal(missing('What was on 2024-04-04?', { '2024': 1, '04': 1, '2024-04-04': 0 }), 1);
    assert.equal(missing('What was on 2024-04-04?', { '2024': 1, '04': 0, '2024-04-04': 1 }), 0);
    assert.equal(missing('What is in art. 4?', { art: 0, '4': 1, 'article 4': 0 }), 0);
  });

  it('looks for a name in any paragraph, but counts how well the span itself has it', () => {
    const best = sentence('Green tea.', [0.2]);
    const other = sentence('Milk.', [1], { of: paragraphs[1]! });
    const found = foundOf({ question: 'Where is Milk?', terms: { milk: {} }, paragraphs });
    const { nameMissing, nameShare } = confidenceSignals(found, [best, other], best);
    assert.deepEqual({ nameMissing, nameShare }, { nameMissing: 0, nameShare: 0.2 });
  });

  it('counts a date or code that the span has as a whole', () => {
    const exactFound = (likeness: number) => {
      const best = sentence('Green tea.', [likeness]);
      const found = foundOf({ question: 'What was on 2024-04-04?', terms: { '2024-04-04': {} }, paragraphs });
      return confidenceSignals(found, [best], best).exactFound;
    };
    assert.deepEqual([exactFound(0), exactFound(1)], [0, 1]);
  });

  it('sees that question and document are in different languages', () => {
    const best = sentence('Green tea.', [0.5]);
    const inLanguage = (question: string) =>
      confidenceSignals(foundOf({ question, terms: { tea: {} }, paragraphs }), [best], best);
    assert.deepEqual([inLanguage('Что про чай?').otherLanguage, inLanguage('What about tea?').otherLanguage], [1, 0]);
  });

  it('expects numbers, but not names, across languages, where names are spelt differently', () => {
    const best = sentence('Green tea.', [0.1]);
    const missing = (question: string, term: string) =>
      confidenceSignals(foundOf({ question, terms: { [term]: {} }, paragraphs }), [best], best).nameMissing;
    assert.deepEqual([missing('Что про Китай?', 'китай'), missing('Что в 1991 году?', '1991')], [0, 1]);
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
