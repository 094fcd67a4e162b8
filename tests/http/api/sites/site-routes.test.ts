import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Answer } from '../../../../src/protocol/answer.ts';
import type { DocumentSummary } from '../../../../src/protocol/documents.ts';
import type { SiteReport } from '../../../../src/protocol/sites.ts';
import { HTML, pageOf, scriptSite, sitemapOf } from '../../../library/sites/scripted-site.ts';
import { parseEventStream } from '../../../support/event-stream.ts';
import { openIndexedAssistant } from '../../../support/indexed-assistant.ts';
import { postChat, type ServedApp, serveApp } from '../../../support/serve-app.ts';
import { ADMIN_TOKEN } from '../../../support/serve-documents.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';

const site = await scriptSite();
const directory = temporaryDirectory();
const TEXT = 'The boat hall is open until nine in the evening.';

describe('taking pages of a site over HTTP', { timeout: 60_000 }, () => {
  let indexed: Awaited<ReturnType<typeof openIndexedAssistant>>;
  let served: ServedApp;
  before(async () => {
    site.answers['/hall'] = { headers: { ...HTML, etag: '"1"' }, body: pageOf('Boat hall', TEXT) };
    site.answers['/sitemap.xml'] = sitemapOf([`${site.url}/hall`, `${site.url}/none`]);
    const settings = { DOCUMENTS_DIR: directory, SITE_PRIVATE_NETWORK: 'true', SITE_DELAY_MS: '0' };
    indexed = await openIndexedAssistant(settings);
    served = await serveApp({ assistant: indexed.assistant, http: { adminToken: ADMIN_TOKEN } });
  });
  after(async () => {
    await served?.stop({ graceMs: 0 });
    await indexed?.discard();
  });
  const call = (path: string, body?: object, headers: Record<string, string> = {}) =>
    fetch(served.url + path, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${ADMIN_TOKEN}`,
        ...(body && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body && { body: JSON.stringify(body) }),
    });

  it('requires the token, and an address of the web', async () => {
    for (const path of ['/api/sites', '/api/sites/refresh']) {
      const response = await call(path, { address: site.url }, { authorization: 'Bearer wrong' });
      assert.equal(response.status, 401);
    }
    for (const body of [{}, { address: 'file:///etc/passwd' }, { address: '/hall' }, { address: 7 }]) {
      assert.equal((await call('/api/sites', body)).status, 400);
    }
    assert.deepEqual(site.asked, []);
  });

  it('responds with what became of the pages, which answer and are led to', async () => {
    const response = await call('/api/sites', { address: `${site.url}/sitemap.xml` });
    assert.equal(response.status, 200);
    const report = (await response.json()) as SiteReport;
    assert.deepEqual(
      report.pages.map(({ address, change }) => [address, change]),
      [[`${site.url}/hall`, 'added']],
    );
    assert.match(report.problems[0]!.message, /\/none": the server answers 404$/);
    const { documents } = (await (await fetch(`${served.url}/api/documents`)).json()) as {
      documents: DocumentSummary[];
    };
    assert.deepEqual([documents[0]!.title, documents[0]!.url], ['Boat hall', `${site.url}/hall`]);
    const answer = (await (
      await postChat(served.url, { message: 'Until when is the boat hall open?' })
    ).json()) as Answer;
    assert.equal(answer.citations[0]?.url, `${site.url}/hall#:~:text=${encodeURIComponent(TEXT)}`);
  });

  it('sends its progress as events, where they are asked for', async () => {
    const response = await call('/api/sites/refresh', undefined, { accept: 'text/event-stream' });
    const events = parseEventStream(await response.text());
    assert.deepEqual(
      events.map(({ event }) => event),
      ['site-progress', 'page-taken', 'site-end'],
    );
    const { pages } = events.at(-1)!.data as SiteReport;
    assert.deepEqual(
      pages.map(({ change }) => change),
      ['unchanged'],
    );
  });
});
