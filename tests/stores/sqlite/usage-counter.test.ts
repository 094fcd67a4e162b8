import assert from 'node:assert/strict';
import { readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import { openSqliteUsageCounter } from '../../../src/stores/sqlite/usage-counter.ts';
import { digestOf } from '../../../src/stores/usage-counter.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { describeUsageCounter } from '../usage-counter-contract.ts';

const FILE = 'model-usage.sqlite';
const NONE = { calls: null, tokens: null };

describeUsageCounter('SQLite', async () => {
  const directory = temporaryDirectory();
  return { open: () => openSqliteUsageCounter(directory), discard: async () => {} };
});

describe('a counter of usage in a file', () => {
  it('erases the digests of addresses with their day, on the disk too, and never has an address', async () => {
    const directory = temporaryDirectory();
    const client = 'client 203.0.113.7';
    const day = (ms: number) => openSqliteUsageCounter(directory, { now: () => ms });
    const isOnDisk = async (text: string) => {
      const files = [FILE, `${FILE}-wal`].map((name) => readFile(path.join(directory, name)).catch(() => ''));
      return (await Promise.all(files)).some((bytes) => bytes.includes(text));
    };
    const counter = day(Date.parse('2026-05-01T23:00:00Z'));
    await counter.count('2026-05-01', [{ key: client, limits: NONE }], 5);
    assert.equal(await isOnDisk(digestOf(client)), true);
    assert.equal(await isOnDisk('203.0.113.7'), false);
    await counter.close();
    const next = day(Date.parse('2026-05-02T00:00:01Z'));
    assert.equal(await isOnDisk(digestOf(client)), false);
    await next.close();
  });

  it('cannot be read by other users of the machine', async () => {
    const directory = temporaryDirectory();
    await openSqliteUsageCounter(directory).close();
    assert.equal((await stat(path.join(directory, FILE))).mode & 0o777, 0o600);
  });

  it('says what to do about a damaged file, and does not change it', async () => {
    const directory = temporaryDirectory();
    const file = path.join(directory, FILE);
    await writeFile(file, 'not a database, and long enough for a header of one hundred bytes'.repeat(3));
    const before = await readFile(file, 'utf8');
    assert.throws(() => openSqliteUsageCounter(directory), {
      code: 'STORAGE_UNWRITABLE',
      message:
        /^Cannot count the calls of the chat model in ".*": file is not a database; move that file away, or unset/,
    });
    assert.equal(await readFile(file, 'utf8'), before);
  });
});
