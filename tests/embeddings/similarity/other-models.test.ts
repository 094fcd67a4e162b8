import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createQuoteSelector } from '../../../src/answering/extractive/select-quotes.ts';
import { buildIndex } from '../../../src/build-index.ts';
import { PROJECT_DIRECTORY } from '../../../src/config/config.ts';
import type { Embedder } from '../../../src/embeddings/embedder.ts';
import { embedderWithWords } from '../../../src/embeddings/embedder-with-words.ts';
import { readQuestions } from '../../../src/evaluation/questions.ts';
import { loadCalibration } from '../../../src/retrieval/calibration.ts';
import { createSearch } from '../../../src/retrieval/search-paragraphs.ts';
import { openSqliteStore } from '../../../src/stores/sqlite/paragraph-store.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { embeddingConfig, openBuiltInEmbedder } from '../../support/tiny-model.ts';

const QUESTIONS = path.join(PROJECT_DIRECTORY, 'tests/questions/declaration.jsonl');

/** A model made of the built-in one, which gives the words as well. */
function madeOf(builtIn: Embedder, name: string, embed: Embedder['embed'], dimensions: number): Embedder {
  const model = async () => ({ ...(await builtIn.model()), name, fileHash: name, dimensions });
  return embedderWithWords({ ...wrapped(builtIn), model, embed }, builtIn);
}
const wrapped = (embedder: Embedder): Embedder => ({
  model: () => embedder.model(),
  embed: (texts, role) => embedder.embed(texts, role),
  knownShares: (texts) => embedder.knownShares(texts),
  words: embedder.words,
  close: async () => {},
});

/** The outcomes of the questions about the declaration with a model that has no calibration of its own, or with the built-in one. */
async function outcomesWith(embedder: Embedder, { isBuiltIn = false } = {}): Promise<string[]> {
  const store = openSqliteStore(temporaryDirectory());
  const { calibration } = await loadCalibration(embeddingConfig(isBuiltIn ? {} : { model: 'no such model' }));
  await buildIndex({ store, embedder }, { directory: path.join(PROJECT_DIRECTORY, 'documents'), maxBytes: 1_000_000 });
  const search = createSearch({ store, embedder, calibration });
  const selectQuotes = createQuoteSelector({ calibration });
  const outcomes: string[] = [];
  for (const { question } of await readQuestions([QUESTIONS]))
    outcomes.push((await selectQuotes(await search({ question, context: [] }))).kind);
  await store.close();
  return outcomes;
}

describe('the questions about the declaration, with another embedding model and the weights of the built-in one', () => {
  const builtIn = openBuiltInEmbedder();
  let expected: string[] = [];
  const others = (outcomes: string[]) => outcomes.filter((outcome, index) => outcome !== expected[index]).length;
  before(async () => {
    expected = await outcomesWith(builtIn, { isBuiltIn: true });
  });
  after(() => builtIn.close());

  it('have the same outcomes where all cosines lie between .75 and .95', async () => {
    const constant = 4;
    const pressed = madeOf(
      builtIn,
      'pressed',
      async (texts, role) =>
        (await builtIn.embed(texts, role)).map((vector) => Float32Array.from([...vector, Math.sqrt(constant)])),
      641,
    );
    assert.equal(expected.length, 150);
    const outcomes = await outcomesWith(pressed);
    assert.ok(others(outcomes) <= 3, `${others(outcomes)} of 150 have another outcome`);
  });

  it('have nearly the same outcomes with 384 numbers, lengths of any size and prefixes', async () => {
    const short = madeOf(
      builtIn,
      'short',
      async (texts, role) => {
        const vectors = await builtIn.embed(
          texts.map((text) => `${role}: ${text}`),
          role,
        );
        return vectors.map((vector, index) =>
          vector.slice(0, 384).map((value) => value * (1 + (texts[index]!.length % 7))),
        );
      },
      384,
    );
    const outcomes = await outcomesWith(short);
    assert.ok(others(outcomes) <= 20, `${others(outcomes)} of 150 have another outcome`);
    const isAnswered = (outcome: string) => outcome === 'answered';
    assert.ok(outcomes.filter(isAnswered).length <= expected.filter(isAnswered).length + 5, 'no more is answered');
  });
});
