import { PilcrowError } from '../errors.ts';

/** Why a file cannot be read, without its name: the caller knows it. */
export function unreadable(state: string, cause?: unknown): PilcrowError {
  return new PilcrowError('DOCUMENT_UNREADABLE', state, { cause });
}
