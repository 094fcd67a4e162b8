import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { isOpen, OPEN_ACCESS, sha256Of } from '../../src/config/access.ts';
import { loadConfig } from '../../src/config/config.ts';
import { PilcrowError } from '../../src/errors.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';

const KEY = 'a-key-that-is-long-enough';

/** The access that a file gives. */
function accessOfFile(content: unknown) {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  const directory = writeFiles(temporaryDirectory(), { 'access.json': text });
  return loadConfig({ ACCESS_FILE: 'access.json' }, { directory }).http.access;
}

function problemOf(content: unknown): string {
  try {
    accessOfFile(content);
  } catch (error) {
    assert.ok(error instanceof PilcrowError && error.code === 'CONFIG_INVALID', String(error));
    return error.message;
  }
  return 'none';
}

describe('who may ask and read', () => {
  it('is everyone unless a setting says otherwise', () => {
    assert.deepEqual(loadConfig({}).http.access, OPEN_ACCESS);
    assert.ok(isOpen(OPEN_ACCESS), 'it is not open');
  });

  it('is said by a file beside the settings, which keeps no key', () => {
    const sha256 = sha256Of('another-key-long-enough').toUpperCase();
    const access = accessOfFile({
      keys: [
        { name: 'intranet', key: KEY, tags: ['staff', 'Кадры'] },
        { name: 'archive', sha256 },
      ],
    });
    assert.deepEqual(access.keys, [
      { name: 'intranet', sha256: sha256Of(KEY), tags: ['staff', 'Кадры'] },
      { name: 'archive', sha256: sha256.toLowerCase(), tags: null },
    ]);
    assert.ok(!isOpen(access), 'it is open');
  });

  it('is refused with what is wrong, and without a key in the message', () => {
    const key = { name: 'intranet', key: KEY };
    const cases: [content: unknown, problem: RegExp][] = [
      ['{"keys":', /not valid JSON/],
      [[], /must be an object/],
      [{}, /it has no keys/],
      [{ key: [] }, /key/],
      [{ keys: [{ ...key, tags: [] }] }, /keys\.0\.tags must name a tag; leave it out/],
      [{ keys: [{ ...key, tag: ['staff'] }] }, /keys\.0 .*tag/],
      [{ keys: [{ name: 'intranet' }] }, /keys\.0 must have either key or sha256/],
      [{ keys: [{ ...key, sha256: sha256Of(KEY) }] }, /keys\.0 must have either key or sha256/],
      [{ keys: [{ ...key, key: 'short' }] }, /keys\.0\.key must have at least 16/],
      [{ keys: [{ name: 'intranet', sha256: KEY }] }, /keys\.0\.sha256 must be 64 hexadecimal/],
      [{ keys: [key, key] }, /two keys have the name "intranet"/],
    ];
    for (const [content, problem] of cases) {
      const message = problemOf(content);
      assert.match(message, problem);
      assert.match(message, /^Cannot use ACCESS_FILE ".*access\.json": .*; docs\/access\.md shows one$/);
      assert.ok(!message.includes(KEY), message);
    }
    assert.throws(() => loadConfig({ ACCESS_FILE: path.join(temporaryDirectory(), 'none.json') }), /cannot be read/);
  });
});
