import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { toUnitLength } from '../cosine.ts';
import { knownShare } from '../known-share.ts';
import { type OnnxConstant, readOnnxConstants } from './read-onnx-constants.ts';
import { createUnigramTokenizer, type UnigramTokenizer } from './unigram-tokenizer.ts';

/** Tokens of a text that count; the rest is left out. */
const LONGEST_TEXT = 512;

/** A model that is a table: the vector of a text is the direction of the sum of its tokens' vectors. */
export interface TokenTable {
  dimensions: number;
  /** The unit vector of a text; 0 for one without tokens. A token said four times counts twice. */
  vectorOf(text: string): Float32Array;
  /** See `knownShare`. */
  knownShareOf(text: string): number;
}

/**
 * The table as it is stored (see `embeddings/training/quantise.py`): `together` numbers of a row are one of 256 codes, and a row has a scale.
 */
interface StoredTable {
  dimensions: number;
  together: number;
  /** (vocabulary, dimensions / together). */
  codes: Buffer;
  /** (256, together). */
  codebook: Float32Array;
  /** (vocabulary). */
  scale: Float32Array;
}

/** Reads the table and the vocabulary of a model of `embeddings/training`. @throws Error for another model */
export async function readTokenTable(directory: string): Promise<TokenTable> {
  const [graph, vocabulary] = await Promise.all([
    readFile(path.join(directory, 'onnx', 'model_quantized.onnx')),
    readFile(path.join(directory, 'tokenizer.json'), 'utf8'),
  ]);
  const table = storedTable(readOnnxConstants(graph));
  const tokenizer = createUnigramTokenizer(JSON.parse(vocabulary));
  const words = wordsOf(tokenizer);
  return {
    dimensions: table.dimensions,
    vectorOf: (text) => toUnitLength(sumOf(table, tokenizer.encode(text, LONGEST_TEXT))),
    knownShareOf: (text) => knownShare(text, words),
  };
}

function wordsOf(tokenizer: UnigramTokenizer) {
  return {
    encode: (text: string) => tokenizer.encode(text),
    tokenize: (text: string) => tokenizer.encode(text).map(tokenizer.pieceOf),
    unk_token_id: tokenizer.unknownId,
  };
}

function storedTable(constants: Map<string, OnnxConstant>): StoredTable {
  const [codes, codebook, scale] = ['codes', 'codebook', 'scale'].map((name) => constants.get(name));
  if (!codes || !codebook || !scale) throw new Error('it is no table of token vectors');
  const [vocabulary = 0, groups = 0] = codes.shape;
  const [, together = 0] = codebook.shape;
  const table = { codes: codes.bytes, codebook: numbersOf(codebook), scale: numbersOf(scale) };
  if (table.codes.length !== vocabulary * groups || table.scale.length !== vocabulary) {
    throw new Error('its table is not whole');
  }
  return { dimensions: groups * together, together, ...table };
}

function numbersOf({ bytes }: OnnxConstant): Float32Array {
  return new Float32Array(new Uint8Array(bytes).buffer);
}

/** Adds up the vectors of tokens, each by the square root of how often it occurs. */
function sumOf({ dimensions, together, codes, codebook, scale }: StoredTable, ids: readonly number[]): Float32Array {
  const counts = new Map<number, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  const sum = new Float32Array(dimensions);
  const groups = dimensions / together;
  for (const [id, count] of counts) {
    const factor = scale[id]! * Math.sqrt(count);
    let at = 0;
    for (let group = id * groups; group < (id + 1) * groups; group += 1) {
      const first = codes[group]! * together;
      for (let place = 0; place < together; place += 1) {
        sum[at] = sum[at]! + factor * codebook[first + place]!;
        at += 1;
      }
    }
  }
  return sum;
}
