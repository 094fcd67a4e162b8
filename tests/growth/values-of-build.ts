import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** What arguments are made of that needs modules of the build, or of the packages that it uses. */
export interface ValuesOfBuild {
  /** The tables of an index, without documents, in memory. */
  database: () => unknown;
  /** A request with this text in its address, its body and its headers. */
  request: (text: string) => unknown;
  /** The response to such a request. */
  response: (text: string) => unknown;
}

interface Driver {
  new (file: string, options?: object): { open: boolean; exec: (sql: string) => void };
}

const HEADERS = [
  'accept',
  'accept-language',
  'authorization',
  'cookie',
  'host',
  'if-none-match',
  'origin',
  'x-request-id',
];
/** What writes a file all the same. */
const WRITES = /\bATTACH\b|\bVACUUM\s+INTO\b/i;

/**
 * Loads the SQLite driver with every database in memory, whatever file is asked for, and no other native module: none of them asks Node.js
 * whether it may write.
 */
export async function valuesOfBuild(built: string): Promise<ValuesOfBuild> {
  const require = createRequire(path.join(built, 'main.js'));
  loadOnly('better_sqlite3.node');
  for (const from of [require, createRequire(path.join(built, '..', 'sqlite-driver', 'package.json'))])
    keepInMemory(from);
  const moduleOf = (name: string) => import(pathToFileURL(path.join(built, name)).href);
  const { request, response } = require('express') as { request: object; response: object };
  const { INDEX_SCHEMA } = (await moduleOf('stores/sqlite/schema/schema.js')) as { INDEX_SCHEMA: string };
  const { Database } = (await moduleOf('stores/sqlite/connection/sqlite.js')) as { Database: Driver };
  let kept: { open: boolean } | null = null;
  const requestOf = (text: string): object => {
    const headers = Object.fromEntries(HEADERS.map((name) => [name, text]));
    const values = { headers, body: text, query: {}, url: `/${text}`, baseUrl: '', method: 'GET', protocol: 'http' };
    return objectOf(request, { ...values, res: { locals: {} } });
  };
  return {
    database() {
      if (kept?.open) return kept;
      const made = new Database(':memory:');
      made.exec(INDEX_SCHEMA);
      kept = made;
      return made;
    },
    request: requestOf,
    response: (text) =>
      objectOf(response, {
        req: requestOf(text),
        locals: { askAssistant: () => {} },
        ...{
          setHeader: () => {},
          getHeader: () => text,
          write: () => true,
          end: () => {},
          once: () => {},
          on: () => {},
        },
      }),
  };
}

/** An instance of a class with values of its own, also for what the class only reads. */
function objectOf(prototype: object, values: Record<string, unknown>): object {
  return Object.create(
    prototype,
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, { value, writable: true, enumerable: true }]),
    ),
  );
}

function loadOnly(name: string): void {
  const load = process.dlopen;
  process.dlopen = (module: object, file: string, ...flags: number[]) => {
    if (path.basename(file) !== name) throw new Error('Cannot load native addon because loading addons is disabled.');
    return load.call(process, module, file, ...(flags as []));
  };
}

function keepInMemory(require: NodeJS.Require): void {
  let file: string;
  try {
    file = require.resolve('better-sqlite3');
  } catch {
    return; // the driver is the one that the other package brings
  }
  const driver = require(file) as Driver & { prototype: Record<string, (sql: string) => unknown> };
  const open = (_file: string, options: object = {}) => [':memory:', { ...options, readonly: false }] as const;
  for (const name of ['prepare', 'exec', 'backup'] as const) {
    const own = driver.prototype[name]!;
    driver.prototype[name] = function refusing(this: unknown, sql) {
      if (name === 'backup' || WRITES.test(sql)) throw new Error('a database in memory writes no file');
      return own.call(this as never, sql);
    };
  }
  require.cache[file]!.exports = new Proxy(driver, {
    construct: (made, [name, options], own) => Reflect.construct(made, open(name, options), own),
    apply: (made, _, [name, options]) => Reflect.construct(made, open(name, options)),
  });
}
