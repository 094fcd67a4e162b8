import type { Request } from 'express';

/** The address this server was called at, without a slash at the end. With `TRUST_PROXY` a proxy says whether it was called over TLS. */
export function serverAddress({ protocol, headers }: Request): string {
  // A proxy says what it likes; the address goes into links and headers.
  const scheme = protocol.toLowerCase() === 'https' ? 'https' : 'http';
  return `${scheme}://${headers.host ?? 'localhost'}`;
}
