import type { Request } from 'express';

/** The address this server was called at, as its caller knows it; behind a proxy as `TRUST_PROXY` lets the proxy say. */
export function serverAddress({ protocol, host }: Request): string {
  return `${protocol}://${host}`;
}
