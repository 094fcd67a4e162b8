/** How an argument of a function is made, as JSON: from its type, for a process that does not know the types. */
export type Argument =
  | { kind: 'value'; value: string | number | boolean | null }
  | { kind: 'omitted' }
  /** A string that a run of signs can stand in, by its number among those of the function. */
  | { kind: 'text'; place: number; name: string }
  /** The same, as UTF-8. */
  | { kind: 'bytes'; place: number }
  /** Where a part of the run begins and ends, in the order of the items that have them, and the number of such an item, from 1. */
  | { kind: 'start' | 'end' | 'number' }
  | { kind: 'object'; fields: Record<string, Argument> }
  /** One item, or many where the run is divided among them. */
  | { kind: 'list'; item: Argument }
  | { kind: 'tuple'; items: Argument[] }
  | { kind: 'map'; key: Argument; value: Argument }
  | { kind: 'set'; item: Argument }
  | { kind: 'promise'; of: Argument }
  /** Items one after another, asynchronously or not. */
  | { kind: 'stream'; item: Argument }
  | { kind: 'function'; returns: Argument }
  /** An array of numbers of one type, such as `Float32Array`. */
  | { kind: 'numbers'; type: string }
  /** An index in memory, with its tables and without documents. */
  | { kind: 'database' }
  /** A request with text in its address, its body and its headers, the response to it, what another server answers, and settings with text. */
  | { kind: 'request' | 'response' | 'reply' | 'environment'; place: number }
  | { kind: 'pattern' | 'date' | 'address' | 'signal' | 'error' };

/** What stands in places for text that no run stands in: it may be a word, a language or a name. */
export const SHORT_TEXT = 'en';
const IS_ADDRESS = /ur[il]$|address$|^origin$/i;
const IS_DATE = /(?:^d|D)ate$|[a-z]At$|^when$/;

/** What stands in a place of this name that no run stands in: an address or a date where the name says so. */
export function shortText(name: string): string {
  if (IS_ADDRESS.test(name)) return 'http://localhost/';
  return IS_DATE.test(name) ? '2026-01-31' : SHORT_TEXT;
}

/** An exported function that takes text. */
export interface TextFunction {
  /** Its module, from the folder of the sources. */
  module: string;
  name: string;
  /** Null: no value can be made of a parameter's type. */
  parameters: Argument[] | null;
  /** How many places a run can stand in. */
  places: number;
  /** Whether its time is that of one bounded number of items times another: no run is divided among both. */
  isProduct?: boolean;
  /** Why it cannot be called. */
  obstacle: string | null;
}

/** `text/tokenize.ts#tokenize` */
export const nameOf = ({ module, name }: Pick<TextFunction, 'module' | 'name'>): string => `${module}#${name}`;
