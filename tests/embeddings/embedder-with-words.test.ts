import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cosineOf } from '../../src/embeddings/cosine.ts';
import { embeddingModelKey } from '../../src/embeddings/embedder.ts';
import { embedderWithWords } from '../../src/embeddings/embedder-with-words.ts';
import { createRecordingEmbedder } from '../support/recording-embedder.ts';

describe('embedderWithWords', () => {
  const sentences = createRecordingEmbedder({ fileHash: 'sentences' });
  const words = createRecordingEmbedder({ fileHash: 'words' });
  /** A model of fewer numbers, whose vectors are lengthened. */
  const short = {
    ...sentences,
    model: async () => ({ ...(await sentences.model()), dimensions: 40 }),
    embed: async (...given: Parameters<typeof sentences.embed>) =>
      (await sentences.embed(...given)).map((vector) => vector.slice(0, 40)),
  };
  const embedder = embedderWithWords(short, words);

  it('takes sentences from the one model and words from the other', async () => {
    await embedder.embed(['Dogs are kept on a lead.'], 'passage');
    await embedder.words.embed(['lead'], 'query');
    assert.deepEqual(
      [sentences.embedded.map(({ text }) => text), words.embedded.map(({ text }) => text)],
      [['Dogs are kept on a lead.'], ['lead']],
    );
  });

  it('gives all vectors the same length, and changes no cosine', async () => {
    const texts = ['a lead for dogs', 'a dog on a lead'];
    const [one, other] = await embedder.embed(texts, 'passage');
    const [shortOne, shortOther] = await short.embed(texts, 'passage');
    const [word] = await embedder.words.embed(['lead'], 'query');
    assert.deepEqual([one!.length, word!.length, (await embedder.model()).dimensions], [64, 64, 64]);
    assert.equal(cosineOf(one!, other!), cosineOf(shortOne!, shortOther!));
  });

  it('is another model when the words come from another one: the index is made again', async () => {
    const others = embedderWithWords(short, createRecordingEmbedder({ fileHash: 'other words' }));
    const keys = [await short.model(), await embedder.model(), await others.model()].map(embeddingModelKey);
    assert.equal(new Set(keys).size, 3);
  });

  it('embeds a question once, however often it is asked', async () => {
    const before = sentences.embedded.length;
    const [first] = await embedder.embed(['Who holds the lead?'], 'query');
    const [again] = await embedder.embed(['Who holds the lead?'], 'query');
    assert.deepEqual([first, sentences.embedded.length - before], [again, 1]);
  });
});
