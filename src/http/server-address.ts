import type { Request } from 'express';
import { basePathOf } from './base-path.ts';

/** The address this server was called at, without a slash at the end. With `TRUST_PROXY` a proxy says whether it was called over TLS. */
export function serverAddress(request: Request): string {
  // A proxy says what it likes; the address goes into links and headers.
  const scheme = request.protocol.toLowerCase() === 'https' ? 'https' : 'http';
  return `${scheme}://${request.headers.host ?? 'localhost'}${basePathOf(request)}`;
}
