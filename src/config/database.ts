import path from 'node:path';
import type { Settings } from './settings.ts';

/** Where a PostgreSQL database is, and how it is used. */
export type DatabaseConfig = Readonly<{
  /** A secret, because the password is in it: never logged, never in a message. */
  url: string;
  /** Where the tables are: a plain identifier. */
  schema: string;
  /** Connections at most. */
  poolSize: number;
  /** After which a connection or a statement is given up. */
  timeoutMs: number;
  /** Certificates that the server's must be signed with, as PEM. Null: those that Node.js trusts. */
  caFile: string | null;
}>;

/** How a connection is encrypted; `allow` and `prefer` are missing, which let an attacker on the way switch it off. */
const SSL_MODES = ['disable', 'no-verify', 'require', 'verify-ca', 'verify-full'];

/** The databases of the settings, or null when everything is kept in files. */
export function databaseOf(
  settings: Settings,
  directory: string,
): { write: DatabaseConfig; read: DatabaseConfig | null } | null {
  if (settings.DATABASE_URL === undefined) return null;
  const common = {
    schema: settings.DATABASE_SCHEMA,
    poolSize: settings.DATABASE_POOL_SIZE,
    timeoutMs: settings.DATABASE_TIMEOUT_SECONDS * 1000,
    caFile: settings.DATABASE_CA_FILE === undefined ? null : path.resolve(directory, settings.DATABASE_CA_FILE),
  };
  const read = settings.DATABASE_READ_URL;
  return {
    write: { url: settings.DATABASE_URL, ...common },
    read: read === undefined ? null : { url: read, ...common },
  };
}

/** Problems of the addresses. None repeats an address, because a password is in it. */
export function databaseProblems(given: Record<string, string | undefined>): string[] {
  const problems = ['DATABASE_URL', 'DATABASE_READ_URL'].flatMap((name) =>
    given[name] === undefined
      ? []
      : urlProblems(given[name].trim(), { hasCaFile: given.DATABASE_CA_FILE !== undefined }).map(
          (problem) => `${name}: ${problem}`,
        ),
  );
  if (given.DATABASE_READ_URL !== undefined && given.DATABASE_URL === undefined)
    problems.push('DATABASE_READ_URL: needs a DATABASE_URL, which is written to');
  return problems;
}

function urlProblems(url: string, { hasCaFile }: { hasCaFile: boolean }): string[] {
  const [address = '', query = '', ...more] = url.split('?');
  if (!isAddress(address) || more.length > 0 || /[@#]/.test(query)) {
    return [
      'must be postgres://user:password@host:port/database, signs of the password such as @ : / ? # % written %40 %3A %2F %3F %23 %25',
    ];
  }
  const parameters = new URLSearchParams(query);
  const mode = parameters.get('sslmode') ?? 'disable';
  const others = [...parameters.keys()].filter((name) => /^(?:ssl|uselibpqcompat$)/.test(name) && name !== 'sslmode');
  return [
    ...(SSL_MODES.includes(mode) ? [] : [`its sslmode must be one of ${SSL_MODES.join(', ')}`]),
    ...(mode === 'verify-ca' && !hasCaFile ? ['its sslmode=verify-ca needs a DATABASE_CA_FILE'] : []),
    ...others.map((name) => `its ${name} is not known here; there are sslmode and DATABASE_CA_FILE`),
  ];
}

/** As `pg` will read it. A socket's folder stands in the query (`postgres://user@/database?host=/run/postgresql`), and then there is no host. */
function isAddress(address: string): boolean {
  const whole = withHost(address);
  if (!/^postgres(?:ql)?:\/\/[^#\s]+$/.test(whole) || !URL.canParse(whole)) return false;
  const { username, password, pathname } = new URL(whole);
  return !pathname.includes('@') && [username, password, pathname].every(isDecodable);
}

function withHost(address: string): string {
  return address.replace('@/', '@localhost/').replace(/^(\w+:\/\/)\//, '$1localhost/');
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

/** Describes where a database is, without the password. */
export function describeDatabase({ url, schema }: Pick<DatabaseConfig, 'url' | 'schema'>): string {
  const { host, port, database } = placeOf(url);
  return `"${database}" at ${host.startsWith('/') ? `"${host}"` : `${host}:${port}`}, schema "${schema}"`;
}

/** An address as PostgreSQL's own programs take it, without the password, for which they ask. */
export function addressWithoutPassword({ url, caFile }: Pick<DatabaseConfig, 'url' | 'caFile'>): string {
  const { user, host, port, database, mode } = placeOf(url);
  // They know no mode that believes any certificate; "require" without certificates is that.
  const sslmode = mode === 'no-verify' ? 'require' : (mode ?? (caFile === null ? null : 'verify-full'));
  const isSocket = host.startsWith('/');
  const parameters = new URLSearchParams({
    ...(isSocket && { host, port }),
    ...(sslmode !== null && { sslmode }),
    ...(caFile !== null && { sslrootcert: caFile }),
  });
  const name = encodeURIComponent(database);
  const address = `postgres://${user === '' ? '' : `${encodeURIComponent(user)}@`}${isSocket ? '' : `${host}:${port}`}/${name}`;
  return parameters.size === 0 ? address : `${address}?${parameters}`;
}

/** The parts of an address that may be shown, as `pg` reads them: parameters of the query take precedence. */
function placeOf(url: string) {
  const [address = '', query = ''] = url.split('?');
  const { username, hostname, port, pathname } = new URL(withHost(address));
  const parameters = new URLSearchParams(query);
  const user = parameters.get('user') ?? decodeURIComponent(username);
  return {
    user,
    host: parameters.get('host') ?? (decodeURIComponent(hostname) || 'localhost'),
    port: parameters.get('port') ?? (port || '5432'),
    database: decodeURIComponent(pathname.slice(1)) || user,
    mode: parameters.get('sslmode'),
  };
}
