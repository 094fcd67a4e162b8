import type { Embedder } from '../../embeddings/embedder.ts';
import { cosineSimilarity } from '../../stores/sqlite/vectors/vector-blob.ts';
import { UNSEGMENTED } from '../../text/tokenize.ts';
import { createPlainBm25 } from './plain-bm25.ts';

/**
 * What any ranking should be better than: BM25 of words, BM25 of character 4-grams (of pairs of characters where words are written without
 * blanks), and the sum of the 4-gram scores and the similarities of the embeddings, each standardised over all paragraphs.
 */
export const PLAIN_BASELINES = ['bm25Words', 'bm25Grams', 'gramsAndSimilarity'] as const;

export type PlainBaseline = (typeof PLAIN_BASELINES)[number];

/** For a query, the places of all paragraphs, from 0, best first, by each baseline; equal ones stay in their order. */
export type PlainRankings = (query: string) => Promise<Record<PlainBaseline, number[]>>;

const GRAM_SIZE = 4;
const PAIR = 2;
/** Texts embedded at once. */
const BATCH_SIZE = 64;
/** Scores that deviate less than this are equal but for the rounding of 32-bit floats. */
const ROUNDING = 1e-6;

/** Prepares the plain rankings of paragraphs. Each is embedded, whatever an index has of it. @throws MODEL_UNAVAILABLE */
export async function createPlainRankings(
  paragraphs: readonly string[],
  embedder: Pick<Embedder, 'embed'>,
): Promise<PlainRankings> {
  const vectors: Float32Array[] = [];
  for (let start = 0; start < paragraphs.length; start += BATCH_SIZE) {
    vectors.push(...(await embedder.embed(paragraphs.slice(start, start + BATCH_SIZE), 'passage')));
  }
  const scoreWords = createPlainBm25(paragraphs, wordsOf);
  const scoreGrams = createPlainBm25(paragraphs, isMostlyUnsegmented(paragraphs) ? pairsOf : markedGramsOf);

  return async (query) => {
    const [vector] = await embedder.embed([query], 'query');
    const grams = scoreGrams(query);
    const similarities = standardize(vectors.map((own) => cosineSimilarity(vector!, own)));
    return {
      bm25Words: bestFirst(scoreWords(query)),
      bm25Grams: bestFirst(grams),
      gramsAndSimilarity: bestFirst(standardize(grams).map((score, place) => score + similarities[place]!)),
    };
  };
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

function markedGramsOf(text: string): string[] {
  return wordsOf(text).flatMap((word) => slicesOf(`^${word}$`, GRAM_SIZE));
}

function pairsOf(text: string): string[] {
  return wordsOf(text).flatMap((word) => slicesOf(word, PAIR));
}

/** All slices of `size` UTF-16 code units; a shorter word as it is. */
function slicesOf(word: string, size: number): string[] {
  return Array.from({ length: Math.max(1, word.length - size + 1) }, (_, start) => word.slice(start, start + size));
}

/** Whether most letters are of writing without blanks. It is asked once for all texts: a query and a text are compared only when cut alike. */
function isMostlyUnsegmented(texts: readonly string[]): boolean {
  let balance = 0;
  for (const text of texts) {
    for (const [letter] of text.matchAll(/\p{L}/gu)) balance += UNSEGMENTED.test(letter) ? 1 : -1;
  }
  return balance > 0;
}

/** Scores with mean 0 and standard deviation 1; all 0 where they are equal: a constant says nothing. */
function standardize(scores: number[]): number[] {
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  const deviation = Math.sqrt(scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / scores.length);
  return scores.map((score) => (deviation < ROUNDING ? 0 : (score - mean) / deviation));
}

function bestFirst(scores: number[]): number[] {
  return scores.map((_, place) => place).sort((a, b) => scores[b]! - scores[a]!);
}
