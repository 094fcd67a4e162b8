import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createLog, type Log } from '../../../src/log.ts';
import { loadBuiltInCalibration } from '../../../src/retrieval/calibration.ts';
import type { RankedParagraph } from '../../../src/retrieval/rank-paragraphs.ts';
import { createReranking, leaveRanking } from '../../../src/retrieval/reranking/rerank-candidates.ts';
import type { Reranker } from '../../../src/retrieval/reranking/reranker.ts';
import { matchOf, paragraphOf, rankedOf } from '../../answering/found.ts';
import { keywordsOf } from '../../support/keywords-of.ts';
import { createAnswerOracle } from './answer-oracle.ts';

const SILENT = createLog('silent');
const calibration = await loadBuiltInCalibration();
const match = matchOf('How hot is the tea?', keywordsOf([], []));

/** Paragraphs "0", "1", …, in this order by hardly any score. */
function ranking(count: number): RankedParagraph[] {
  return Array.from({ length: count }, (_, index) => {
    const paragraph = { ...paragraphOf(String(index), String(index)), key: index };
    return rankedOf(paragraph, { score: (count - index) / 1000 });
  });
}

const textsOf = (paragraphs: readonly RankedParagraph[]) => paragraphs.map(({ paragraph }) => paragraph.text);

/** A reranking that scores candidates with `score`; what it was asked, and its warnings. */
async function rerankWith(score: Reranker['score'], { timeoutMs = 60_000 } = {}) {
  const asked: { question: string; passages: readonly string[]; signal: AbortSignal }[] = [];
  const warnings: string[] = [];
  const log: Log = { ...SILENT, warn: (message, { error } = {}) => warnings.push(`${message}: ${String(error)}`) };
  const reranker = await createAnswerOracle((question, passages, options) => {
    asked.push({ question, passages, ...options });
    return score(question, passages, options);
  });
  const rerank = createReranking({ reranker, timeoutMs, log });
  return { rerank: (paragraphs: RankedParagraph[]) => rerank(paragraphs, { match, calibration }), asked, warnings };
}

describe('createReranking', () => {
  it('orders the first thirty by their score, and leaves the others behind them', async () => {
    const { rerank, asked } = await rerankWith(async (_, passages) => passages.map((text) => Number(text) / 30));
    const { paragraphs, isWhole } = await rerank(ranking(40));
    const numbers = [...Array(40).keys()];
    assert.deepEqual(textsOf(paragraphs).map(Number), [...numbers.slice(0, 30).reverse(), ...numbers.slice(30)]);
    assert.equal(isWhole, true);
    assert.deepEqual(asked[0]!.passages, numbers.slice(0, 30).map(String));
    assert.equal(asked[0]!.question, 'How hot is the tea?');
  });

  it('adds the score on its scale with the weight of a similarity', async () => {
    const { rerank } = await rerankWith(async () => [0, 1]);
    const { paragraphs } = await rerank(ranking(2));
    assert.deepEqual(textsOf(paragraphs), ['1', '0']);
    const [best, other] = paragraphs as [RankedParagraph, RankedParagraph];
    assert.deepEqual([best.signals.reranker, other.signals.reranker], [1, 0]);
    assert.deepEqual([best.score, other.score], [0.001 + calibration.ranking.similarity, 0.002]);
  });

  it('judges a paragraph with its heading and the caption of its table', async () => {
    const { rerank, asked } = await rerankWith(async () => [0, 0]);
    const [first, second] = ranking(2) as [RankedParagraph, RankedParagraph];
    const context = { caption: 'Temperatures' };
    const titled = { ...first, paragraph: { ...first.paragraph, heading: 'Tea', context } };
    await rerank([titled, second]);
    assert.deepEqual(asked[0]!.passages, ['Tea\nTemperatures\n0', '1']);
  });

  it('asks nothing about less than two candidates', async () => {
    const { rerank, asked } = await rerankWith(async () => [1]);
    assert.deepEqual(await rerank([]), { paragraphs: [], isWhole: true });
    assert.equal((await rerank(ranking(1))).isWhole, true);
    assert.equal(asked.length, 0);
  });

  it('leaves the ranking as it is when the reranker fails, and warns once, without the question', async () => {
    const { rerank, asked, warnings } = await rerankWith(async () => Promise.reject(new Error('no model')));
    const paragraphs = ranking(3);
    for (let attempt = 0; attempt < 2; attempt += 1)
      assert.deepEqual(await rerank(paragraphs), { paragraphs, isWhole: false });
    assert.equal(asked[0]!.signal.aborted, true);
    assert.deepEqual(warnings, ['The reranker gave no scores; rankings are left as they are: Error: no model']);
  });

  it('waits no longer than it may, and ends the work', async () => {
    const { rerank, asked, warnings } = await rerankWith(() => new Promise(() => {}), { timeoutMs: 50 });
    const paragraphs = ranking(3);
    const begun = performance.now();
    assert.deepEqual(await rerank(paragraphs), { paragraphs, isWhole: false });
    const waited = performance.now() - begun;
    assert.ok(waited < 10_000, `waited ${waited} ms`);
    assert.equal(asked[0]!.signal.aborted, true);
    assert.match(warnings[0]!, /Cannot rerank within 50 ms: .*; take a smaller one or raise RERANK_TIMEOUT_MS$/);
  });

  it('waits no longer for the scale either', async () => {
    const reranker = { score: () => new Promise<number[]>(() => {}) };
    const rerank = createReranking({ reranker, timeoutMs: 50, log: SILENT });
    assert.equal((await rerank(ranking(2), { match, calibration })).isWhole, false);
  });

  it('measures the scale again after a failure, and once when that succeeded', async () => {
    const oracle = await createAnswerOracle(async (_, passages) => passages.map((_one, index) => index));
    let isDown = true;
    const score: Reranker['score'] = (...call) => (isDown ? Promise.reject(new Error('down')) : oracle.score(...call));
    const rerank = createReranking({ reranker: { score }, timeoutMs: 60_000, log: SILENT });
    assert.equal((await rerank(ranking(2), { match, calibration })).isWhole, false);
    isDown = false;
    for (let attempt = 0; attempt < 2; attempt += 1)
      assert.deepEqual(textsOf((await rerank(ranking(2), { match, calibration })).paragraphs), ['1', '0']);
    assert.equal(oracle.judged.length, 24);
  });

  it('does not ask for a while after three failures in a row', async () => {
    const { rerank, asked } = await rerankWith(async () => Promise.reject(new Error('no model')));
    for (let attempt = 0; attempt < 5; attempt += 1) assert.equal((await rerank(ranking(2))).isWhole, false);
    assert.equal(asked.length, 3);
  });
});

describe('leaveRanking', () => {
  it('gives the very paragraphs', async () => {
    const paragraphs = ranking(3);
    assert.equal((await leaveRanking(paragraphs, { match, calibration })).paragraphs, paragraphs);
  });
});
