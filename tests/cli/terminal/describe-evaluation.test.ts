import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { describeFailure, describeSummary } from '../../../src/cli/terminal/describe-evaluation.ts';
import type { Answer } from '../../../src/protocol/answer.ts';

const answer: Answer = {
  id: 'a',
  kind: 'related',
  confidence: 0.25,
  language: 'ru',
  text: '',
  reason: null,
  citations: [],
  paragraphs: [7, 8].map((paragraph) => ({ documentId: 'tea', paragraph, text: '', similarity: 0, score: 0 })),
  conversationId: 'c',
};

describe('describeSummary', () => {
  it('prints one aligned row for each group, with a dash where nothing was measured', () => {
    const measures = {
      questions: 4,
      hitAt1: 0.5,
      hitAt3: 0.75,
      hitAt5: 1,
      meanReciprocalRank: 0.625,
      baselinesHitAt1: { bm25Words: 0.25, bm25Grams: 0.45, gramsAndSimilarity: null },
      answerRate: null,
      citationPrecision: null,
      citesEnough: null,
      citations: 0,
      citationsVerified: null,
      faithfulness: 1,
      alceRecall: 0.8,
      alcePrecision: null,
      outcomes: { answered: 0, related: 0.25, unanswered: 0.75, reply: 0 },
      calibrationError: 0.1,
    };
    const [headings, row] = describeSummary({ typo: measures }).split('\n');
    assert.match(headings!, /^ +questions +hit@1 .+ words hit@1 +4-grams hit@1 +sum hit@1 +MRR .+ calibration error$/);
    assert.match(
      row!,
      /^typo +4 +0\.50 +0\.75 +1\.00 +0\.25 +0\.45 +– +0\.63 +– +– +– +– +1\.00 +0\.80 +– +0\.00 +0\.25 +0\.75 +0\.00 +0\.10$/,
    );
    assert.equal(headings!.length, row!.length);
  });
});

const question = {
  id: 'q1',
  kind: 'typo' as const,
  question: 'Кагда?',
  history: [],
  distance: null,
  documentId: null,
  source: null,
  gold: { paragraphs: [38], minParagraphs: 1, answer: [['28 ноября', '28.11'], ['2024']] },
};
const judged = {
  goldRank: null,
  baselineRanks: null,
  saysAnswer: false,
  quotesAnswer: false,
  citesEnough: false,
  citations: [],
  statements: [],
};

describe('describeFailure', () => {
  it('shows what was expected, what was found and why it counts as missed', () => {
    assert.equal(
      describeFailure({ question, answer, ...judged, misses: ['no gold paragraph among the first five'] }),
      [
        'q1 (typo): Кагда?',
        '  no gold paragraph among the first five',
        '  expected ¶38 with 28 ноября | 28.11 & 2024',
        '  related, confidence 0.25, found ¶7 ¶8',
      ].join('\n'),
    );
  });

  it('shows what a chat model wrote, on one line', () => {
    const model = { name: 'model', firstTokenMs: 1, answerMs: 2, inputTokens: null, outputTokens: null };
    const written = { ...answer, kind: 'answered' as const, text: 'Осенью.\nВ ноябре.', model };
    const shown = describeFailure({
      question,
      answer: written,
      ...judged,
      misses: ['the answer does not have the words'],
    });
    assert.match(shown, /^ {2}Осенью\. В ноябре\.$/m);
  });
});
