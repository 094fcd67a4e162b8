import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { describeRetrieval } from '../../../src/cli/terminal/describe-retrieval.ts';

const rates = { hitAt1: 0.5, hitAt5: 1 };
const measures = {
  keywords: rates,
  similarity: { hitAt1: null, hitAt5: null },
  fused: { hitAt1: 0.75, hitAt5: 1 },
  bm25Words: rates,
  bm25Grams: rates,
  gramsAndSimilarity: rates,
  paragraphs: 9,
  questions: { answerable: 4, unanswerable: 2 },
  scoreAuc: 0.875,
  millisecondsPerQuestion: 3.14,
};

describe('describeRetrieval', () => {
  it('prints what the set is like, a row for each ranking, and the AUC', () => {
    assert.equal(
      describeRetrieval('bees.json', measures),
      [
        'bees.json: paragraphs: 9; questions: 4 answerable, 2 unanswerable; 3.1 ms a search',
        '                        hit@1  hit@5',
        '  Pilcrow               0.750  1.000',
        '  its keywords alone    0.500  1.000',
        '  its embeddings alone      –      –',
        '  BM25 of words         0.500  1.000',
        '  BM25 of 4-grams       0.500  1.000',
        '  4-grams + embeddings  0.500  1.000',
        '  AUC of the best score, answerable above unanswerable: 0.875',
      ].join('\n'),
    );
  });

  it('leaves out what a set without unanswerable questions does not have', () => {
    const text = describeRetrieval('tea.tsv', {
      ...measures,
      questions: { answerable: 4, unanswerable: 0 },
      scoreAuc: null,
    });
    assert.match(text, /^tea\.tsv: paragraphs: 9; questions: 4 answerable; 3\.1 ms/);
    assert.doesNotMatch(text, /AUC/);
  });
});
