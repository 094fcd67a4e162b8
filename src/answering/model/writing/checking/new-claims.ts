import { tokenize } from '../../../../text/tokenize.ts';
import { hasValues } from '../../../../text/values.ts';
import { hasName, namesIn } from '../../../grounding/names/names-in.ts';
import { addressesIn } from '../markup/addresses.ts';

/** Finds what words that rest on no sentence bring up all the same; null where they bring up nothing. */
export type FindNewClaim = (text: string) => 'number' | 'name' | 'address' | null;

/** @param texts What the words may take values, names and addresses from: the question and all that the model was given. */
export function createFindNewClaim(texts: readonly string[]): FindNewClaim {
  const all = texts.join('\n');
  let known: { words: string[][]; addresses: Set<string> } | null = null;

  return (text) => {
    known ??= { words: texts.map(tokenize), addresses: new Set(addressesIn(all)) };
    const { words, addresses } = known;
    if (!addressesIn(text).every((address) => addresses.has(address))) return 'address';
    if (!hasValues(all, text)) return 'number';
    const isKnown = (name: string) => words.some((ofText) => hasName(ofText, name, () => 0));
    return namesIn(text).every(isKnown) ? null : 'name';
  };
}
