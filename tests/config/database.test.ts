import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadConfig } from '../../src/config/config.ts';
import { addressWithoutPassword, describeDatabase } from '../../src/config/database.ts';

const URL = 'postgres://pilcrow:secret@db.example.org/pilcrow';

/** Refused, without the password. */
function assertRefused(environment: NodeJS.ProcessEnv, message: RegExp): void {
  assert.throws(
    () => loadConfig(environment),
    (error: Error & { code?: string }) => {
      assert.equal(error.code, 'CONFIG_INVALID');
      assert.match(error.message, message);
      assert.doesNotMatch(error.message, /secret/);
      return true;
    },
  );
}

describe('the database of a config', () => {
  it('is null without DATABASE_URL', () => {
    assert.equal(loadConfig({ DATABASE_SCHEMA: 'other', DATABASE_POOL_SIZE: '3' }).database, null);
  });

  it('has defaults for everything but its address', () => {
    assert.deepEqual(loadConfig({ DATABASE_URL: ` ${URL} ` }).database, {
      write: { url: URL, schema: 'pilcrow', poolSize: 10, timeoutMs: 10_000, caFile: null },
      read: null,
    });
  });

  it('decides whether the documents folder is watched, unless a setting does', () => {
    const watches = (environment: NodeJS.ProcessEnv) => loadConfig(environment).watchesDocuments;
    assert.equal(watches({}), true);
    assert.equal(watches({ DATABASE_URL: URL }), false);
    assert.equal(watches({ DATABASE_URL: URL, WATCH_DOCUMENTS: 'true' }), true);
  });

  for (const url of [
    'postgresql://localhost/pilcrow',
    'postgres://pilcrow:p%40%3A%2F%3F%23%25@127.0.0.1:5433/pilcrow?sslmode=require',
    'postgres://pilcrow@[::1]/pilcrow?sslmode=no-verify&channel_binding=require',
    'postgres://pilcrow@/pilcrow?host=/run/postgresql',
    'postgres:///pilcrow?host=/run/postgresql',
    `${URL}?sslmode=disable`,
    `${URL}?sslmode=verify-full&connect_timeout=5`,
  ]) {
    it(`accepts ${url}`, () => assert.equal(loadConfig({ DATABASE_URL: url }).database?.write.url, url));
  }

  for (const url of [
    'db.example.org',
    'mysql://pilcrow:secret@db.example.org/pilcrow',
    'postgres:pilcrow',
    'postgres://',
    'postgres://pilcrow:se/secret@db.example.org/pilcrow',
    'postgres://pilcrow:12/secret@db.example.org/pilcrow',
    'postgres://pilcrow:12?secret@db.example.org/pilcrow',
    'postgres://pilcrow:12#secret@db.example.org/pilcrow',
    'postgres://pilcrow:secret%ff@db.example.org/pilcrow',
    'postgres://pilcrow:secret word@db.example.org/pilcrow',
    'postgres://pilcrow:secret@db.example.org:port/pilcrow',
  ]) {
    it(`refuses ${url}`, () => assertRefused({ DATABASE_URL: url }, /DATABASE_URL: must be postgres:\/\//));
  }

  it('refuses encryption that a man in the middle could switch off, and unknown options', () => {
    for (const mode of ['prefer', 'allow', 'on']) {
      assertRefused({ DATABASE_URL: `${URL}?sslmode=${mode}` }, /DATABASE_URL: its sslmode must be one of disable, /);
    }
    assertRefused(
      { DATABASE_URL: `${URL}?sslrootcert=/ca.pem` },
      /its sslrootcert is not known here; .*DATABASE_CA_FILE/,
    );
    assertRefused({ DATABASE_URL: `${URL}?uselibpqcompat=true` }, /its uselibpqcompat is not known here/);
    assertRefused({ DATABASE_URL: `${URL}?sslmode=verify-ca` }, /sslmode=verify-ca needs a DATABASE_CA_FILE/);
    const { database } = loadConfig({ DATABASE_URL: `${URL}?sslmode=verify-ca`, DATABASE_CA_FILE: 'ca.pem' });
    assert.notEqual(database, null);
  });

  it('refuses a replica without a database, and checks its address too', () => {
    assertRefused({ DATABASE_READ_URL: URL }, /DATABASE_READ_URL: needs a DATABASE_URL/);
    assertRefused(
      { DATABASE_URL: URL, DATABASE_READ_URL: 'http://u:secret@example.org' },
      /DATABASE_READ_URL: must be postgres:/,
    );
  });
});

describe('the address of a database', () => {
  const CA = '/etc/ca.pem';
  for (const [url, { shown, address, caFile = null }] of Object.entries<{
    shown: string;
    address: string;
    caFile?: string;
  }>({
    [URL]: {
      shown: '"pilcrow" at db.example.org:5432, schema "own"',
      address: 'postgres://pilcrow@db.example.org:5432/pilcrow',
    },
    'postgres://anna:secret%40@[::1]:6000/doc%20s?sslmode=no-verify&application_name=secret': {
      shown: '"doc s" at [::1]:6000, schema "own"',
      address: 'postgres://anna@[::1]:6000/doc%20s?sslmode=require',
    },
    'postgres://db.example.org/pilcrow?user=anna&password=secret&port=6000&host=other.example.org': {
      shown: '"pilcrow" at other.example.org:6000, schema "own"',
      address: 'postgres://anna@other.example.org:6000/pilcrow',
    },
    'postgres://pilcrow:secret@/pilcrow?host=/run/postgresql': {
      shown: '"pilcrow" at "/run/postgresql", schema "own"',
      address: 'postgres://pilcrow@/pilcrow?host=%2Frun%2Fpostgresql&port=5432',
    },
    'postgres://pilcrow:secret@db.example.org': {
      shown: '"pilcrow" at db.example.org:5432, schema "own"',
      address: 'postgres://pilcrow@db.example.org:5432/pilcrow?sslmode=verify-full&sslrootcert=%2Fetc%2Fca.pem',
      caFile: CA,
    },
  })) {
    it(`is shown without the password of ${url}`, () => {
      assert.equal(describeDatabase({ url, schema: 'own' }), shown);
      assert.equal(addressWithoutPassword({ url, caFile }), address);
    });
  }
});
