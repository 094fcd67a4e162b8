import type { OnnxConstant } from './read-onnx-constants.ts';

/**
 * The table as it is stored (see `embeddings/training/quantise.py`): `together` numbers of a row are one of 256 codes, and a row has a scale.
 */
export interface StoredTable {
  dimensions: number;
  together: number;
  /** (vocabulary, dimensions / together). */
  codes: Uint8Array;
  /** (256, together). */
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
  if (table.codes.length !== vocabulary * groups || table.scale.length !== vocabulary) {
    throw new Error('its table is not whole');
  }
  return { dimensions: groups * together, together, ...table };
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
  { dimensions, together, codes, codebook }: StoredTable,
  weights: ReadonlyMap<number, number>,
): Float32Array {
  const sum = new Float32Array(dimensions);
  const groups = dimensions / together;
  for (const [id, weight] of weights) {
    let at = 0;
    for (let group = id * groups; group < (id + 1) * groups; group += 1) {
      const first = codes[group]! * together;
      for (let place = 0; place < together; place += 1) {
        sum[at] = sum[at]! + weight * codebook[first + place]!;
        at += 1;
      }
    }
  }
  return sum;
}
