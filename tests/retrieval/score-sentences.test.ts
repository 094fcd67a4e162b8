import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Embedder } from '../../src/embeddings/embedder.ts';
import type { RankedParagraph } from '../../src/retrieval/rank-paragraphs.ts';
import { createSentenceScorer, weightedMean } from '../../src/retrieval/score-sentences.ts';
import type { SearchResult } from '../../src/retrieval/search-paragraphs.ts';
import { foundOf, paragraphOf, rankedOf } from '../answering/found.ts';
import { keywordsOf } from '../support/keywords-of.ts';
import { createRecordingEmbedder } from '../support/recording-embedder.ts';

const DOCUMENT = 'Tea\n\nGreen tea is steeped\nat 80 °C. Black tea was brought in 1664. It boils.';
const body = rankedOf(paragraphOf(DOCUMENT, DOCUMENT.slice(5), { number: 2 }), {});
const title = rankedOf(paragraphOf(DOCUMENT, 'Tea'), {});

/** A model for two-dimensional vectors: what is about green tea points east, everything else north. */
const compass: Embedder = {
  ...createRecordingEmbedder(),
  embed: async (texts) => texts.map((text) => Float32Array.from(/green/i.test(text) ? [1, 0] : [0, 1])),
};

/** Scores the sentences of paragraphs, all in one list. */
function scorerOf(embedder: Embedder) {
  const { ofParagraphs: scoreSentences } = createSentenceScorer({ embedder });
  return async (found: SearchResult, paragraphs: RankedParagraph[]) => (await scoreSentences(found, paragraphs)).flat();
}

describe('createSentenceScorer', () => {
  it('scores every sentence of the paragraphs, in the order of the text, where it stands in the document', async () => {
    const sentences = await scorerOf(compass)(foundOf({ question: 'tea' }), [title, body]);
    assert.deepEqual(
      sentences.map(({ start, end }) => DOCUMENT.slice(start, end)),
      ['Tea', 'Green tea is steeped\nat 80 °C.', 'Black tea was brought in 1664.', 'It boils.'],
    );
    assert.deepEqual(
      sentences.map(({ ranked }) => ranked),
      [title, body, body, body],
    );
  });

  it('measures how well the most similar word of the sentence covers each term', async () => {
    const terms = { green: { green: 1, black: 0.2 }, brewed: { steeped: 0.6, boils: 0.4 }, milk: {} };
    const found = foundOf({ question: 'green brewed milk', terms });
    const sentences = await scorerOf(compass)(found, [body]);
    assert.deepEqual(
      sentences.map(({ likeness }) => likeness),
      [
        [1, 0.6, 0],
        [0.2, 0, 0],
        [0, 0.4, 0],
      ],
    );
  });

  it('averages the coverage of the terms, weighted by inverse document frequency', async () => {
    const terms = { green: { green: 1 }, milk: {} };
    const score = async (inverseFrequencies: number[]) => {
      const found = foundOf({ question: 'green milk', terms, inverseFrequencies });
      return (await scorerOf(compass)(found, [body]))[0]!.coverage;
    };
    assert.deepEqual([await score([1, 1]), await score([3, 1]), await score([0, 1])], [0.5, 0.75, 0]);
  });

  it('measures the similarity of question and sentence', async () => {
    const sentences = await scorerOf(compass)(foundOf({ question: 'green' }), [body]);
    assert.deepEqual(
      sentences.map(({ similarity }) => similarity),
      [1, 0, 0],
    );
  });

  it('measures the similarity of the sentence and the subject of the question, without its question words', async () => {
    const terms = { price: {}, green: {} };
    const embedder = createRecordingEmbedder();
    await scorerOf(embedder)(foundOf({ question: 'What price is green?', terms }), [title]);
    assert.deepEqual(embedder.embedded[0], { text: 'green', role: 'query' });

    const [green, black] = await scorerOf(compass)(foundOf({ question: '', terms }), [body]);
    assert.deepEqual([green!.subjectSimilarity, black!.subjectSimilarity], [1, 0]);
  });

  it('takes the whole question as its subject when every word is a question word', async () => {
    const embedder = createRecordingEmbedder();
    await scorerOf(embedder)(foundOf({ question: 'What price?', terms: { price: {} } }), [title]);
    assert.deepEqual(embedder.embedded[0], { text: 'What price?', role: 'query' });
  });

  it('gives the share of the expected answer types that the sentence has, ½ when none is expected', async () => {
    const sharesFor = async (question: string) => {
      const sentences = await scorerOf(compass)(foundOf({ question }), [body]);
      return sentences.map(({ answerTypeShare }) => answerTypeShare);
    };
    assert.deepEqual(await sharesFor('When?'), [0, 1, 0]);
    assert.deepEqual(await sharesFor('When and how many?'), [0.5, 1, 0]);
    assert.deepEqual(await sharesFor('What about tea?'), [0.5, 0.5, 0.5]);
  });

  it('counts a term that names an answer type as covered where the sentence has that type', async () => {
    const terms = { year: { steeped: 0.3 }, black: { black: 1 } };
    const sentences = await scorerOf(compass)(foundOf({ question: 'x', terms }), [body]);
    assert.deepEqual(
      sentences.map(({ likeness }) => likeness),
      [
        [0.3, 0],
        [1, 1],
        [0, 0],
      ],
    );
  });

  it('embeds the sentences of a paragraph once, each on one line', async () => {
    const embedder = createRecordingEmbedder();
    const scoreSentences = scorerOf(embedder);
    await scoreSentences(foundOf({ question: 'green' }), [body]);
    await scoreSentences(foundOf({ question: 'black' }), [body]);
    assert.deepEqual(
      embedder.embedded.filter(({ role }) => role === 'passage').map(({ text }) => text),
      ['Green tea is steeped at 80 °C.', 'Black tea was brought in 1664.', 'It boils.'],
    );
  });

  it('scores a cached paragraph correctly after the vocabulary has changed', async () => {
    const scoreSentences = scorerOf(compass);
    const terms = { green: { green: 1 } };
    const before = foundOf({ question: 'green', terms, match: { vocabulary: keywordsOf([]) } });
    const after = foundOf({ question: 'green', terms });
    assert.equal((await scoreSentences(before, [body]))[0]!.coverage, 0);
    assert.equal((await scoreSentences(after, [body]))[0]!.coverage, 1);
  });
});

describe('weightedMean', () => {
  it('is the weighted mean, and 0 when all weights are 0', () => {
    assert.equal(weightedMean([1, 0], [3, 1]), 0.75);
    assert.equal(weightedMean([1, 1], [0, 0]), 0);
    assert.equal(weightedMean([], []), 0);
  });
});
