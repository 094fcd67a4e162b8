import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { type LabelledSentence, packPassages } from '../../../../src/answering/model/prompt/pack-passages.ts';
import { createSentenceCheck, kindOf } from '../../../../src/answering/model/writing/check-sentences.ts';
import type { Piece } from '../../../../src/answering/model/writing/read-markers.ts';
import { paragraphOf, rankedOf } from '../../found.ts';

const DOCUMENT = 'Green tea is steamed. Black tea is rolled.';

describe('kindOf', () => {
  for (const [text, kind] of [
    ['NO_ANSWER', 'refusal'],
    ['Sorry: NO_ANSWER.', 'refusal'],
    [' В документе не сказано, сколько.', 'missing'],
    ['The document does not say when.', 'missing'],
    ['The document does not say when, but it was in May.', 'statement'],
    ['Чай зелёный.', 'statement'],
    [' \n', 'blank'],
  ] as const) {
    it(`takes ${JSON.stringify(text)} for ${kind}`, () => {
      assert.equal(kindOf(text), kind);
    });
  }
});

describe('createSentenceCheck', () => {
  let sentences: LabelledSentence[];
  before(async () => {
    const paragraph = rankedOf(paragraphOf(DOCUMENT, DOCUMENT), {});
    ({ sentences } = await packPassages([paragraph], { budgetTokens: 100, neighbours: async () => [] }));
  });

  /** A check, with what it asked of the grounding check and how often it read the document. */
  function recordingCheck(document = DOCUMENT) {
    const asked: unknown[] = [];
    let reads = 0;
    const check = createSentenceCheck({
      sentences,
      canonicalText: async () => {
        reads += 1;
        return document;
      },
      checkGrounding: async (...parameters) => {
        asked.push(parameters);
        return { isSupported: true, reason: null };
      },
    });
    return { check, asked, reads: () => reads };
  }
  const sentence = (text: string, ...numbers: number[]): { pieces: Piece[] } => ({
    pieces: [
      { kind: 'text', text },
      { kind: 'labels', labels: numbers },
    ],
  });

  it('verifies a label once, and gives the same citation each time', async () => {
    const { check, reads } = recordingCheck();
    const citation = await check.citationOf(2);
    assert.equal(citation?.quote, 'Black tea is rolled.');
    assert.equal(await check.citationOf(2), citation);
    assert.equal(reads(), 1);
  });

  it('has no citation for an unknown label, nor for words that the document does not have', async () => {
    assert.equal(await recordingCheck().check.citationOf(3), null);
    assert.equal(await recordingCheck('Something else.').check.citationOf(1), null);
  });

  it('checks a sentence against all that it cites, and the titles of the documents', async () => {
    const { check, asked } = recordingCheck();
    assert.equal(await check.isSupported(sentence(' Tea is made. ', 1, 99, 2)), true);
    const cited = ['Green tea is steamed.', 'Black tea is rolled.'];
    assert.deepEqual(asked, [['Tea is made.', cited, { title: 'Tea Tea' }]]);
  });

  it('supports nothing without a citation, except a sentence about what is missing', async () => {
    const { check, asked } = recordingCheck();
    assert.equal(await check.isSupported(sentence('Tea is made.', 99)), false);
    assert.equal(await check.isSupported(sentence('The document does not say when.')), true);
    assert.deepEqual(asked, []);
  });
});
