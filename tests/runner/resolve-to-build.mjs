import { existsSync } from 'node:fs';

const SOURCE = new URL('../../src/', import.meta.url).href;
const BUILD = new URL('../../dist/', import.meta.url).href;

/**
 * Resolves a module of src/ to its compiled file in dist/; what only runs in browsers has none there and stays as it is.
 *
 * @type {import('node:module').ResolveHook}
 */
export const resolve = async (specifier, context, nextResolve) => {
  const resolved = await nextResolve(specifier, context);
  if (!resolved.url.startsWith(SOURCE) || !resolved.url.endsWith('.ts')) return resolved;
  const url = BUILD + resolved.url.slice(SOURCE.length).replace(/\.ts$/, '.js');
  return existsSync(new URL(url)) ? { url, format: 'module', shortCircuit: true } : resolved;
};
