import assert from 'node:assert/strict';
import { once } from 'node:events';
import { get as httpGet } from 'node:http';
import { describe, it } from 'node:test';
import { createScriptedAssistant, scriptedAnswer, scriptedEvents } from '../../support/scripted-assistant.ts';
import { postChat, type ServedApp, streamChat, withServedApp } from '../../support/serve-app.ts';

type Options = Parameters<typeof withServedApp>[0];

const serve = (options: Omit<Options, 'assistant'>, visit: (served: ServedApp) => Promise<void>) =>
  withServedApp(
    {
      assistant: createScriptedAssistant({ ask: async () => scriptedAnswer('Ответ'), search: async () => [] }),
      ...options,
    },
    visit,
  );

const askFrom = async (url: string, address: string) =>
  (await postChat(url, { message: 'a' }, { headers: { 'x-forwarded-for': address } })).status;

/** Called by another name than that of its address. */
async function statusAs(url: string, host: string, headers: Record<string, string> = {}): Promise<number> {
  const [response] = await once(httpGet(`${url}/healthz`, { headers: { host, ...headers } }), 'response');
  response.resume();
  return response.statusCode;
}

describe('the limit on questions', { timeout: 20_000 }, () => {
  it('answers so many a minute, and then says when to try again', async () => {
    await serve({ http: { rateLimitPerMinute: 3 } }, async ({ url }) => {
      for (let count = 0; count < 3; count += 1) assert.equal((await postChat(url, { message: 'a' })).status, 200);
      const limited = await postChat(url, { message: 'a' });
      assert.equal(limited.status, 429);
      const wait = Number(limited.headers.get('retry-after'));
      assert.ok(wait >= 1 && wait <= 60, String(wait));
      const { error } = (await limited.json()) as { error: { code: string; message: string } };
      assert.equal(error.code, 'RATE_LIMITED');
      assert.match(error.message, /^Cannot answer now: more than 3 questions a minute .*; try again in \d+ s$/);
    });
  });

  it('counts whole documents and conversations apart from questions, together', async () => {
    await serve({ http: { rateLimitPerMinute: 3 } }, async ({ url }) => {
      for (const address of ['/documents/a', '/api/documents/a', '/api/conversations/a'])
        assert.equal((await fetch(url + address)).status, 404, address);
      for (const address of ['/documents/a', '/api/documents/a', '/api/conversations/a'])
        assert.equal((await fetch(url + address)).status, 429, address);
      assert.equal((await postChat(url, { message: 'a' })).status, 200);
    });
  });

  it('is shared by all ways to ask, and does not apply to what costs little', async () => {
    await serve({ http: { rateLimitPerMinute: 1 } }, async ({ url }) => {
      assert.equal((await postChat(url, { message: 'a' })).status, 200);
      for (const address of ['/api/chat', '/api/ui-chat', '/v1/chat/completions']) {
        assert.equal((await fetch(url + address, { method: 'POST' })).status, 429, address);
      }
      assert.equal((await fetch(`${url}/api/search?q=a`)).status, 429);
      for (const address of ['/healthz', '/api/documents', '/v1/models']) {
        assert.equal((await fetch(url + address)).status, 200, address);
      }
    });
  });

  it('answers OpenAI clients in their error format', async () => {
    await serve({ http: { rateLimitPerMinute: 1 } }, async ({ url }) => {
      await postChat(url, { message: 'a' });
      const { error } = (await (await fetch(`${url}/v1/chat/completions`, { method: 'POST' })).json()) as {
        error: object;
      };
      assert.deepEqual(
        { ...error, message: '' },
        { message: '', type: 'rate_limit_error', code: 'RATE_LIMITED', param: null },
      );
    });
  });

  it('counts by the address of the connection unless a proxy is trusted', async () => {
    await serve({ http: { rateLimitPerMinute: 1 } }, async ({ url, logged }) => {
      assert.equal(await askFrom(url, '203.0.113.1'), 200);
      assert.equal(await askFrom(url, '203.0.113.2'), 429, 'a header alone changes nothing');
      assert.equal(logged.length, 1);
      assert.match(logged[0]!, /set TRUST_PROXY/);
    });
    await serve({ http: { rateLimitPerMinute: 1, trustProxy: ['loopback'] } }, async ({ url, logged }) => {
      assert.deepEqual(logged, []);
      assert.equal(await askFrom(url, '203.0.113.1'), 200);
      assert.equal(await askFrom(url, '203.0.113.2'), 200);
      assert.equal(await askFrom(url, '203.0.113.1'), 429);
    });
  });

  it('is off at 0', async () => {
    await serve({ http: { rateLimitPerMinute: 0 } }, async ({ url }) => {
      for (let count = 0; count < 100; count += 1) assert.equal((await postChat(url, { message: 'a' })).status, 200);
    });
  });
});

describe('the limit on answers at once', { timeout: 20_000 }, () => {
  it('asks callers over it to retry, and lets them in when there is room', async () => {
    const release: (() => void)[] = [];
    async function* streamAnswer() {
      yield* scriptedEvents([]).slice(0, 2);
      await new Promise<void>((resolve) => release.push(resolve));
      yield* scriptedEvents(['Ответ']).slice(2);
    }
    const assistant = createScriptedAssistant({ streamAnswer });
    await withServedApp({ assistant, http: { maxAnswersAtOnce: 2 } }, async ({ url, logged }) => {
      const running = await Promise.all([streamChat(url, { message: 'a' }), streamChat(url, { message: 'b' })]);
      const refused = await postChat(url, { message: 'c' });
      assert.deepEqual([refused.status, refused.headers.get('retry-after')], [503, '5']);
      assert.equal(((await refused.json()) as { error: { code: string } }).error.code, 'SERVER_BUSY');
      for (const go of release.splice(0)) go();
      for (const response of running) assert.match(await response.text(), /answer-end/);
      assert.equal((await streamChat(url, { message: 'd' })).status, 200);
      assert.deepEqual(logged, [], 'a busy server is no failure');
    });
  });
});

describe('allowed host names', { timeout: 20_000 }, () => {
  it('are those of this machine when it listens on loopback only', async () => {
    await serve({}, async ({ url }) => {
      const { port } = new URL(url);
      for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, 'LOCALHOST', '[::1]', `[::1]:${port}`]) {
        assert.equal(await statusAs(url, host), 200, host);
      }
      for (const host of ['evil.example', `evil.example:${port}`, '127.0.0.1.evil.example', 'localhost.evil.example']) {
        assert.equal(await statusAs(url, host), 403, host);
      }
    });
  });

  it('include those of ALLOWED_HOSTS, with their port where one is given', async () => {
    await serve({ http: { allowedHosts: ['chat.example.org', 'docs.example.org:8080'] } }, async ({ url }) => {
      for (const host of ['chat.example.org', 'Chat.Example.org:443', 'docs.example.org:8080', 'localhost']) {
        assert.equal(await statusAs(url, host), 200, host);
      }
      for (const host of ['docs.example.org', 'docs.example.org:80', 'example.org']) {
        assert.equal(await statusAs(url, host), 403, host);
      }
    });
  });

  it('are checked against the Host header, whatever a proxy or a page says', async () => {
    const http = { allowedHosts: ['chat.example.org'], trustProxy: 1 };
    await serve({ http }, async ({ url }) => {
      assert.equal(await statusAs(url, 'evil.example', { 'x-forwarded-host': 'chat.example.org' }), 403);
      assert.equal(await statusAs(url, 'chat.example.org', { 'x-forwarded-host': 'evil.example' }), 200);
    });
  });
});

describe('document changes', { timeout: 20_000 }, () => {
  const report = { added: 1, changed: 0, removed: 0, unchanged: 2, embedded: 3, problems: [], incomplete: [] };
  const buildIndex = async () => report;
  const index = (url: string, authorization?: string) =>
    fetch(`${url}/api/index`, { method: 'POST', headers: authorization ? { authorization } : {} });

  it('are off without an admin token', async () => {
    await withServedApp({ assistant: createScriptedAssistant({ buildIndex }) }, async ({ url }) => {
      assert.equal((await index(url, 'Bearer ')).status, 403);
      assert.equal((await index(url, 'Bearer null')).status, 403);
    });
  });

  it('require the admin token', async () => {
    const http = { adminToken: 'secret-token', apiKeys: ['key'] };
    await withServedApp({ assistant: createScriptedAssistant({ buildIndex }), http }, async ({ url }) => {
      for (const wrong of [undefined, 'Bearer secret', 'Bearer key', 'Basic secret-token', 'secret-token']) {
        const response = await index(url, wrong);
        assert.equal(response.status, 401, wrong);
        assert.equal(response.headers.get('www-authenticate'), 'Bearer');
      }
      const response = await index(url, 'Bearer secret-token');
      assert.deepEqual([response.status, await response.json()], [200, report]);
    });
  });
});
