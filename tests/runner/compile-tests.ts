import { readdirSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { TESTS_DIRECTORY } from './select-tests.ts';

const PROJECT_DIRECTORY = path.dirname(TESTS_DIRECTORY);
/** Of src, `npm run build` compiles the rest. */
const COMPILED = ['tests', 'src/widget', 'src/pages'];

/** Compiles the tests, and what runs in browsers, file by file into a folder: once for a run, instead of in each of its processes. */
export async function compileTests(directory: string): Promise<void> {
  const entryPoints = COMPILED.flatMap((folder) =>
    readdirSync(path.join(PROJECT_DIRECTORY, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))
      .map((file) => path.join(PROJECT_DIRECTORY, folder, file)),
  );
  await build({
    entryPoints,
    outdir: directory,
    outbase: PROJECT_DIRECTORY,
    format: 'esm',
    target: 'node20',
    sourcemap: 'inline',
    jsx: 'automatic',
    jsxImportSource: 'preact',
  });
}
