import { toUnitLength } from '../cosine.ts';
import type { WordIndex } from '../embedder.ts';
import { knownShare, trustIn } from '../known-share.ts';
import { type StoredTable, sumOf, weighTokens } from './stored-table.ts';
import { createUnigramTokenizer, type UnigramTokenizer } from './unigram-tokenizer.ts';
import type { Vocabulary } from './vocabulary.ts';
import { createWordIndex } from './word-index.ts';

/** Tokens of a text that count; the rest is left out. */
const MAX_TOKENS = 512;

/** A model that is a table: the vector of a text is the direction of the sum of its tokens' vectors. */
export interface TokenTable {
  dimensions: number;
  /** The unit vector of a text; 0 for one without tokens. A token said four times counts twice. */
  vectorOf(text: string): Float32Array;
  /** See `knownShare`. */
  knownShareOf(text: string): number;
  createIndex(): WordIndex;
}

/** Makes a table and its vocabulary ready to be used. */
export function createTokenTable(table: StoredTable, vocabulary: Vocabulary): TokenTable {
  const tokenizer = createUnigramTokenizer(vocabulary);
  const words = wordsOf(tokenizer);
  return {
    dimensions: table.dimensions,
    vectorOf: (text) => toUnitLength(sumOf(table, weighTokens(table, tokenizer.encode(text, MAX_TOKENS)))),
    knownShareOf: (text) => knownShare(text, words),
    createIndex: () => createWordIndex(table, tokenizer, (word) => trustIn(knownShare(word, words)) > 0),
  };
}

function wordsOf(tokenizer: UnigramTokenizer) {
  return {
    encode: (text: string) => tokenizer.encode(text),
    tokenize: (text: string) => tokenizer.encode(text).map(tokenizer.pieceOf),
    unk_token_id: tokenizer.unknownId,
  };
}
