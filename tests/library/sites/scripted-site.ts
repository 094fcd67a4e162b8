import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after } from 'node:test';

/** What a site answers at a path. */
export interface ScriptedAnswer {
  status?: number;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

/** A site on this machine, for the tests of one file or suite. */
export interface ScriptedSite {
  url: string;
  /** By path with query; what is not there is 404. */
  answers: Record<string, ScriptedAnswer | 'hangs'>;
  /** What was asked for, in order. */
  asked: { path: string; headers: IncomingHttpHeaders; at: number }[];
}

/** A page as sites have it. */
export const pageOf = (title: string, text: string) =>
  `<!doctype html><html><head><meta charset="utf-8"><title>${title}</title></head><body><nav><a href="/">Home</a></nav><main><h1>${title}</h1><p>${text}</p></main></body></html>`;

export const HTML = { 'content-type': 'text/html; charset=utf-8' };

/** A site map of these addresses. */
export const sitemapOf = (addresses: readonly string[]) => ({
  headers: { 'content-type': 'application/xml' },
  body: `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${addresses.map((address) => `<url><loc>${address}</loc></url>`).join('')}</urlset>`,
});

/** Serves a site until the tests of the file or suite end. A page with an `etag` or a date is answered 304 where the caller has it. */
export async function scriptSite(answers: ScriptedSite['answers'] = {}): Promise<ScriptedSite> {
  const site: ScriptedSite = { url: '', answers, asked: [] };
  const server = createServer(({ url: path = '', headers }, response) => {
    site.asked.push({ path, headers, at: performance.now() });
    const answer = site.answers[path];
    if (answer === 'hangs') return;
    const { status = 200, headers: sent = {}, body = '' } = answer ?? { status: 404, body: 'Not found' };
    const isKnown =
      (sent.etag !== undefined && headers['if-none-match'] === sent.etag) ||
      (sent['last-modified'] !== undefined && headers['if-modified-since'] === sent['last-modified']);
    response.writeHead(status === 200 && isKnown ? 304 : status, sent).end(isKnown ? undefined : body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  site.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return site;
}
