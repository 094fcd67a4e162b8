/**
 * The child process: `measure-functions.mjs FILE FROM TO DIST` measures the functions of a file, from a number to another, and writes what it finds,
 * lines of JSON, to standard output; with `try` behind it, it only calls them with short inputs. It may read, and neither write nor start anything:
 * its databases are in memory.
 */
import { readFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Argument, nameOf, type TextFunction } from './argument.ts';
import { buildArgument, type Run } from './build-argument.ts';
import { growthBeyondLinear, type PrepareCall } from './measure-call.ts';
import type { ChildMessage } from './measure-growth.ts';
import { RUNS, RUNS_DIVIDED, type RunOfSigns, runOf } from './runs-of-signs.ts';
import { valuesOfBuild } from './values-of-build.ts';

/** How long a promise of a call may take, in ms; one that waits for somebody else is left. */
const PATIENCE_MS = 300;
const MAX_ITEMS = 100_000;
/** Of the runs that functions are only tried with, in UTF-16 code units. */
const TRIED_LENGTH = 200;

const [file, from, to, built, task] = process.argv.slice(2) as [string, string, string, string, string | undefined];
const functions = JSON.parse(readFileSync(file, 'utf8')) as TextFunction[];
const send = (message: ChildMessage) => writeSync(1, `${JSON.stringify(message)}\n`);
// What a call leaves behind is none of its answer.
process.on('unhandledRejection', () => {}).on('uncaughtException', () => {});
for (const stream of ['log', 'error', 'warn', 'info'] as const) console[stream] = () => {};

const values = await valuesOfBuild(built);
for (let at = Number(from); at < Number(to); at += 1) await measure(functions[at]!, at);
process.exit(0);

async function measure(found: TextFunction, at: number): Promise<void> {
  const module = pathToFileURL(path.join(built, found.module.replace(/\.ts$/, '.js'))).href;
  const failures = new Set<string>();
  let [hasRun, isLeft, hasGrown, isTried] = [false, false, false, false];
  try {
    const called = ((await import(module)) as Record<string, (...values: unknown[]) => unknown>)[found.name]!;
    if (typeof called !== 'function') throw new Error('it is only declared');
    for (const run of runsFor(found)) {
      if (isLeft || hasGrown || (task === 'try' && hasRun)) break;
      const prepare: PrepareCall = (length) => {
        const given = argumentsOf(found.parameters!, { ...run, values, text: runOf(run.sign, length) });
        return () =>
          settled(() => called(...given)).then(
            () => (hasRun = true),
            (error: unknown) => {
              if (error === LEFT) isLeft = true;
              failures.add(error instanceof Error ? error.message : `it throws ${String(error)}`);
            },
          );
      };
      const onLimit = (limitMs: number) => send({ at, doing: run.sign, limitMs });
      if (task === 'try' || !isTried) {
        send({ at, doing: run.sign, limitMs: null, isTried: true });
        await prepare(TRIED_LENGTH)();
        isTried = true;
        if (task === 'try') continue;
      }
      send({ at, doing: run.sign, limitMs: null });
      const growth = await growthBeyondLinear(prepare, onLimit);
      hasGrown = growth !== null;
      if (growth) send({ at, growth, sign: run.sign, place: run.place, isDivided: run.isDivided });
    }
  } catch (error) {
    failures.add((error as Error).message);
  }
  const [failure] = failures;
  send({
    at,
    done: nameOf(found),
    failure: hasRun ? null : withoutPlaces(failure ?? 'it was not called').slice(0, 120),
  });
}

/** A message on one line, without the folders of this machine. */
function withoutPlaces(message: string): string {
  return [process.cwd(), path.dirname(built)]
    .reduce((said, directory) => said.replaceAll(directory, '.'), message)
    .replace(/\s+/g, ' ');
}

function argumentsOf(parameters: readonly Argument[], run: Run): unknown[] {
  return parameters.map((parameter) => buildArgument(parameter, run));
}

function* runsFor({
  parameters,
  places,
  isProduct = false,
}: TextFunction): Generator<Omit<Run, 'text'> & { sign: RunOfSigns }> {
  // Parts of a document, each with its place in the text.
  const hasMany = !isProduct && /"kind":"start"/.test(JSON.stringify(parameters));
  for (let place = 0; place < places; place += 1) {
    for (const sign of RUNS) yield { sign, place, isDivided: false };
    if (hasMany) for (const sign of RUNS_DIVIDED) yield { sign, place, isDivided: true };
  }
}

const LEFT = new Error('it waits for something');

/** The end of a call: what it returns is awaited, and what is an iterator is taken to its end. */
async function settled(call: () => unknown): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(LEFT), PATIENCE_MS);
  });
  try {
    await Promise.race([drained(call()), tooLong]);
  } finally {
    clearTimeout(timer);
  }
}

async function drained(returned: unknown): Promise<void> {
  const value = await returned;
  if (typeof value !== 'object' || value === null) return;
  let left = MAX_ITEMS;
  if (Symbol.asyncIterator in value) {
    for await (const _ of value as AsyncIterable<unknown>) if (--left === 0) return;
  } else if ('next' in value && Symbol.iterator in value) {
    for (const _ of value as Iterable<unknown>) if (--left === 0) return;
  }
}
