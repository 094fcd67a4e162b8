/**
 * `npm run growth-test [-- PATTERN]`: measures how the time of every exported function that takes text grows with the text, against the
 * build; with a pattern, of those whose `module#name` it matches. `--try` only calls them, with short inputs. Ends with 1 when one takes longer than four
 * times linear growth, or when those that cannot be called are others than those in `not-called.json`, which `UPDATE_NOT_CALLED=1` writes.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { nameOf } from './argument.ts';
import { measureGrowth } from './measure-growth.ts';
import { findTextFunctions } from './text-functions.ts';

const LIST = path.join(import.meta.dirname, 'not-called.json');
const readList = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
const products = readList(path.join(import.meta.dirname, 'products.json'));

const options = process.argv.slice(2);
const areTried = options.includes('--try');
const pattern = new RegExp(options.find((option) => option !== '--try') ?? '');
const all = findTextFunctions();
const functions = all
  .filter((found) => pattern.test(nameOf(found)))
  .map((found) => ({ ...found, isProduct: Object.hasOwn(products, nameOf(found)) }));
console.log(`${areTried ? 'Calling' : 'Measuring'} ${functions.length} functions`);
const report = (name: string, how: string) => console.log(`Grows faster than its text: ${name} with ${how}`);
const { grown, notCalled } = await measureGrowth(functions, { areTried, onGrown: report });

const known = new Map(Object.entries(readList(LIST)));
const unknown = [...notCalled].filter(([name]) => !known.has(name));
for (const [name, reason] of unknown)
  console.log(`Cannot be called: ${name}: ${reason}; make it callable, or add it to not-called.json`);
const names = new Set(all.map(nameOf));
const called = [...known.keys()].filter((name) => !names.has(name) || (pattern.test(name) && !notCalled.has(name)));
for (const name of called)
  console.log(`Is called, or is no more: ${name}; take it out of not-called.json, so that it goes on to be measured`);
console.log(
  `${functions.length - grown.size - notCalled.size} ${areTried ? 'can be called' : 'grow as their text does'}, ${grown.size} faster, ${notCalled.size} cannot be called`,
);
process.exitCode = grown.size + unknown.length + called.length > 0 ? 1 : 0;

if (process.env.UPDATE_NOT_CALLED) {
  const kept = [...known].filter(([name]) => names.has(name) && !pattern.test(name));
  const list = [...kept, ...notCalled].sort(([one], [other]) => (one < other ? -1 : 1));
  writeFileSync(LIST, `${JSON.stringify(Object.fromEntries(list), null, 2)}\n`);
}
