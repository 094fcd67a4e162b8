import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { measureScores } from '../../../src/retrieval/reranking/score-scale.ts';
import { detectLanguage } from '../../../src/text/detect-language.ts';
import { createAnswerOracle } from './answer-oracle.ts';

const options = { signal: AbortSignal.timeout(60_000) };
const RU = { question: 'ru', passage: 'ru' };
const EN = { question: 'en', passage: 'en' };

/** The oracle, disturbed a little so that no two scores are the same. */
async function noisy(power = 1) {
  const { score } = await createAnswerOracle();
  return async (question: string, passages: readonly string[]) => {
    const scores = await score(question, passages, options);
    return scores.map((one, index) => power * one + Math.sin(question.length + 7 * passages[index]!.length) / 10);
  };
}

describe('measureScores', () => {
  it('judges 24 pairs', async () => {
    const { score, judged } = await createAnswerOracle();
    await measureScores({ score }, options);
    assert.equal(judged.length, 24);
  });

  it('gives 0 for a passage that has nothing to do with the question, about 1 for one that answers', async () => {
    const scale = await measureScores({ score: await noisy() }, options);
    for (const languages of [RU, EN]) {
      assert.ok(Math.abs(scale.of(0, languages)) < 0.15, `${scale.of(0, languages)} for what is unrelated`);
      assert.ok(Math.abs(scale.of(1, languages) - 1) < 0.15, `${scale.of(1, languages)} for an answer`);
    }
  });

  it('gives the same whatever numbers the scores are', async () => {
    const score = await noisy();
    const logits = async (question: string, passages: readonly string[]) =>
      (await score(question, passages)).map((one) => 17 * one - 11);
    const [plain, other] = await Promise.all([
      measureScores({ score }, options),
      measureScores({ score: logits }, options),
    ]);
    for (const one of [-0.2, 0, 0.4, 1.3]) {
      const difference = plain.of(one, EN) - other.of(17 * one - 11, EN);
      assert.ok(Math.abs(difference) < 1e-6, `differs by ${difference} at ${one}`);
    }
  });

  it('says nothing where the scores tell nothing apart, or the wrong way round', async () => {
    const constant = await measureScores({ score: async (_, passages) => passages.map(() => 3) }, options);
    const wrong = await measureScores({ score: await noisy(-1) }, options);
    assert.deepEqual([constant.of(9, RU), wrong.of(9, EN)], [0, 0]);
  });

  it('counts a language that the model cannot read for nothing, in any pair with it, and others as the worst', async () => {
    const score = await noisy();
    const english = async (question: string, passages: readonly string[]) =>
      detectLanguage(question) === 'en' ? score(question, passages) : passages.map(() => 0.5);
    const scale = await measureScores({ score: english }, options);
    assert.ok(scale.of(1, EN) > 0.8, `${scale.of(1, EN)} in English`);
    const others = [
      RU,
      { question: 'en', passage: 'ru' },
      { question: 'ru', passage: 'en' },
      { question: 'de', passage: 'de' },
    ];
    assert.deepEqual(
      others.map((languages) => scale.of(1, languages)),
      [0, 0, 0, 0],
    );
  });

  it('counts little what tells them apart hardly better than chance', async () => {
    const weak = await measureScores({ score: await noisy(0.05) }, options);
    const strong = await measureScores({ score: await noisy() }, options);
    // What one deviation of the noise counts.
    const [ofWeak, ofStrong] = [weak, strong].map((scale) => scale.of(0.07, EN) - scale.of(0, EN));
    assert.ok(ofWeak! < 0.2 && ofStrong! < 0.2, `${ofWeak} and ${ofStrong}`);
  });
});
