import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import express from 'express';
import type { Assistant } from '../../src/assistant.ts';
import { loadConfig } from '../../src/config/config.ts';
import { createApp } from '../../src/http/app.ts';
import { createLog } from '../../src/log.ts';
import { parseEventStream } from '../support/event-stream.ts';
import { openIndexedAssistant } from '../support/indexed-assistant.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';

const QUESTION = 'How long may a boat be kept?';
const TOKEN = 'secret';

/** Serves `app` until `visit` is over. */
async function serving(app: RequestListener, visit: (url: string) => Promise<void>): Promise<void> {
  const server = createServer(app).listen(0, '127.0.0.1');
  try {
    await once(server, 'listening');
    await visit(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

describe('below a path', { timeout: 120_000 }, () => {
  const documents = writeFiles(temporaryDirectory(), {
    'boats.md': '# Boats\n\nA boat may be kept for two hours.\n',
    'sauna.md': '# Sauna\n\nThe sauna is hot.\n',
  });
  let assistant: Assistant;
  let discard: () => Promise<void>;
  /** The product as each of these serves it. */
  const ways: Record<string, RequestListener> = {};

  before(async () => {
    ({ assistant, discard } = await openIndexedAssistant({ DOCUMENTS_DIR: documents }));
    const appOf = (settings: Record<string, string>) =>
      createApp({ assistant, config: loadConfig({ ADMIN_TOKEN: TOKEN, ...settings }), log: createLog('silent') });
    ways['mounted in another app'] = express().use('/assistant', appOf({}));
    ways['behind a proxy that passes the path on'] = appOf({ BASE_PATH: '/assistant' });
    // What reaches the server of a proxy that removes the path.
    const stripped = appOf({ BASE_PATH: '/assistant/' });
    ways['behind a proxy that removes the path'] = (request, response) => {
      request.url = request.url!.replace(/^\/assistant(?=\/)/, '');
      stripped(request, response);
    };
  });
  after(() => discard());

  for (const way of [
    'mounted in another app',
    'behind a proxy that passes the path on',
    'behind a proxy that removes the path',
  ]) {
    it(`has only addresses that lead there: ${way}`, async () => {
      await serving(ways[way]!, async (url) => {
        const seen: string[] = [];
        for (const page of ['/assistant/', '/assistant/documents/boats', '/assistant/chat', '/assistant/?tag=none']) {
          const response = await fetch(`${url}${page}`, { headers: { accept: 'text/html' } });
          assert.equal(response.status, 200, page);
          const html = await response.text();
          seen.push(...[...html.matchAll(/="(\/[^"#?]*)/g)].map(([, address]) => address!));
        }
        for (const address of new Set(seen)) {
          assert.match(address, /^\/assistant\//);
          // A folder of resources is no page.
          if (address.endsWith('/pdf-resources/')) continue;
          assert.equal((await fetch(`${url}${address}`)).status, 200, address);
        }
        assert.ok(seen.includes('/assistant/reader.js'), seen.join());
      });
    });

    it(`answers, streams and describes itself with its whole address: ${way}`, async () => {
      await serving(ways[way]!, async (url) => {
        const ask = (path: string, body: object, accept: string) =>
          fetch(`${url}/assistant${path}`, {
            method: 'POST',
            headers: { 'content-type': 'application/json', accept },
            body: JSON.stringify(body),
          });
        const streamed = await ask('/api/chat', { message: QUESTION }, 'text/event-stream');
        assert.equal(streamed.headers.get('x-accel-buffering'), 'no');
        assert.equal(parseEventStream(await streamed.text()).at(-1)?.event, 'answer-end');
        const messages = [{ role: 'user', content: QUESTION }];
        const completion = await ask('/v1/chat/completions', { model: 'pilcrow', messages }, 'application/json');
        const linked = /"url":"([^"]+)"/.exec(await completion.text())?.[1];
        assert.match(linked!, new RegExp(`^${url}/assistant/documents/boats#paragraph-\\d$`));
        const description = await (await fetch(`${url}/assistant/openapi.json`)).json();
        assert.deepEqual((description as { servers: unknown }).servers, [{ url: '/assistant' }]);
        const form = new FormData();
        form.append('file', new Blob(['Oars are blue.']), 'oars.txt');
        const headers = { authorization: `Bearer ${TOKEN}` };
        const sent = await fetch(`${url}/assistant/api/documents`, { method: 'POST', headers, body: form });
        assert.equal(sent.ok, true, await sent.text());
        await fetch(`${url}/assistant/api/documents/oars`, { method: 'DELETE', headers });
      });
    });
  }

  it('answers probes that know no path, and nothing below a path of which its own is only the beginning', async () => {
    await serving(ways['behind a proxy that passes the path on']!, async (url) => {
      assert.equal((await fetch(`${url}/healthz`)).status, 200);
      assert.equal((await fetch(`${url}/assistants/healthz`)).status, 404);
    });
  });
});
