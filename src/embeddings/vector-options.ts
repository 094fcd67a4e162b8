import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { PilcrowError, reasonOf } from '../errors.ts';

const vectorOptionsSchema = z.strictObject({
  /** How many numbers of each vector are kept, from the first on: for models trained so (Matryoshka). All of them unless set. */
  dimensions: z.int().min(1).exactOptional(),
  /** Whether vectors are brought to length 1. They are unless set. */
  normalize: z.boolean().exactOptional(),
});

/** What is made of a model's vectors. */
export type VectorOptions = z.infer<typeof vectorOptionsSchema>;

/** Optional; it lies beside the model's other files, as `calibration.json` does. */
const VECTOR_OPTIONS_FILE = 'embedding.json';

/**
 * Reads a model's `embedding.json`.
 *
 * @returns No options where the model has no such file.
 * @throws MODEL_UNAVAILABLE when the file does not parse or has other keys.
 */
export async function readVectorOptions(directory: string): Promise<VectorOptions> {
  const file = path.join(directory, VECTOR_OPTIONS_FILE);
  try {
    return vectorOptionsSchema.parse(JSON.parse((await readFile(file, 'utf8')).replace(/^\uFEFF/, '')));
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return {};
    const reason =
      cause instanceof z.ZodError
        ? cause.issues.map(({ path: at, message }) => [...at, message].join(': ')).join(', ')
        : reasonOf(cause);
    throw new PilcrowError(
      'MODEL_UNAVAILABLE',
      `Cannot use "${file}": ${reason}; correct it, or delete it to use vectors as the model gives them; it may have "dimensions", a whole number, and "normalize", true or false`,
      { cause },
    );
  }
}

/** @throws MODEL_UNAVAILABLE when a model's `embedding.json` keeps more numbers of a vector than it has. */
export function requireDimensions(wanted: number | null, { has, directory }: { has: number; directory: string }): void {
  if (wanted === null || wanted <= has) return;
  throw new PilcrowError(
    'MODEL_UNAVAILABLE',
    `Cannot keep ${wanted} dimensions, as "${path.join(directory, VECTOR_OPTIONS_FILE)}" says: the model has ${has}; correct "dimensions" there`,
  );
}
