import { readFileSync } from 'node:fs';
import type { ConnectionOptions } from 'node:tls';
import type { DatabaseConfig } from '../../../config/database.ts';
import { PilcrowError, reasonOf } from '../../../errors.ts';

/**
 * How to connect. What `sslmode` means is decided here, as libpq has it: `pg` takes `require` and `verify-ca` for `verify-full`, and warns
 * on standard error that it will not do so for ever.
 *
 * @throws DATABASE_UNUSABLE when the certificates cannot be read
 */
export function connectionOptions({ url, caFile }: Pick<DatabaseConfig, 'url' | 'caFile'>): {
  connectionString: string;
  ssl: false | ConnectionOptions;
} {
  const [address = '', query = ''] = url.split('?');
  const parameters = new URLSearchParams(query);
  const mode = parameters.get('sslmode') ?? (caFile === null ? 'disable' : 'verify-full');
  parameters.delete('sslmode');
  return { connectionString: `${address}?${parameters}`, ssl: encryption(mode, caFile) };
}

function encryption(mode: string, caFile: string | null): false | ConnectionOptions {
  if (mode === 'disable') return false;
  if (mode === 'no-verify' || (mode === 'require' && caFile === null)) return { rejectUnauthorized: false };
  const authority = caFile === null ? {} : { ca: readCertificates(caFile) };
  return mode === 'verify-full' ? authority : { ...authority, checkServerIdentity: () => undefined };
}

function readCertificates(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new PilcrowError(
      'DATABASE_UNUSABLE',
      `Cannot read the certificates in "${file}": ${reasonOf(cause)}; correct DATABASE_CA_FILE`,
      { cause },
    );
  }
}
