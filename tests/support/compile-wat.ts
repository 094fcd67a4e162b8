import { readFile } from 'node:fs/promises';
import path from 'node:path';
import wabt from 'wabt';
import { PROJECT_DIRECTORY } from '../../src/config/config.ts';

/** Compiles the text of a WebAssembly module. @param file Of the project. @returns In base 64. */
export async function compileWat(file: string): Promise<string> {
  const source = await readFile(path.join(PROJECT_DIRECTORY, file), 'utf8');
  const module = (await wabt()).parseWat(file, source, { simd: true });
  return Buffer.from(module.toBinary({}).buffer).toString('base64');
}
