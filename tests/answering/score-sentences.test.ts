import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createSentenceScorer, weightedMean } from '../../src/answering/score-sentences.ts';
import type { Embedder } from '../../src/embeddings/embedder.ts';
import { createRecordingEmbedder } from '../support/recording-embedder.ts';
import { foundOf, paragraphOf, rankedOf } from './found.ts';

const DOCUMENT = 'Tea\n\nGreen tea is steeped\nat 80 °C. Black tea was brought in 1664. It boils.';
const body = rankedOf(paragraphOf(DOCUMENT, DOCUMENT.slice(5), { number: 2 }), {});
const title = rankedOf(paragraphOf(DOCUMENT, 'Tea'), {});

/** A model for two-dimensional vectors: what is about green tea points east, everything else north. */
const compass: Embedder = {
  ...createRecordingEmbedder(),
  embed: async (texts) => texts.map((text) => Float32Array.from(/green/i.test(text) ? [1, 0] : [0, 1])),
};

describe('createSentenceScorer', () => {
  it('scores every sentence of the paragraphs, in the order of the text, where it stands in the document', async () => {
    const sentences = await createSentenceScorer({ embedder: compass })(foundOf({ question: 'tea' }), [title, body]);
    assert.deepEqual(
      sentences.map(({ start, end }) => DOCUMENT.slice(start, end)),
      ['Tea', 'Green tea is steeped\nat 80 °C.', 'Black tea was brought in 1664.', 'It boils.'],
    );
    assert.deepEqual(
      sentences.map(({ ranked }) => ranked),
      [title, body, body, body],
    );
  });

  it('tells how well each term is covered by the likest word of the sentence', async () => {
    const terms = { green: { green: 1, black: 0.2 }, brewed: { steeped: 0.6, boils: 0.4 }, milk: {} };
    const found = foundOf({ question: 'green brewed milk', terms });
    const sentences = await createSentenceScorer({ embedder: compass })(found, [body]);
    assert.deepEqual(
      sentences.map(({ likeness }) => likeness),
      [
        [1, 0.6, 0],
        [0.2, 0, 0],
        [0, 0.4, 0],
      ],
    );
  });

  it('covers the question as a mean of its terms, weighed by how much each tells apart', async () => {
    const terms = { green: { green: 1 }, milk: {} };
    const score = async (inverseFrequencies: number[]) => {
      const found = foundOf({ question: 'green milk', terms, inverseFrequencies });
      return (await createSentenceScorer({ embedder: compass })(found, [body]))[0]!.coverage;
    };
    assert.deepEqual([await score([1, 1]), await score([3, 1]), await score([0, 1])], [0.5, 0.75, 0]);
  });

  it('tells the similarity of question and sentence', async () => {
    const sentences = await createSentenceScorer({ embedder: compass })(foundOf({ question: 'green' }), [body]);
    assert.deepEqual(
      sentences.map(({ similarity }) => similarity),
      [1, 0, 0],
    );
  });

  it('tells the share of the expected evidence, ½ when none is expected', async () => {
    const evidenceFor = async (evidence: ('date' | 'number')[]) => {
      const found = foundOf({ question: 'when', match: { evidence } });
      const sentences = await createSentenceScorer({ embedder: compass })(found, [body]);
      return sentences.map((sentence) => sentence.evidence);
    };
    assert.deepEqual(await evidenceFor(['date']), [0, 1, 0]);
    assert.deepEqual(await evidenceFor(['date', 'number']), [0.5, 1, 0]);
    assert.deepEqual(await evidenceFor([]), [0.5, 0.5, 0.5]);
  });

  it('embeds the sentences of a paragraph once, each on one line', async () => {
    const embedder = createRecordingEmbedder();
    const scoreSentences = createSentenceScorer({ embedder });
    await scoreSentences(foundOf({ question: 'green' }), [body]);
    await scoreSentences(foundOf({ question: 'black' }), [body]);
    assert.deepEqual(
      embedder.embedded.map(({ text }) => text),
      ['Green tea is steeped at 80 °C.', 'Black tea was brought in 1664.', 'It boils.'],
    );
  });

  it('knows the words of a paragraph it has read when the vocabulary has changed since', async () => {
    const scoreSentences = createSentenceScorer({ embedder: compass });
    const terms = { green: { green: 1 } };
    const before = foundOf({ question: 'green', terms, match: { keyOfTerm: new Map() } });
    const after = foundOf({ question: 'green', terms });
    assert.equal((await scoreSentences(before, [body]))[0]!.coverage, 0);
    assert.equal((await scoreSentences(after, [body]))[0]!.coverage, 1);
  });
});

describe('weightedMean', () => {
  it('is the mean by weight, and 0 when nothing weighs anything', () => {
    assert.equal(weightedMean([1, 0], [3, 1]), 0.75);
    assert.equal(weightedMean([1, 1], [0, 0]), 0);
    assert.equal(weightedMean([], []), 0);
  });
});
