import type { Request } from 'express';

/** The address this server was called at; whether TLS ends in a proxy before it, `TRUST_PROXY` lets the proxy say. */
export function serverAddress({ protocol, headers }: Request): string {
  return `${protocol}://${headers.host ?? 'localhost'}`;
}
