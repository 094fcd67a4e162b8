import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { createAssistant } from '../../../src/assistant.ts';
import { loadConfig } from '../../../src/config/config.ts';
import { readSamples } from '../../../src/embeddings/similarity/read-samples.ts';
import { leaveRanking, type Rerank } from '../../../src/retrieval/reranking/rerank-candidates.ts';
import { createSearch } from '../../../src/retrieval/search-paragraphs.ts';
import { temporaryDirectory, writeFiles } from '../../support/temporary-directory.ts';
import { writeTinyCrossEncoder } from '../../support/tiny-cross-encoder.ts';
import { indexLibrary } from '../indexed-library.ts';

const TEA = 'Tea is brewed at 80 degrees.\n\nCoffee is brewed at 94 degrees.\n\nThe kitchen opens at nine.';
const QUESTION = 'At how many degrees is coffee brewed?';

describe('createSearch with a reranker', async () => {
  const { store, embedder, calibration } = await indexLibrary({ 'tea.txt': TEA });
  const query = { question: QUESTION, context: [] };

  /** A search whose reranker turns the ranking round, if it does not fail at this call; and how often it was asked. */
  function searchWith(fails: (call: number) => boolean) {
    let calls = 0;
    const rerank: Rerank = async (paragraphs) => {
      calls += 1;
      if (fails(calls)) return { paragraphs, isWhole: false };
      // Sentences do not change the order of those that lie so far apart.
      const turned = paragraphs.toReversed().map((ranked, index) => ({ ...ranked, score: 1000 - 100 * index }));
      return { paragraphs: turned, isWhole: true };
    };
    return { search: createSearch({ store, embedder, calibration, rerank }), calls: () => calls };
  }
  const numbers = ({ paragraphs }: { paragraphs: { paragraph: { number: number } }[] }) =>
    paragraphs.map(({ paragraph }) => paragraph.number);

  it('gives the order of the reranker, and keeps it', async () => {
    const plain = await createSearch({ store, embedder, calibration, rerank: leaveRanking })(query);
    const { search, calls } = searchWith(() => false);
    assert.deepEqual(numbers(await search(query)), numbers(plain).toReversed());
    assert.deepEqual(numbers(await search(query)), numbers(plain).toReversed());
    assert.equal(calls(), 1);
  });

  it('does not keep what the reranker failed to judge', async () => {
    const { search, calls } = searchWith((call) => call === 1);
    const [failed, judged] = [await search(query), await search(query)];
    assert.deepEqual(numbers(judged), numbers(failed).toReversed());
    assert.deepEqual(numbers(await search(query)), numbers(judged));
    assert.equal(calls(), 2);
  });
});

describe('an assistant with RERANK_MODEL', () => {
  const documents = writeFiles(temporaryDirectory(), { 'tea.txt': TEA });
  async function open(settings: Record<string, string>) {
    const assistant = await createAssistant(
      loadConfig({ DOCUMENTS_DIR: documents, INDEX_DIR: temporaryDirectory(), LOG_LEVEL: 'silent', ...settings }),
    );
    after(() => assistant.close());
    await assistant.buildIndex();
    return assistant;
  }

  it('has its signal in the explanation, the most for what answers; without one there is none', async () => {
    const questions = (await readSamples()).flatMap((sample) => sample.questions.map(({ text }) => text));
    const words = new Set(
      [QUESTION, ...questions].flatMap((text) => text.toLowerCase().match(/[\p{L}\p{N}]{4,}/gu) ?? []),
    );
    const assistant = await open({ RERANK_MODEL: writeTinyCrossEncoder([...words]), RERANK_TIMEOUT_MS: '60000' });
    const { candidates } = await assistant.explain({ message: QUESTION });
    const [best, ...others] = candidates;
    assert.match(best!.text, /Coffee/);
    assert.ok(best!.parts.reranker! > 0, `adds ${best!.parts.reranker}`);
    for (const { parts } of others) assert.ok((parts.reranker ?? 0) < best!.parts.reranker!, 'more than the best');
    const plain = await (await open({})).explain({ message: QUESTION });
    assert.ok(plain.candidates.length > 0, 'nothing was found');
    for (const { parts } of plain.candidates) assert.equal('reranker' in parts, false);
  });

  it('answers as without one while it cannot be loaded', async () => {
    const assistant = await open({ RERANK_MODEL: temporaryDirectory() });
    const [answer, plain] = [
      await assistant.ask({ message: QUESTION }),
      await (await open({})).ask({ message: QUESTION }),
    ];
    assert.deepEqual([answer.kind, answer.text, answer.citations], [plain.kind, plain.text, plain.citations]);
    assert.equal(answer.kind, 'answered');
  });
});
