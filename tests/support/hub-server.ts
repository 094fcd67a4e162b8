import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after } from 'node:test';

/** A model hub on this machine. */
export interface HubServer {
  /** For `EMBEDDING_HUB_URL`. */
  url: string;
  /** The paths asked for, in order. */
  requests: string[];
  /** Files that are not served as they are: with a status instead, or cut off in the middle. */
  failures: Map<string, number | 'cut'>;
}

/** Serves the files of one model below `/mirror/owner/name/resolve/main/` until the test that asked for it is over. */
export async function startHubServer(files: Readonly<Record<string, string | Uint8Array>>): Promise<HubServer> {
  const requests: string[] = [];
  const failures: HubServer['failures'] = new Map();
  const server = createServer((request, response) => {
    requests.push(request.url!);
    const file = /^\/mirror\/[\w.-]+\/[\w.-]+\/resolve\/main\/(.+)$/.exec(request.url!)?.[1] ?? '';
    const failure = failures.get(file);
    const content = Object.hasOwn(files, file) ? Buffer.from(files[file]!) : null;
    if (typeof failure === 'number') response.writeHead(failure).end();
    else if (content === null) response.writeHead(404).end();
    else {
      response.writeHead(200, { 'content-length': content.length });
      if (failure === 'cut') response.write(content.subarray(0, content.length / 2), () => response.destroy());
      else response.end(content);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/mirror/`, requests, failures };
}
