import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { isOpen, OPEN_ACCESS, openAccessNotice, sha256Of } from '../../src/config/access.ts';
import { loadConfig } from '../../src/config/config.ts';
import { checkAccess } from '../../src/doctor/check-access.ts';
import { PilcrowError } from '../../src/errors.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';

const KEY = 'a-key-that-is-long-enough';

/** The access that a file gives. */
function accessOfFile(content: unknown, settings: Record<string, string> = {}) {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  const directory = writeFiles(temporaryDirectory(), { 'access.json': text });
  return loadConfig({ ACCESS_FILE: 'access.json', ...settings }, { directory }).http.access;
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
      [{}, /it has no keys and no names/],
      [{ key: [] }, /key/],
      [{ keys: [{ ...key, tags: [] }] }, /keys\.0\.tags must name a tag; leave it out/],
      [{ keys: [{ ...key, tag: ['staff'] }] }, /keys\.0 must not have "tag"/],
      [{ keys: [{ name: 'intranet' }] }, /keys\.0 must have either key or sha256/],
      [{ keys: [{ ...key, sha256: sha256Of(KEY) }] }, /keys\.0 must have either key or sha256/],
      [{ keys: [{ ...key, key: 'short' }] }, /keys\.0\.key must have at least 16/],
      [{ keys: [{ name: 'intranet', sha256: KEY }] }, /keys\.0\.sha256 must be 64 hexadecimal/],
      [{ names: { анна: {} } }, /it has names, which a proxy has to send; set AUTH_HEADER/],
      [{ names: { анна: { tags: 'staff' } } }, /names\.анна\.tags must be a list/],
      [{ names: { анна: { tag: [] } } }, /names\.анна must not have "tag"/],
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

  it('is said of names for the proxy that sends them', () => {
    const proxy = { AUTH_HEADER: 'X-Remote-User', TRUST_PROXY: 'loopback' };
    const { nameHeader, names } = accessOfFile({ names: { анна: { tags: ['staff'] }, boris: {} } }, proxy);
    assert.equal(nameHeader, 'x-remote-user');
    assert.deepEqual(
      [...names!],
      [
        ['анна', ['staff']],
        ['boris', null],
      ],
    );
    assert.equal(loadConfig(proxy).http.access.names, null);
  });

  it('is refused where settings do not go together', () => {
    const cases: [settings: Record<string, string>, problem: RegExp][] = [
      [{ ACCESS: 'closed' }, /ACCESS: must be open, or left out/],
      [{ ACCESS: 'open', READER_PASSWORD: 'long enough' }, /ACCESS: is open, while READER_PASSWORD says who/],
      [{ READER_PASSWORD: 'short' }, /READER_PASSWORD: must have at least 8/],
      [{ AUTH_HEADER: 'X-Remote-User' }, /AUTH_HEADER: needs TRUST_PROXY with the addresses/],
      [{ AUTH_HEADER: 'X-Remote-User', TRUST_PROXY: 'true' }, /AUTH_HEADER: needs TRUST_PROXY with the addresses/],
      [{ AUTH_HEADER: 'X-Remote-User', TRUST_PROXY: '1' }, /AUTH_HEADER: needs TRUST_PROXY with the addresses/],
      [{ AUTH_HEADER: 'Authorization', TRUST_PROXY: 'loopback' }, /AUTH_HEADER: must be the name of a header/],
      [{ AUTH_HEADER: 'a b', TRUST_PROXY: 'loopback' }, /AUTH_HEADER: must be the name of a header/],
    ];
    for (const [settings, problem] of cases) {
      assert.throws(() => loadConfig(settings), problem, JSON.stringify(settings));
    }
  });
});

describe('a server that everyone may ask and read', () => {
  const noticeOf = (settings: Record<string, string>) => openAccessNotice(loadConfig(settings));

  it('is remarked on where other machines reach it, and no setting says that it is meant', () => {
    assert.match(noticeOf({ HOST: '0.0.0.0' })!, /^Everyone who reaches "0\.0\.0\.0" can ask and read .*ACCESS=open/);
    assert.equal(noticeOf({ HOST: '0.0.0.0', ACCESS: 'open' }), null);
    assert.equal(noticeOf({ HOST: '0.0.0.0', READER_PASSWORD: 'long enough' }), null);
    for (const HOST of ['127.0.0.1', 'localhost', '::1']) assert.equal(noticeOf({ HOST }), null);
  });

  it('is remarked on by the doctor, as are those who may', async () => {
    const foundWith = async (settings: Record<string, string>) =>
      (await checkAccess(loadConfig(settings)).examine(() => {})).found;
    assert.equal(await foundWith({}), 'everyone on this machine');
    assert.equal(await foundWith({ HOST: '0.0.0.0' }), noticeOf({ HOST: '0.0.0.0' }));
    assert.equal(await foundWith({ ACCESS: 'open' }), 'everyone, as ACCESS=open says');
    const proxy = { AUTH_HEADER: 'X-Remote-User', TRUST_PROXY: 'loopback', READER_PASSWORD: 'long enough' };
    assert.equal(await foundWith(proxy), 'with the password; every name in x-remote-user');
  });
});
