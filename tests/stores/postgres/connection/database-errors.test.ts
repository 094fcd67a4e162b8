import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PilcrowError } from '../../../../src/errors.ts';
import { databaseError } from '../../../../src/stores/postgres/connection/database-errors.ts';

const ofServer = (code: string, message: string, fields = {}) =>
  Object.assign(new Error(message), { code, severity: 'ERROR', ...fields });
const ofNode = (code: string, message = code) => Object.assign(new Error(message), { code });

const EXPECTED: [error: Error, code: string, next: RegExp][] = [
  [ofNode('ECONNREFUSED', 'connect ECONNREFUSED 10.0.0.1:5432'), 'DATABASE_UNAVAILABLE', /ECONNREFUSED 10\.0\.0\.1/],
  [ofNode('EPIPE'), 'DATABASE_UNAVAILABLE', /see that the database/],
  [ofNode('EAI_AGAIN'), 'DATABASE_UNAVAILABLE', /see that the database/],
  [new Error('Connection terminated unexpectedly'), 'DATABASE_UNAVAILABLE', /see that the database/],
  [new Error('timeout exceeded when trying to connect'), 'DATABASE_UNAVAILABLE', /see that the database/],
  [new Error('Query read timeout'), 'DATABASE_UNAVAILABLE', /see that the database/],
  [
    Object.assign(new AggregateError([new Error('connect ::1'), new Error('connect 127.0.0.1')]), {
      code: 'ECONNREFUSED',
    }),
    'DATABASE_UNAVAILABLE',
    /: connect ::1, connect 127\.0\.0\.1; see/,
  ],
  [ofServer('57P03', 'the database system is starting up'), 'DATABASE_UNAVAILABLE', /starting up; see/],
  [ofServer('57P01', 'terminating connection'), 'DATABASE_UNAVAILABLE', /see that/],
  [
    ofServer('57014', 'canceling statement due to statement timeout'),
    'DATABASE_UNAVAILABLE',
    /DATABASE_TIMEOUT_SECONDS/,
  ],
  [ofServer('53300', 'too many clients already'), 'DATABASE_UNAVAILABLE', /max_connections/],
  [ofServer('25006', 'cannot execute INSERT in a read-only transaction'), 'DATABASE_UNAVAILABLE', /no replica/],
  [ofServer('53100', 'could not extend file'), 'STORAGE_FULL', /make room on the disk of the database/],
  [ofServer('28P01', 'password authentication failed for user "u"'), 'DATABASE_UNUSABLE', /password in DATABASE_URL/],
  [ofServer('28000', 'no pg_hba.conf entry for host, no encryption'), 'DATABASE_UNUSABLE', /sslmode=verify-full/],
  [ofServer('3D000', 'database "d" does not exist'), 'DATABASE_UNUSABLE', /CREATE DATABASE/],
  [ofServer('42501', 'permission denied for schema s'), 'DATABASE_UNUSABLE', /GRANT/],
  [ofServer('42P01', 'relation "turns" does not exist'), 'DATABASE_UNUSABLE', /start Pilcrow again/],
  [ofServer('42704', 'type "vector" does not exist'), 'DATABASE_UNUSABLE', /CREATE EXTENSION vector/],
  [ofServer('0A000', 'extension "vector" is not available'), 'DATABASE_UNUSABLE', /install pgvector 0\.8/],
  [ofNode('SELF_SIGNED_CERT_IN_CHAIN'), 'DATABASE_UNUSABLE', /DATABASE_CA_FILE/],
  [ofNode('CERT_HAS_EXPIRED'), 'DATABASE_UNUSABLE', /DATABASE_CA_FILE/],
  [ofNode('ERR_TLS_CERT_ALTNAME_INVALID'), 'DATABASE_UNUSABLE', /sslmode/],
  [new Error('The server does not support SSL connections'), 'DATABASE_UNUSABLE', /sslmode=disable/],
  [new Error('SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string'), 'DATABASE_UNUSABLE', /password/],
];

describe('failures of the database', () => {
  for (const [error, code, next] of EXPECTED) {
    it(`${error.message || 'several addresses'} is ${code}`, () => {
      const mapped = databaseError(error) as PilcrowError;
      assert.ok(mapped instanceof PilcrowError, String(mapped));
      assert.equal(mapped.code, code);
      assert.match(mapped.message, /^Cannot (?:reach|use|keep) [^;]+; \S/);
      assert.match(mapped.message, next);
      assert.equal(mapped.cause, error);
    });
  }

  it('caused by a statement are reported as they are, without the rows concerned', () => {
    const error = ofServer('23505', 'duplicate key', { detail: 'Key (id)=(Geheim) already exists.', where: 'Geheim' });
    assert.equal(databaseError(error), error);
    assert.doesNotMatch(JSON.stringify(error), /Geheim/);
    for (const other of [ofServer('42601', 'syntax error'), new TypeError('circular'), 'text']) {
      assert.equal(databaseError(other), other);
    }
    const known = new PilcrowError('STORAGE_FULL', 'x');
    assert.equal(databaseError(known), known);
  });
});
