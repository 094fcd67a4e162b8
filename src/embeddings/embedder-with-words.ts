import { createLruCache } from '../runtime/lru-cache.ts';
import { type Embedder, type EmbeddingModel, embeddingModelKey, type SentenceEmbedder } from './embedder.ts';

/** Vectors of questions that are kept: the same are asked again and again. */
const MAX_QUESTIONS = 1000;

/**
 * Puts beside a model of sentences another one for single words. The vectors of both are as long as the longer ones, with zeros at the end, as they are
 * in indexes that held both; no cosine is changed by that.
 */
export function embedderWithWords(sentences: SentenceEmbedder, words: Embedder): Embedder {
  const questions = createLruCache<string, Float32Array>(MAX_QUESTIONS);
  const embedQuestion = (text: string) =>
    questions(text, async () => (await lengthened(sentences.embed([text], 'query')))[0]!);
  const lengthOf = async () => {
    const [own, ofWords] = await Promise.all([sentences.model(), words.model()]);
    return Math.max(own.dimensions, ofWords.dimensions);
  };
  const lengthened = async (vectors: Promise<Float32Array[]>) => {
    const [dimensions, given] = await Promise.all([lengthOf(), vectors]);
    return given.map((vector) => {
      if (vector.length === dimensions) return vector;
      const longer = new Float32Array(dimensions);
      longer.set(vector);
      return longer;
    });
  };
  return {
    async model(): Promise<EmbeddingModel> {
      const [own, ofWords, dimensions] = await Promise.all([sentences.model(), words.model(), lengthOf()]);
      return { ...own, dimensions, words: embeddingModelKey(ofWords) };
    },
    embed: (texts, role) =>
      role === 'query' && texts.length <= MAX_QUESTIONS
        ? Promise.all(texts.map(embedQuestion))
        : lengthened(sentences.embed(texts, role)),
    knownShares: (texts) => sentences.knownShares(texts),
    words: {
      embed: (texts, role) => lengthened(words.embed(texts, role)),
      knownShares: (texts) => words.knownShares(texts),
      createIndex: () => words.words.createIndex(),
    },
    async close() {
      await Promise.all([sentences.close(), words.close()]);
    },
  };
}
