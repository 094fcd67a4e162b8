import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { openCrossEncoder, writeTinyCrossEncoder } from '../../support/tiny-cross-encoder.ts';

const WORDS = ['green', 'tea', 'is', 'brewed', 'coffee', 'зелёный', 'чай'];
const WAITING = { signal: AbortSignal.timeout(60_000) };

describe('createCrossEncoder', () => {
  const directory = writeTinyCrossEncoder(WORDS);
  const reranker = openCrossEncoder(directory);

  it('gives each passage its score, in the order of the passages', async () => {
    const passages = ['coffee is brewed', 'green tea is brewed', 'rain', 'tea', 'ЗЕЛЁНЫЙ ЧАЙ'];
    assert.deepEqual(await reranker.score('is green tea', passages, WAITING), [1, 3, 0, 1, 0]);
    assert.deepEqual(await reranker.score('зелёный чай', passages, WAITING), [0, 0, 0, 0, 2]);
  });

  it('gives the same in batches of any length: padding counts nothing', async () => {
    const passages = Array.from({ length: 50 }, (_, index) => 'tea '.repeat((index * 7) % 31).trim());
    const scores = await reranker.score('tea', passages, WAITING);
    assert.deepEqual(
      scores,
      passages.map((_, index) => (index * 7) % 31),
    );
  });

  it('takes of two classes how far the second is ahead', async () => {
    const ofTwo = openCrossEncoder(writeTinyCrossEncoder(WORDS, { classes: 2 }));
    assert.deepEqual(await ofTwo.score('green tea', ['tea', 'green tea', 'rain'], WAITING), [2, 4, 0]);
  });

  it('refuses a model that tells other classes apart', async () => {
    const ofThree = openCrossEncoder(writeTinyCrossEncoder(WORDS, { classes: 3 }));
    await assert.rejects(ofThree.score('tea', ['tea'], WAITING), {
      code: 'MODEL_UNAVAILABLE',
      message:
        /^Cannot load the reranker from ".*": it has 3 classes, a reranker has 1 or 2; put .* or set RERANK_MODEL$/,
    });
  });

  it('says what is missing in a folder without a model, at each call', async () => {
    const empty = openCrossEncoder(temporaryDirectory());
    for (let attempt = 0; attempt < 2; attempt += 1) {
      await assert.rejects(
        empty.score('tea', ['tea'], WAITING),
        /^PilcrowError: Cannot load the reranker from ".*; put /,
      );
    }
  });

  it('gives up when the signal is aborted, also while it loads, and goes on with the next', async () => {
    const other = openCrossEncoder(directory);
    await assert.rejects(other.score('tea', ['tea'], { signal: AbortSignal.timeout(1) }), { name: 'TimeoutError' });
    const passages = Array.from({ length: 400 }, () => 'green tea '.repeat(40));
    const measure = async () => {
      const begun = performance.now();
      await other.score('tea', passages, WAITING);
      return performance.now() - begun;
    };
    await measure();
    const alone = await measure();
    const aborted = new AbortController();
    const abandoned = Array.from({ length: 12 }, () =>
      assert.rejects(other.score('tea', passages, { signal: aborted.signal }), { name: 'AbortError' }),
    );
    // The next is judged once the work for them has begun.
    await other.score('tea', ['tea'], WAITING);
    aborted.abort();
    await Promise.all(abandoned);
    const after = await measure();
    assert.ok(after < 4 * alone, `${after} ms after 12 were given up, ${alone} ms alone`);
  });

  it('ends what is being judged when it is closed, and judges no more', async () => {
    const other = openCrossEncoder(directory);
    await other.score('tea', ['tea'], WAITING);
    const stopped = { code: 'MODEL_UNAVAILABLE', message: 'Cannot rerank: the reranker was stopped; start again' };
    const ended = assert.rejects(other.score('tea', Array(2000).fill('green tea'), WAITING), stopped);
    // Its request is on its way by then.
    await new Promise((resolve) => setImmediate(resolve));
    await other.close();
    await ended;
    await assert.rejects(other.score('tea', ['tea'], WAITING), stopped);
  });
});
