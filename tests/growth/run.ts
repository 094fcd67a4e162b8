/**
 * `npm run growth-test [-- PATTERN]`: measures how the time of every exported function that takes text grows with the text, against the
 * build; with a pattern, of those whose `module#name` it matches. Ends with 1 when one takes longer than four times linear growth, or when a function can
 * neither be called nor is in `not-called.json`.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { nameOf } from './argument.ts';
import { measureGrowth } from './measure-growth.ts';
import { findTextFunctions } from './text-functions.ts';

const pattern = new RegExp(process.argv[2] ?? '');
const functions = findTextFunctions().filter((found) => pattern.test(nameOf(found)));
console.log(`Measuring ${functions.length} functions`);
const report = (name: string, how: string) => console.log(`Grows faster than its text: ${name} with ${how}`);
const { grown, notCalled } = await measureGrowth(functions, { onGrown: report });

const known = JSON.parse(readFileSync(path.join(import.meta.dirname, 'not-called.json'), 'utf8')) as Record<
  string,
  string
>;
const unknown = [...notCalled].filter(([name]) => !Object.hasOwn(known, name));
for (const [name, reason] of unknown)
  console.log(`Cannot be called: ${name}: ${reason}; make it callable, or add it to not-called.json`);
console.log(
  `${functions.length - grown.size - notCalled.size} grow as their text does, ${grown.size} faster, ${notCalled.size} cannot be called`,
);
process.exitCode = grown.size + unknown.length > 0 ? 1 : 0;
