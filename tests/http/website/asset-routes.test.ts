import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createScriptedAssistant } from '../../support/scripted-assistant.ts';
import { type ServedApp, serveApp } from '../../support/serve-app.ts';

const ALLOWED = 'https://example.org';

describe('assets', { timeout: 20_000 }, () => {
  let served: ServedApp;
  before(async () => {
    served = await serveApp({ assistant: createScriptedAssistant({}), allowedOrigins: [ALLOWED] });
  });
  after(() => served.stop());

  const get = (address: string, headers: Record<string, string> = {}) =>
    // Without a cache-control of its own, fetch would ask for an answer that no cache may shorten.
    fetch(served.url + address, {
      headers: { 'accept-encoding': 'identity', 'cache-control': 'max-age=0', ...headers },
    });

  /** The address a page gives: it names the content. */
  async function versioned(name: string): Promise<string> {
    const html = await (await get('/')).text();
    return new RegExp(`/${name}\\?v=[0-9a-f]+`).exec(html)![0];
  }

  it('the widget has a stable URL, is cached for minutes, and revalidated by its hash', async () => {
    const response = await get('/widget.js');
    assert.equal(response.headers.get('content-type'), 'text/javascript; charset=utf-8');
    assert.equal(response.headers.get('cache-control'), 'public, max-age=300, must-revalidate');
    const etag = response.headers.get('etag')!;
    assert.match(etag, /^"[0-9a-f]{16}-identity"$/);
    const again = await get('/widget.js', { 'if-none-match': etag });
    assert.equal(again.status, 304);
    assert.equal(again.headers.get('etag'), etag);
    assert.equal((await get('/widget.js', { 'if-none-match': '"other"' })).status, 200);
  });

  it('the words of the widget are files for the pages that may have it, cached as long', async () => {
    const german = await get('/widget/messages/de.json', { origin: ALLOWED });
    assert.match(german.headers.get('content-type')!, /^application\/json/);
    assert.equal(german.headers.get('cache-control'), 'public, max-age=300');
    assert.equal(german.headers.get('access-control-allow-origin'), ALLOWED);
    assert.equal(((await german.json()) as { language: string }).language, 'de');
    const again = await get('/widget/messages/de.json', { 'if-none-match': german.headers.get('etag')! });
    assert.equal(again.status, 304);
    assert.equal((await get('/widget/messages/de.json', { origin: 'https://evil.org' })).status, 403);
    for (const name of ['fr.json', '', '..%2fwidget.js', '%2e%2e/%2e%2e/main.js'])
      assert.equal((await get(`/widget/messages/${name}`)).status, 404, name);
  });

  it('files with their version in the URL are cached for ever, and no others', async () => {
    for (const name of ['reader.js', 'reader.css']) {
      const cacheControl = async (address: string) => (await get(address)).headers.get('cache-control');
      assert.equal(await cacheControl(await versioned(name)), 'public, max-age=31536000, immutable');
      assert.equal(await cacheControl(`/${name}`), 'no-cache');
      assert.equal(await cacheControl(`/${name}?v=0123456789abcdef`), 'no-cache');
    }
    assert.equal((await get('/reader.css')).headers.get('content-type'), 'text/css; charset=utf-8');
  });

  it('are compressed as the client accepts, each encoding with its own ETag', async () => {
    const plain = await (await get('/reader.js')).text();
    const etags = new Set<string | null>();
    for (const [accepted, encoding] of [
      ['gzip, deflate, br', 'br'],
      ['gzip', 'gzip'],
      ['br;q=0, gzip;q=0.5', 'gzip'],
      ['identity', null],
    ] as const) {
      const response = await get('/reader.js', { 'accept-encoding': accepted });
      assert.equal(response.headers.get('content-encoding'), encoding, accepted);
      assert.match(response.headers.get('vary')!, /Origin.*Accept-Encoding/);
      assert.equal(await response.text(), plain);
      etags.add(response.headers.get('etag'));
    }
    assert.equal(etags.size, 3);
  });

  it('may be loaded by the pages of allowed origins, and by no others', async () => {
    const allowed = await get('/widget.js', { origin: ALLOWED });
    assert.equal(allowed.headers.get('access-control-allow-origin'), ALLOWED);
    assert.equal((await get('/widget.js', { origin: 'https://evil.org' })).status, 403);
  });
});
