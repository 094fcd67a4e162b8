import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, noBrowser } from '../../support/browser.ts';
import { type HostSite, serveHostSite } from '../../support/host-page.ts';
import { createScriptedAssistant, scriptedAnswer } from '../../support/scripted-assistant.ts';
import { type ServedApp, serveApp } from '../../support/serve-app.ts';

const FRAMED = ['/', '/chat', '/documents/unknown', '/api/documents'];
const CALLS = [
  ['GET', '/api/documents', null],
  ['GET', '/api/search?q=a', null],
  ['GET', '/openapi.json', null],
  ['POST', '/api/chat', { message: 'a' }],
  ['POST', '/api/ui-chat', { messages: [{ role: 'user', parts: [{ type: 'text', text: 'a' }] }] }],
  ['POST', '/v1/chat/completions', { messages: [{ role: 'user', content: 'a' }] }],
  ['POST', '/mcp', { jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} }],
] as const;

describe('a page of another origin', { skip: noBrowser }, () => {
  let asked = 0;
  const assistant = createScriptedAssistant({
    search: async () => [],
    ask: async () => {
      asked += 1;
      return scriptedAnswer('Ответ');
    },
  });
  let browser: Browser;
  let host: HostSite;
  let strict: ServedApp;
  let open: ServedApp;

  before(async () => {
    [browser, host] = await Promise.all([launchBrowser(), serveHostSite()]);
    strict = await serveApp({ assistant, allowedOrigins: ['https://other.example'] });
    open = await serveApp({ assistant, allowedOrigins: [host.origin] });
  });

  after(async () => {
    await browser?.close();
    await Promise.all([host?.stop(), strict?.stop({ graceMs: 0 }), open?.stop({ graceMs: 0 })]);
  });

  async function visit(html = ''): Promise<Page> {
    host.put('/', `<!doctype html><meta charset="utf-8">${html}`);
    const page = await browser.newPage();
    await page.goto(host.origin);
    return page;
  }

  /** The statuses a script of the page reads; null where the browser lets it read nothing. */
  const call = (page: Page, server: string) =>
    page.evaluate(
      ([base, calls]) =>
        Promise.all(
          calls.map(async ([method, path, body]) => {
            const headers = {
              accept: 'application/json, text/event-stream',
              authorization: 'Bearer x',
              ...(body && { 'content-type': 'application/json' }),
            };
            const sent = fetch(base + path, { method, headers, body: body && JSON.stringify(body) });
            return sent.then(
              ({ status }) => status,
              () => null,
            );
          }),
        ),
      [server, CALLS] as const,
    );

  /** The frames that show something of the server. */
  async function framesShown(server: string): Promise<string[]> {
    const page = await visit(FRAMED.map((path) => `<iframe src="${server}${path}"></iframe>`).join(''));
    await page.waitForLoadState('networkidle');
    const shown = page.frames().filter((frame) => frame !== page.mainFrame() && frame.url().startsWith(server));
    const paths = shown.map((frame) => new URL(frame.url()).pathname);
    await page.close();
    return paths;
  }

  it('that is not listed can neither read nor ask', async () => {
    asked = 0;
    const page = await visit();
    assert.deepEqual(
      await call(page, strict.url),
      CALLS.map(() => null),
    );
    assert.equal(asked, 0, 'no question got through');
    await page.close();
  });

  it('that is not listed cannot ask through forms, beacons or opaque requests either', async () => {
    asked = 0;
    const page = await visit('<iframe name="sink"></iframe>');
    await page.evaluate(async (server) => {
      const body = '{"message":"a"}';
      await fetch(`${server}/api/chat`, { method: 'POST', mode: 'no-cors', body }).catch(() => {});
      navigator.sendBeacon(`${server}/api/chat`, body);
      const form = document.createElement('form');
      Object.assign(form, { method: 'post', action: `${server}/api/chat`, enctype: 'text/plain', target: 'sink' });
      const field = document.createElement('input');
      Object.assign(field, { name: '{"message":"a","x":"', value: '"}' });
      form.append(field);
      document.body.append(form);
      form.submit();
    }, strict.url);
    await page.waitForLoadState('networkidle');
    assert.equal(asked, 0);
    await page.close();
  });

  it('that is not listed can frame no page', async () => {
    assert.deepEqual(await framesShown(strict.url), []);
  });

  it('that is listed can read every call and frame every page', async () => {
    const page = await visit();
    assert.deepEqual(
      await call(page, open.url),
      CALLS.map(() => 200),
    );
    await page.close();
    assert.deepEqual((await framesShown(open.url)).toSorted(), FRAMED.toSorted());
  });
});
