import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { connectionOptions } from '../../../../src/stores/postgres/connection/connection-options.ts';
import { temporaryDirectory, writeFiles } from '../../../support/temporary-directory.ts';

const ADDRESS = 'postgres://u:p%40@db.example.org/d';
/** What is checked of the server's certificate. */
function checksOf(sslmode: string | null, caFile: string | null): string {
  const { ssl } = connectionOptions({ url: sslmode === null ? ADDRESS : `${ADDRESS}?sslmode=${sslmode}`, caFile });
  if (ssl === false) return 'not encrypted';
  if (ssl.rejectUnauthorized === false) return 'nothing';
  return `${ssl.ca === undefined ? 'any authority' : ssl.ca}, ${ssl.checkServerIdentity ? 'any name' : 'its name'}`;
}

describe('the encryption of a connection', () => {
  const caFile = () => path.join(writeFiles(temporaryDirectory(), { 'ca.pem': 'our authority' }), 'ca.pem');

  it('follows sslmode as libpq does', () => {
    const modes = [null, 'disable', 'no-verify', 'require', 'verify-full'];
    assert.deepEqual(
      modes.map((mode) => checksOf(mode, null)),
      ['not encrypted', 'not encrypted', 'nothing', 'nothing', 'any authority, its name'],
    );
    const file = caFile();
    assert.deepEqual(
      [...modes, 'verify-ca'].map((mode) => checksOf(mode, file)),
      [
        'our authority, its name',
        'not encrypted',
        'nothing',
        'our authority, any name',
        'our authority, its name',
        'our authority, any name',
      ],
    );
  });

  it('keeps the rest of the URL', () => {
    const url = `${ADDRESS}?application_name=a%20b&sslmode=require&host=/run/postgresql`;
    assert.equal(
      connectionOptions({ url, caFile: null }).connectionString,
      `${ADDRESS}?application_name=a+b&host=%2Frun%2Fpostgresql`,
    );
  });

  it('says what to do when the certificates cannot be read', () => {
    assert.throws(() => connectionOptions({ url: ADDRESS, caFile: '/nowhere/ca.pem' }), {
      code: 'DATABASE_UNUSABLE',
      message: /^Cannot read the certificates in "\/nowhere\/ca\.pem": ENOENT.*; correct DATABASE_CA_FILE$/,
    });
  });
});
