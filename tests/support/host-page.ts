import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

/** A third-party site: an origin of its own, with the pages and files that tests put there. */
export interface HostSite {
  origin: string;
  /**
   * Puts something at a path, in place of what was there, and returns its address. Headers are what the site adds, such as a
   * Content-Security-Policy; the type follows from the ending of the path, HTML where it has none.
   */
  put(path: string, content: string | Uint8Array | RequestListener, headers?: Record<string, string>): string;
  stop(): Promise<void>;
}

const TYPES: Record<string, string> = {
  '': 'text/html; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

/** Serves such a site on a free port of this machine; the caller stops it. */
export async function serveHostSite(): Promise<HostSite> {
  const listeners = new Map<string, RequestListener>();
  const server = createServer((request, response) => {
    const listener = listeners.get(new URL(request.url ?? '', 'http://host').pathname);
    if (listener) listener(request, response);
    else response.writeHead(404).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    put(pathname, content, headers = {}) {
      const type = TYPES[path.extname(pathname)] ?? 'application/octet-stream';
      const send: RequestListener = (_request, response) => {
        response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store', ...headers });
        response.end(content);
      };
      listeners.set(pathname, typeof content === 'function' ? content : send);
      return origin + pathname;
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
