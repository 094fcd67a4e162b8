import type { OnnxConstant } from './read-onnx-constants.ts';

/** Numbers of a row that are one code. */
const TOGETHER = 4;

/**
 * The table as it is stored (see `embeddings/training/quantise.py`): four numbers of a row are one of 256 codes, and a row has a scale.
 */
export interface StoredTable {
  dimensions: number;
  /** (vocabulary, dimensions / 4). */
  codes: Uint8Array;
  /** (256, 4). */
  codebook: Float32Array;
  /** (vocabulary). */
  scale: Float32Array;
}

/** Takes the table out of the constants of a model's graph. @throws Error where it has none */
export function storedTable(constants: Map<string, OnnxConstant>): StoredTable {
  const [codes, codebook, scale] = ['codes', 'codebook', 'scale'].map((name) => constants.get(name));
  if (!codes || !codebook || !scale) throw new Error('it is no table of token vectors');
  const [vocabulary = 0, groups = 0] = codes.shape;
  const [, together = 0] = codebook.shape;
  const table = { codes: codes.bytes, codebook: numbersOf(codebook), scale: numbersOf(scale) };
  if (together !== TOGETHER || table.codes.length !== vocabulary * groups || table.scale.length !== vocabulary) {
    throw new Error('its table is not whole');
  }
  return { dimensions: groups * together, ...table };
}

function numbersOf({ bytes }: OnnxConstant): Float32Array {
  return new Float32Array(new Uint8Array(bytes).buffer);
}

/** How much the vector of each token counts in the sum of a text: its scale, by the square root of how often it occurs. */
export function weighTokens({ scale }: StoredTable, ids: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  for (const [id, count] of counts) counts.set(id, scale[id]! * Math.sqrt(count));
  return counts;
}

/** Adds up the vectors of tokens. @param weights How much each counts, by its id. */
export function sumOf(
  { dimensions, codes, codebook }: StoredTable,
  weights: ReadonlyMap<number, number>,
): Float32Array {
  const sum = new Float32Array(dimensions);
  const groups = dimensions / TOGETHER;
  for (const [id, weight] of weights) {
    const first = id * groups;
    for (let group = 0; group < groups; group += 1) {
      const at = group * TOGETHER;
      const from = codes[first + group]! * TOGETHER;
      // Written out, as a loop over four numbers takes half as long again.
      sum[at] = sum[at]! + weight * codebook[from]!;
      sum[at + 1] = sum[at + 1]! + weight * codebook[from + 1]!;
      sum[at + 2] = sum[at + 2]! + weight * codebook[from + 2]!;
      sum[at + 3] = sum[at + 3]! + weight * codebook[from + 3]!;
    }
  }
  return sum;
}
