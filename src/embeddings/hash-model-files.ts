import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { EmbeddingConfig } from '../config/config.ts';

/** Suffix of the model file for each precision. */
const DTYPE_SUFFIXES: Record<EmbeddingConfig['dtype'], string> = {
  fp32: '',
  fp16: '_fp16',
  q8: '_quantized',
  int8: '_int8',
  uint8: '_uint8',
  q4: '_q4',
};

/**
 * SHA-256, in hexadecimal, over the names and bytes of the files that vectors depend on: the model in this precision, its external data, the tokenizer.
 *
 * @param read Files that are read already, by their path in the directory.
 */
export async function hashModelFiles(
  directory: string,
  dtype: EmbeddingConfig['dtype'],
  read: ReadonlyMap<string, Buffer> = new Map(),
): Promise<string> {
  const shaping = new RegExp(`(?:^|[\\\\/])(?:model${DTYPE_SUFFIXES[dtype]}\\.onnx(?:_data.*)?|tokenizer\\.json)$`);
  const files = await readdir(directory, { recursive: true });
  const hash = createHash('sha256');
  for (const file of files.filter((name) => shaping.test(name)).sort()) {
    hash.update(file);
    const pieces = read.has(file) ? [read.get(file)!] : createReadStream(path.join(directory, file));
    for await (const bytes of pieces) hash.update(bytes as Buffer);
  }
  return hash.digest('hex');
}
