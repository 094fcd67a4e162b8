import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { rankSpans } from '../../../src/answering/extractive/rank-spans.ts';
import type { Embedder } from '../../../src/embeddings/embedder.ts';
import { createSentenceScorer } from '../../../src/retrieval/score-sentences.ts';
import type { SearchResult } from '../../../src/retrieval/search-paragraphs.ts';
import { createRecordingEmbedder } from '../../support/recording-embedder.ts';
import { foundOf, paragraphOf, rankedOf } from '../found.ts';

const DOCUMENT = 'Tea comes from China. Green tea is steeped. Black tea was brought in 1664.\n\nMilk.';
const [tea, milk] = DOCUMENT.split('\n\n').map((text) => paragraphOf(DOCUMENT, text));

/** A model for two-dimensional vectors: what is about green tea points east, everything else north. */
const compass: Embedder = {
  ...createRecordingEmbedder(),
  embed: async (texts) => texts.map((text) => Float32Array.from(/green/i.test(text) ? [1, 0] : [0, 1])),
};
const NORTH = Float32Array.from([0, 1]);
const { ofParagraphs: scoreSentences } = createSentenceScorer({ embedder: compass });
/** Ranks the sentences of all paragraphs found. */
const rankScored = async (found: SearchResult) =>
  rankSpans({ ...found, sentences: (await scoreSentences(found, found.paragraphs)).flat() });

describe('rankSpans', () => {
  const paragraphs = [rankedOf(tea!, { score: 1 }), rankedOf(milk!, { score: 0.5 })];
  const bestOf = async (found: SearchResult) => {
    const { start, end } = (await rankScored(found))!.spans[0]!;
    return DOCUMENT.slice(start, end);
  };

  it('puts the sentence first that has the words of the question', async () => {
    const terms = { black: { black: 1 }, brought: { brought: 1 } };
    const found = foundOf({ question: 'black brought', terms, paragraphs, match: { vector: NORTH } });
    assert.equal(await bestOf(found), 'Black tea was brought in 1664.');
  });

  it('puts the sentence first that means the same', async () => {
    assert.equal(await bestOf(foundOf({ question: 'jade infusion', paragraphs })), 'Green tea is steeped.');
  });

  it('weighs the words of the question more than likeness of meaning', async () => {
    const terms = { black: { black: 1 }, brought: { brought: 1 } };
    assert.equal(
      await bestOf(foundOf({ question: 'black brought', terms, paragraphs })),
      'Black tea was brought in 1664.',
    );
  });

  it('puts the sentence first that has the expected answer type', async () => {
    const match = { vector: NORTH };
    assert.equal(await bestOf(foundOf({ question: 'When?', paragraphs, match })), 'Black tea was brought in 1664.');
  });

  it('puts the sentence first that answers a question about the whole document, whatever words other sentences share', async () => {
    const lead = [rankedOf(tea!, { score: 1 }), rankedOf(milk!, { score: 1, signals: { aspect: 1 } })];
    const found = foundOf({ question: 'x', terms: { tea: { tea: 0.6 } }, paragraphs: lead, match: { vector: NORTH } });
    assert.equal(await bestOf(found), 'Milk.');
  });

  it('puts the sentence of the higher-ranked paragraph first when all else is equal', async () => {
    const found = foundOf({ question: 'x', paragraphs: [rankedOf(milk!, { score: 2 }), paragraphs[0]!] });
    assert.equal(await bestOf({ ...found, askedVector: NORTH }), 'Milk.');
  });

  it('sorts by score and returns the signals of the best sentence', async () => {
    const match = { vector: NORTH };
    const { spans, signals } = (await rankScored(foundOf({ question: 'x', terms: { x: {} }, paragraphs, match })))!;
    const scores = spans.map(({ score }) => score);
    assert.deepEqual(
      scores,
      [...scores].sort((a, b) => b - a),
    );
    assert.deepEqual([spans.length, signals.missingTerm, signals.weakestTerm], [4, 1, 0]);
  });

  it('returns no sentences when nothing was found', async () => {
    assert.equal(await rankScored(foundOf({ question: 'tea' })), null);
  });
});
