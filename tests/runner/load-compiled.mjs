import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

const PROJECT = new URL('../../', import.meta.url).href;
const SOURCE = `${PROJECT}src/`;
/** Where `compileTests` put the tests of this run. */
const COMPILED = `${process.env.TEST_SHARED_DIR}/compiled/`;

/**
 * Resolves a module of src/ to its file in dist/; what only runs in browsers has none there and stays as it is.
 *
 * @type {import('node:module').ResolveHook}
 */
export const resolve = async (specifier, context, nextResolve) => {
  const resolved = await nextResolve(specifier, context);
  if (!resolved.url.startsWith(SOURCE) || !resolved.url.endsWith('.ts')) return resolved;
  const url = `${PROJECT}dist/${resolved.url.slice(SOURCE.length).replace(/\.ts$/, '.js')}`;
  return existsSync(new URL(url)) ? { url, format: 'module', shortCircuit: true } : resolved;
};

/**
 * Loads a TypeScript module of the project as it was compiled for this run.
 *
 * @type {import('node:module').LoadHook}
 */
export const load = async (url, context, nextLoad) => {
  if (!url.startsWith(PROJECT) || !/\.tsx?$/.test(url)) return nextLoad(url, context);
  const file = COMPILED + url.slice(PROJECT.length).replace(/\.tsx?$/, '.js');
  return { source: await readFile(file), format: 'module', shortCircuit: true };
};
