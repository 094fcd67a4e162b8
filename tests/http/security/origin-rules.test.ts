import assert from 'node:assert/strict';
import { request } from 'node:http';
import { describe, it } from 'node:test';
import { createScriptedAssistant, scriptedAnswer } from '../../support/scripted-assistant.ts';
import { withServedApp } from '../../support/serve-app.ts';

const ALLOWED = 'https://example.org';

interface Answered {
  status: number;
  headers: Record<string, unknown>;
  body: string;
}

/** Sends a question with exactly these headers: `fetch` would not let a test choose Host and Origin. */
function send(url: string, headers: Record<string, string>, method = 'POST'): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const sending = request(`${url}/api/chat`, {
      method,
      agent: false,
      headers: { 'content-type': 'application/json', ...headers },
    });
    sending.once('error', reject).once('response', async (response) => {
      let body = '';
      for await (const text of response.setEncoding('utf8')) body += text;
      resolve({ status: response.statusCode!, headers: response.headers, body });
    });
    sending.end(method === 'POST' ? '{"message":"a"}' : undefined);
  });
}

const serve = (allowedOrigins: string[], visit: (url: string) => Promise<void>) =>
  withServedApp(
    {
      assistant: createScriptedAssistant({ ask: async () => scriptedAnswer('a') }),
      allowedOrigins,
      http: { allowedHosts: ['docs.example.org'] },
    },
    ({ url }) => visit(url),
  );

describe('origin rules', { timeout: 20_000 }, () => {
  it('answer callers that are no pages, and the pages of this server', async () => {
    await serve([], async (url) => {
      const { host } = new URL(url);
      assert.equal((await send(url, {})).status, 200);
      for (const [origin, ownHost] of [
        [url, host],
        [`https://${host}`, host],
        ['https://docs.example.org', 'docs.example.org'],
        ['https://docs.example.org', 'Docs.Example.org:443'],
        ['http://docs.example.org', 'docs.example.org:80'],
        ['http://[::1]:3000', '[::1]:3000'],
      ] as const) {
        const { status, headers } = await send(url, { origin, host: ownHost });
        assert.equal(status, 200, `${origin} at ${ownHost}`);
        assert.equal(headers['access-control-allow-origin'], undefined);
      }
    });
  });

  it('refuse pages of other origins, which can read nothing', async () => {
    await serve([ALLOWED], async (url) => {
      const { host, port } = new URL(url);
      for (const origin of [
        'null',
        'https://evil.org',
        'https://example.org.evil.org',
        'http://example.org',
        'https://example.org:8443',
        `http://127.0.0.1:${Number(port) + 1}`,
        'http://127.0.0.1',
        'file://',
        '*',
        '',
        `http://${host}.evil.org`,
        `http://${host}@evil.org`,
      ]) {
        const { status, headers, body } = await send(url, { origin });
        assert.equal(status, 403, origin);
        assert.equal(JSON.parse(body).error.code, 'ORIGIN_FORBIDDEN');
        assert.equal(headers['access-control-allow-origin'], undefined);
      }
    });
  });

  it('name an allowed origin exactly, on answers and on refusals', async () => {
    await serve([ALLOWED], async (url) => {
      for (const [type, status] of [
        ['application/json', 200],
        ['text/plain', 415],
      ] as const) {
        const answered = await send(url, { origin: ALLOWED, 'content-type': type });
        assert.equal(answered.status, status);
        assert.equal(answered.headers['access-control-allow-origin'], ALLOWED);
        assert.match(String(answered.headers['access-control-expose-headers']), /\bRetry-After\b/);
        assert.match(String(answered.headers.vary), /\bOrigin\b/);
      }
    });
  });

  it('set "Vary: Origin" also when no origin was sent', async () => {
    await serve([ALLOWED], async (url) => {
      const { headers } = await send(url, {});
      assert.match(String(headers.vary), /\bOrigin\b/);
      assert.equal(headers['access-control-allow-origin'], undefined);
    });
  });

  it('answer the preflight of an allowed origin, and refuse the others', async () => {
    await serve([ALLOWED], async (url) => {
      const preflight = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' };
      const { status, headers, body } = await send(url, { origin: ALLOWED, ...preflight }, 'OPTIONS');
      assert.equal(status, 204);
      assert.equal(body, '');
      assert.equal(headers['access-control-allow-origin'], ALLOWED);
      assert.match(String(headers['access-control-allow-methods']), /\bPOST\b/);
      assert.equal(headers['access-control-allow-headers'], 'content-type');
      const refused = await send(url, { origin: 'https://evil.org', ...preflight }, 'OPTIONS');
      assert.equal(refused.status, 403);
      assert.equal(refused.headers['access-control-allow-methods'], undefined);
    });
  });

  it('let only allowed origins frame the pages', async () => {
    await serve([ALLOWED], async (url) => {
      const { headers } = await fetch(url);
      assert.match(headers.get('content-security-policy')!, /; frame-ancestors 'self' https:\/\/example\.org$/);
      assert.equal(headers.get('x-frame-options'), null);
    });
  });
});
