import { PilcrowError } from '../../../errors.ts';

/** What the database or the way to it said. */
interface Failure {
  /** An SQLSTATE, or a code of Node.js or OpenSSL. */
  code: string;
  message: string;
  /** `FATAL` and `PANIC` end the connection. */
  severity: string;
}

/** What an administrator does where pgvector is missing. */
export const EXTENSION =
  'install pgvector 0.8 or newer on its machine, and as an administrator of this database: CREATE EXTENSION vector SCHEMA public';
const CHECK = 'see that the database of DATABASE_URL runs and can be reached, and try again';
/** SQLSTATEs and their classes of a database that is there, but not for now. */
const UNAVAILABLE: readonly [RegExp, string][] = [
  [/^57014$/, 'try again; if it goes on, see what keeps the database busy, or raise DATABASE_TIMEOUT_SECONDS'],
  [/^53300$/, 'lower DATABASE_POOL_SIZE, or raise its max_connections'],
  [/^25006$/, 'let DATABASE_URL name the server that may be written, and no replica; during a failover, try again'],
  [/^(?:08|57P|53|58|25P03|55P03)/, CHECK],
];
/** SQLSTATEs of a database that will not do until somebody changes something. */
const UNUSABLE: readonly [RegExp, string][] = [
  [/^28P01$/, 'correct the user or the password in DATABASE_URL'],
  [/^28/, 'correct DATABASE_URL, or what pg_hba.conf lets in; if it requires encryption, add ?sslmode=verify-full'],
  [/^3D000$/, 'create it (CREATE DATABASE …), or correct DATABASE_URL'],
  [/^57P04$/, 'it was dropped: create it again, or correct DATABASE_URL'],
  [
    /^42501$/,
    'as an administrator: GRANT CONNECT, CREATE ON DATABASE … TO the user of DATABASE_URL, who must own what is in DATABASE_SCHEMA',
  ],
  [/^(?:42P01|3F000)$/, 'start Pilcrow again, which makes what is missing in DATABASE_SCHEMA'],
];
/** What OpenSSL says of a certificate that is not believed. */
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL|HOSTNAME_MISMATCH/;
/** What `pg` says without a code. */
const CONNECTION_LOST = /timeout|timed? ?out|terminated|not queryable|end on the pool|SSL connection$/i;

/** What an error says of itself. */
function failureOf(error: unknown): Failure {
  const { code, message, severity } = error as Partial<Record<string, unknown>>;
  // Where a name has several addresses, each was tried, and the error itself says nothing.
  const reasons = error instanceof AggregateError ? error.errors.map((each) => (each as Error).message) : [message];
  return { code: String(code ?? ''), message: reasons.join(', '), severity: String(severity ?? '') };
}

/** The SQLSTATE of what a statement failed with, or an empty text. Codes of Node.js such as EPIPE look alike, but have no severity. */
export function sqlStateOf(error: unknown): string {
  const { code, severity } = (error ?? {}) as Partial<Record<string, unknown>>;
  return typeof severity === 'string' && typeof code === 'string' ? code : '';
}

/** Whether a connection is of no use any more after this: it is lost, or its state is unknown. */
export function isConnectionLost(error: unknown): boolean {
  const state = sqlStateOf(error);
  // A statement that was refused leaves the connection as it was; a replica that was the primary before must not be asked again.
  return state === '' || failureOf(error).severity !== 'ERROR' || state === '25006';
}

/** Whether the connection was lost before the statement could begin, or was ended by a server that undid it. */
export function isStatementUndone(error: unknown): boolean {
  const { code, message } = failureOf(error);
  return /^57P0[13]$/.test(code) || /not queryable/.test(message);
}

/** Whether time ran out, on either side: once more would take as long. */
export function isTimeout(error: unknown): boolean {
  const { code, message } = failureOf(error);
  return code === '57014' || /timeout/i.test(message);
}

/**
 * The error that a failure of the database is reported as: DATABASE_UNAVAILABLE, DATABASE_UNUSABLE, STORAGE_FULL, or, where a statement is at fault,
 * what was thrown. None repeats the address, which holds the password, nor the rows that a statement was about.
 */
export function databaseError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof PilcrowError) return error;
  const cause = withoutRows(error);
  const { message } = failureOf(error);
  if (sqlStateOf(error) === '53100') {
    const text = `Cannot keep this: ${message}; make room on the disk of the database`;
    return new PilcrowError('STORAGE_FULL', text, { cause });
  }
  const unusable = unusableUntil(error);
  if (unusable)
    return new PilcrowError('DATABASE_UNUSABLE', `Cannot use the database: ${message}; ${unusable}`, { cause });
  const unavailable = unavailableUntil(error);
  if (unavailable)
    return new PilcrowError('DATABASE_UNAVAILABLE', `Cannot reach the database: ${message}; ${unavailable}`, { cause });
  return error;
}

/** What to do so that the database can be used, or undefined when that is not what is wrong. */
function unusableUntil(error: Error): string | undefined {
  const { code, message } = failureOf(error);
  const state = sqlStateOf(error);
  // `type "vector" does not exist`, `extension "vector" is not available`, `permission denied to create extension "vector"`
  if (/^(?:42704|42883|0A000|42501|58P01)$/.test(state) && /\b(?:vector|halfvec)\b/.test(message)) return EXTENSION;
  if (state !== '') return UNUSABLE.find(([pattern]) => pattern.test(state))?.[1];
  if (/does not support SSL/.test(message)) return 'switch encryption on there, or set sslmode=disable in DATABASE_URL';
  if (CERTIFICATE.test(code))
    return 'name the certificates that it is signed with in DATABASE_CA_FILE, or correct sslmode in DATABASE_URL';
  return /^SASL|password must be/.test(message) ? 'correct the password in DATABASE_URL' : undefined;
}

/** What to do until the database is there again, or undefined when it is there. */
function unavailableUntil(error: Error): string | undefined {
  const { code, message } = failureOf(error);
  const state = sqlStateOf(error);
  if (state !== '') return UNAVAILABLE.find(([pattern]) => pattern.test(state))?.[1];
  // Node.js names what went wrong with a socket or a name by the system's word for it.
  const isNetwork = /^E(?!RR_)[A-Z_]+$/.test(code);
  return isNetwork || (code === '' && CONNECTION_LOST.test(message)) ? CHECK : undefined;
}

/** PostgreSQL repeats the rows in question, which hold questions, answers and ids that are not for the log. */
function withoutRows(error: Error): Error {
  for (const name of ['detail', 'where', 'internalQuery']) Reflect.deleteProperty(error, name);
  return error;
}
