import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { createGroundingCheck, type GroundingCheck } from '../../../../../src/answering/grounding/check-grounding.ts';
import { type LabelledSentence, packPassages } from '../../../../../src/answering/model/prompt/pack-passages.ts';
import { createSentenceCheck } from '../../../../../src/answering/model/writing/checking/check-sentences.ts';
import { openBuiltInEmbedder } from '../../../../support/tiny-model.ts';
import { paragraphOf, rankedOf } from '../../../found.ts';

const GREEN = 'Green tea is steamed for 30 seconds.';
const BLACK = 'Black tea is rolled and dried.';
const SHOP = 'The shop at tea.example sells green tea leaves.';
const DOCUMENT = `${GREEN} ${BLACK}\n\n${SHOP}`;

/** A document with signs that cannot be seen, as its file has them. */
const PARTED = 'The mat\u00adcha of the ter\u200brace is whisked for 20 seconds.';

/** Supports what has all its words in the cited text. */
const byWords: GroundingCheck = async (sentence, cited) => {
  const words = (text: string): string[] => text.toLowerCase().match(/[\p{L}\d]+/gu) ?? [];
  const known = words(cited.join(' '));
  if (words(sentence).includes('never')) return { isSupported: false, reason: 'negation' };
  return words(sentence).every((word) => known.includes(word))
    ? { isSupported: true, reason: null }
    : { isSupported: false, reason: 'words' };
};

describe('createSentenceCheck', () => {
  let sentences: LabelledSentence[];
  before(async () => {
    const paragraphs = [`${GREEN} ${BLACK}`, SHOP].map((text, index) =>
      rankedOf(paragraphOf(DOCUMENT, text, { number: index + 1, ...(index > 0 && { documentId: 'shop' }) }), {}),
    );
    ({ sentences } = await packPassages(paragraphs, { budgetTokens: 1000, neighbours: async () => [] }));
  });

  /** A check, with what it asked of the grounding check and how often it read the document. */
  function recordingCheck({ document = DOCUMENT, grounding = byWords } = {}) {
    const asked: Parameters<GroundingCheck>[] = [];
    let reads = 0;
    const check = createSentenceCheck({
      sentences,
      canonicalText: async () => {
        reads += 1;
        return document;
      },
      checkGrounding: async (...parameters) => {
        asked.push(parameters);
        return grounding(...parameters);
      },
      question: 'How is tea made?',
      isNear: ({ paragraph }) => paragraph.documentId === 'tea',
    });
    return { check, asked, reads: () => reads };
  }
  const judge = (text: string, labels: number[], isShared = false) =>
    recordingCheck().check.judge(text, { labels, isShared, near: [] });

  it('verifies a label once, and gives the same citation each time', async () => {
    const { check, reads } = recordingCheck();
    const citation = await check.citationOf(2);
    assert.equal(citation?.quote, BLACK);
    assert.equal(await check.citationOf(2), citation);
    assert.equal(reads(), 1);
  });

  it('has no citation for an unknown label, nor for words that the document does not have', async () => {
    assert.equal(await recordingCheck().check.citationOf(9), null);
    assert.equal(await recordingCheck({ document: 'Something else.' }).check.citationOf(1), null);
  });

  it('checks a sentence against all that it cites, with the titles of the documents and the question', async () => {
    const { check, asked } = recordingCheck();
    const text = 'Green tea is steamed, black tea is rolled.';
    const verdict = await check.judge(text, { labels: [1, 99, 2], isShared: false, near: [] });
    assert.deepEqual(verdict, { labels: [1, 2], reason: null });
    assert.deepEqual(asked, [[text, [GREEN, BLACK], { title: 'Tea', question: 'How is tea made?' }]]);
  });

  it('cites of many labels the fewest that support a sentence', async () => {
    assert.deepEqual(await judge('Black tea is rolled.', [1, 2], true), { labels: [2], reason: null });
    assert.deepEqual(await judge('Black tea is rolled.', [1, 2]), { labels: [1, 2], reason: null });
  });

  it('mends a wrong, an unknown and a missing label', async () => {
    for (const labels of [[1], [99], []]) {
      assert.deepEqual(await judge('Black tea is rolled.', labels), { labels: [2], reason: null }, String(labels));
    }
  });

  it('checks a sentence without the number it has among others', async () => {
    const { check, asked } = recordingCheck();
    await check.judge('Во-вторых, black tea is rolled.', { labels: [2], isShared: false, near: [] });
    await check.judge('Second, black tea is rolled.', { labels: [2], isShared: false, near: [] });
    assert.deepEqual(
      asked.map(([text]) => text),
      ['black tea is rolled.', 'black tea is rolled.'],
    );
  });

  it('mends with two neighbours where one is not enough', async () => {
    const text = 'Green tea is steamed for 30 seconds and black tea is dried.';
    assert.deepEqual(await judge(text, []), { labels: [1, 2], reason: null });
  });

  it('mends nothing with a document that the question is not about', async () => {
    assert.deepEqual(await judge('The shop sells green tea leaves.', [2]), { labels: [2], reason: 'words' });
  });

  it('mends nothing that the cited words contradict', async () => {
    const { check, asked } = recordingCheck();
    const verdict = await check.judge('Black tea is never rolled.', { labels: [2], isShared: false, near: [] });
    assert.deepEqual([verdict, asked.length], [{ labels: [2], reason: 'negation' }, 1]);
  });

  it('asks no grounding check about a sentence whose words or values are nowhere', async () => {
    for (const text of ['Coffee is roasted slowly.', 'Green tea is steamed for 45 seconds.']) {
      const { check, asked } = recordingCheck();
      const verdict = await check.judge(text, { labels: [], isShared: false, near: [] });
      assert.deepEqual([verdict.reason, asked], ['unlabelled', []], text);
    }
  });

  it('refuses an address that the cited words do not have, even one of another sentence', async () => {
    assert.equal((await judge('Green tea is steamed: see tea.example', [1])).reason, 'address');
    assert.equal((await judge('The shop at tea.example sells leaves.', [3])).reason, null);
  });

  it('compares words without the signs that part them', async () => {
    const paragraph = rankedOf(paragraphOf(PARTED, PARTED, { number: 1 }), {});
    const packed = await packPassages([paragraph], { budgetTokens: 1000, neighbours: async () => [] });
    const check = createSentenceCheck({
      ...packed,
      canonicalText: async () => PARTED,
      checkGrounding: createGroundingCheck({ embedder: openBuiltInEmbedder() }),
      question: 'How is mat\u00adcha whisked?',
      isNear: () => true,
    });
    const claim = { labels: [1], isShared: false, near: [] };
    assert.deepEqual(await check.judge('The matcha of the terrace is whisked for 20 seconds.', claim), {
      labels: [1],
      reason: null,
    });
    assert.equal((await check.citationOf(1))?.quote, PARTED);
  });
});
