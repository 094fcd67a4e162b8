import { createRequire } from 'node:module';
import path from 'node:path';
import type BetterSqlite3 from 'better-sqlite3';
import { PROJECT_DIRECTORY } from '../../../config/places.ts';
import { PilcrowError } from '../../../errors.ts';

/** The driver's oldest version that brings its binaries, and the oldest Node.js that can load them: an older one ends without a word. */
const WITH_BINARIES = 13;
const LOADS_BINARIES = 22;
/** Where `prepare` puts a driver when the lock file's does not suit this Node.js. */
const BESIDE = path.join(PROJECT_DIRECTORY, 'sqlite-driver', 'package.json');

const driver = loadDriver();

/** A connection to an SQLite database. */
export const Database = driver;
export type Database = BetterSqlite3.Database;

/** What is thrown for what SQLite refuses; its code is SQLite's name of the result, as "SQLITE_BUSY". */
export const SqliteError = driver.SqliteError;

/** Loads the driver that this Node.js can load. @throws MODULE_UNUSABLE */
function loadDriver(): typeof BetterSqlite3 {
  for (const from of [import.meta.url, BESIDE]) {
    const require = createRequire(from);
    const version = versionOf(require);
    if (version === null) continue;
    const isLoadable = version < WITH_BINARIES || Number.parseInt(process.versions.node, 10) >= LOADS_BINARIES;
    const candidate: typeof BetterSqlite3 | null = isLoadable ? require('better-sqlite3') : null;
    if (candidate !== null && opens(candidate)) return candidate;
  }
  throw new PilcrowError(
    'MODULE_UNUSABLE',
    `Cannot load better-sqlite3: no version of it is installed that Node.js ${process.version} can load; run "npm install" with this Node.js`,
  );
}

/** Whether its binary is there, and of this Node.js: it is loaded with the first connection. */
function opens(candidate: typeof BetterSqlite3): boolean {
  try {
    new candidate(':memory:').close();
    return true;
  } catch {
    return false;
  }
}

/** The major version of the driver that is installed there, or null. */
function versionOf(require: NodeJS.Require): number | null {
  try {
    return Number.parseInt(require('better-sqlite3/package.json').version, 10);
  } catch {
    return null;
  }
}
