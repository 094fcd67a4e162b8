import type { Embedder, EmbeddingModel, EmbeddingRole } from '../../src/embeddings/embedder.ts';
import { createPlainWordIndex } from './plain-word-index.ts';

/** A text as it was given to an embedder. */
export interface EmbeddedText {
  text: string;
  role: EmbeddingRole;
}

/** An embedder that needs no model and records what it was given. */
export interface RecordingEmbedder extends Embedder {
  /** Everything embedded so far, in order. */
  embedded: EmbeddedText[];
  /** The words whose neighbours in meaning were looked for, in order. */
  meaningsAsked: string[];
}

const DIMENSIONS = 64;

/**
 * Creates an embedder whose vectors count the 3-grams of a text: texts that are spelt alike are similar.
 *
 * @param fileHash Distinguishes one such model from another.
 * @param failAfter The call after which embedding fails.
 */
export function createRecordingEmbedder({ fileHash = 'recorded', failAfter = Infinity } = {}): RecordingEmbedder {
  const embedded: EmbeddedText[] = [];
  const meaningsAsked: string[] = [];
  let calls = 0;
  const embedder: RecordingEmbedder = {
    embedded,
    meaningsAsked,
    words: {
      embed: (texts) => embedder.embed(texts, 'query'),
      knownShares: async (texts) => texts.map(() => 1),
      createIndex: async () => {
        const index = createPlainWordIndex(countGrams);
        const { nearest } = index;
        index.nearest = (words, limit) => {
          meaningsAsked.push(...words);
          return nearest(words, limit);
        };
        return index;
      },
    },
    model: async (): Promise<EmbeddingModel> => ({
      name: 'recording',
      fileHash,
      dimensions: DIMENSIONS,
      pooling: 'mean',
      normalize: true,
      queryPrefix: '',
      passagePrefix: '',
      words: null,
    }),
    async embed(texts, role) {
      calls += 1;
      if (calls > failAfter) throw new Error('the model broke');
      embedded.push(...texts.map((text) => ({ text, role })));
      return texts.map(countGrams);
    },
    knownShares: async (texts) => texts.map(() => 1),
    close: async () => {},
  };
  return embedder;
}

function countGrams(text: string): Float32Array {
  const vector = new Float32Array(DIMENSIONS);
  const padded = ` ${text.toLowerCase()} `;
  for (let index = 0; index + 3 <= padded.length; index += 1) {
    let hash = 7;
    for (const character of padded.slice(index, index + 3)) hash = (hash * 31 + character.codePointAt(0)!) % 65_521;
    vector[hash % DIMENSIONS]! += hash & 64 ? 1 : -1;
  }
  const length = Math.hypot(...vector);
  return length === 0 ? vector : vector.map((value) => value / length);
}
