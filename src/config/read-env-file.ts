import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { PilcrowError } from '../errors.ts';

/** A value in quotes, which may hold any sign. */
const QUOTED = /=[ \t]*(?:"[^"]*"|'[^']*'|`[^`]*`)/g;
/** A value in which a comment begins in the middle of a word. */
const CUT = /^[ \t]*(?:export[ \t]+)?([\w.-]+)[ \t]*=(?:[^\n#]*[^\s#])?#/gm;

/** Reads a file of settings; none is empty. @throws CONFIG_INVALID when it cannot be read, or a value would be cut at a "#". */
export function readEnvFile(file: string): NodeJS.ProcessEnv {
  const text = readText(file);
  const cut = [...text.replace(QUOTED, '=').matchAll(CUT)].map(([, name]) => name);
  if (cut.length === 0) return parseEnv(text) as NodeJS.ProcessEnv;
  const state = `${cut.join(', ')}: the value has a "#", which begins a comment`;
  throw new PilcrowError(
    'CONFIG_INVALID',
    `Cannot read "${file}": ${state}; put the value in quotes, or a blank before the "#"`,
  );
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw new PilcrowError('CONFIG_INVALID', `Cannot read "${file}": ${String(error)}; correct or remove it`, {
      cause: error,
    });
  }
}
