import { type Argument, SHORT_TEXT, shortText } from './argument.ts';
import type { ValuesOfBuild } from './values-of-build.ts';

/** Length of the part of a run that each of many items holds, in UTF-16 code units. */
const PART = 8;

/** Settings that may have any text. */
const SETTINGS: readonly string[] = [
  'DOCUMENTS_DIR',
  'INDEX_DIR',
  'PROMPTS_DIR',
  'ASSISTANTS_DIR',
  'XDG_DATA_HOME',
  'LOCALAPPDATA',
];

/** What to make arguments with. */
export interface Run {
  text: string;
  /** The place that it stands in; what stands in the others is short. */
  place: number;
  /** Whether lists have many items, each with a part of the run, or one with all of it. */
  isDivided: boolean;
  /** Null: no argument needs modules of the build. */
  values?: ValuesOfBuild;
}

/** Makes one argument of a call. */
export function buildArgument(argument: Argument, run: Run): unknown {
  return build(argument, { ...run, start: 0, end: run.text.length, index: 0 });
}

/** The part of the run that an item is about. */
interface Part extends Run {
  start: number;
  end: number;
  index: number;
}

function build(argument: Argument, part: Part): unknown {
  switch (argument.kind) {
    case 'value':
      return argument.value;
    case 'omitted':
      return undefined;
    case 'text':
      return textOf(argument.place, part, shortText(argument.name));
    case 'bytes':
      return new TextEncoder().encode(textOf(argument.place, part));
    case 'start':
      return part.start;
    case 'end':
      return part.end;
    case 'number':
      return part.index + 1;
    case 'object':
      return Object.fromEntries(
        Object.entries(argument.fields).flatMap(([name, field]) =>
          field.kind === 'omitted' ? [] : [[name, build(field, part)]],
        ),
      );
    case 'list':
      return itemsOf(argument.item, part);
    case 'set':
      return new Set(itemsOf(argument.item, part));
    case 'stream':
      return streamOf(itemsOf(argument.item, part));
    case 'map':
      return new Map(partsOf(part).map((one) => [build(argument.key, one), build(argument.value, one)]));
    case 'tuple':
      return argument.items.map((item) => build(item, part));
    case 'promise':
      return Promise.resolve(build(argument.of, part));
    case 'function':
      return () => build(argument.returns, { ...part, isDivided: false });
    case 'numbers':
      return (globalThis as unknown as Record<string, { of: (...numbers: number[]) => unknown }>)[argument.type]!.of(
        1,
        0,
        1,
      );
    case 'database':
      return part.values!.database();
    case 'request':
    case 'response':
      return part.values![argument.kind](textOf(argument.place, part));
    case 'environment':
      return Object.fromEntries(SETTINGS.map((name) => [name, textOf(argument.place, part)]));
    case 'reply':
      return new Response(textOf(argument.place, part), { status: 400 });
    case 'pattern':
      return /a/gu;
    case 'date':
      return new Date(0);
    case 'address':
      return new URL('http://localhost/');
    case 'signal':
      return new AbortController().signal;
    case 'error':
      return Object.assign(new Error('a'), { code: 'DOCUMENT_UNREADABLE' });
  }
}

function textOf(place: number, { text, place: chosen, start, end }: Part, short = SHORT_TEXT): string {
  return place === chosen ? text.slice(start, end) : short;
}

function itemsOf(item: Argument, part: Part): unknown[] {
  return partsOf(part).map((one) => build(item, one));
}

/** The parts of the items of a list: lists inside them have one item. */
function partsOf(part: Part): Part[] {
  if (!part.isDivided) return [part];
  const count = Math.ceil(part.text.length / PART);
  return Array.from({ length: count }, (_, index) => ({
    ...part,
    isDivided: false,
    index,
    start: index * PART,
    end: Math.min((index + 1) * PART, part.text.length),
  }));
}

function streamOf(items: readonly unknown[]) {
  return {
    [Symbol.iterator]: () => items.values(),
    async *[Symbol.asyncIterator]() {
      yield* items;
    },
  };
}
