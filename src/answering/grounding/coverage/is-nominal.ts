import type { Key } from '../reading/segments.ts';

/** Endings of verbs, participles, comparatives and adverbs. */
const VERBAL =
  /(?:[еиуюая]т|[аиыуяе]л|[аиыуяео]л[аои]|т[ьи]|с[ья]|ть?ся|[еа]н[аоы]?|[аеиоя]вши?|[аеия]в|[аеи]ем|[нд]о|щ?ее|ще|ше|же)$/u;
const CYRILLIC = /\p{Script=Cyrillic}/u;
/** What stands before a noun, or before the adjective of one. */
const BEFORE_NOUN =
  /^(?:the|an?|of|for|in|on|at|by|with|without|from|no|any|all|each|every|other|only|its|their|our|your|this|these|el|la|los|las|un|una|de|del|le|les|des|du|une|für|mit|zum|zur|im|am|vom)$/u;

/** Whether words are nouns with their adjectives, as far as their form, a capital, or the word before them shows. */
export function isNominal(keys: Key[]): boolean {
  const [first] = keys;
  if (first?.kind !== 'word' || keys.some(({ kind }) => kind !== 'word')) return false;
  if (CYRILLIC.test(first.word)) return !keys.some(({ word }) => VERBAL.test(word));
  return BEFORE_NOUN.test(first.before) || first.isName;
}
