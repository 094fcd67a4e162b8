import type { Symbol as NamedSymbol } from 'typescript/unstable/sync';
import type { Argument } from './argument.ts';

const NOTHING: Argument = { kind: 'function', returns: { kind: 'omitted' } };
const NO_ROWS: Argument = { kind: 'function', returns: { kind: 'tuple', items: [] } };

/** Classes of other packages, by their names, and what stands in for an instance: a place for text is the next one. */
const STAND_INS: Record<string, (nextPlace: () => number) => Argument> = {
  Database: () => ({ kind: 'database' }),
  /** A prepared statement that finds nothing. */
  Statement: () => ({ kind: 'object', fields: { get: NOTHING, all: NO_ROWS, iterate: NO_ROWS, run: NOTHING } }),
  Request: (nextPlace) => ({ kind: 'request', place: nextPlace() }),
  ServerResponse: (nextPlace) => ({ kind: 'response', place: nextPlace() }),
  /** What another server answers. */
  Response: (nextPlace) => ({ kind: 'reply', place: nextPlace() }),
  Runnable: () => ({ kind: 'object', fields: {} }),
  ProcessEnv: (nextPlace) => ({ kind: 'environment', place: nextPlace() }),
};

/** What stands in for an instance of a class of another package; null where nothing does. */
export function standIn({ name, declarations }: NamedSymbol, nextPlace: () => number): Argument | null {
  const isOfServer = name === 'Response' && declarations.some(({ path }) => path.includes('express'));
  return STAND_INS[isOfServer ? 'ServerResponse' : name]?.(nextPlace) ?? null;
}
