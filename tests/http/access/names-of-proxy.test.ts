import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type AccessConfig, OPEN_ACCESS } from '../../../src/config/access.ts';
import { documentOf, listed } from '../../support/document-of.ts';
import { createScriptedAssistant } from '../../support/scripted-assistant.ts';
import { withServedApp } from '../../support/serve-app.ts';

const DOCUMENTS = ['staff', 'board'].map((tag) => ({ ...listed(documentOf('Text.', { title: tag })), tags: [tag] }));
const assistant = createScriptedAssistant({ documents: async () => DOCUMENTS });
const NAMES: AccessConfig = {
  ...OPEN_ACCESS,
  nameHeader: 'x-remote-user',
  names: new Map([
    ['анна', ['staff']],
    ['boris', null],
  ]),
};
const ADMIN_TOKEN = 'admin-token';

/** What a proxy on this machine gets when it sends these headers: the titles, or the code of the failure. */
async function titles(url: string, headers: Record<string, string>): Promise<string[] | string> {
  const response = await fetch(`${url}/api/documents`, { headers });
  const body = (await response.json()) as { documents?: { title: string }[]; error?: { code: string } };
  return body.documents?.map(({ title }) => title) ?? `${response.status} ${body.error!.code}`;
}
/** As a proxy sends it: the bytes of UTF-8. */
const named = (name: string) => ({ 'x-remote-user': Buffer.from(name).toString('latin1') });

describe('a server whose proxy says who reads', () => {
  it('shows each name its documents, and no other name any', async () => {
    const http = { access: NAMES, trustProxy: ['loopback'], adminToken: ADMIN_TOKEN };
    await withServedApp({ assistant, http }, async ({ url }) => {
      assert.deepEqual(await titles(url, named('анна')), ['staff']);
      assert.deepEqual(await titles(url, named('boris')), ['staff', 'board']);
      assert.equal(await titles(url, named('clara')), '403 FORBIDDEN');
      assert.equal(await titles(url, named('constructor')), '403 FORBIDDEN');
      assert.equal(await titles(url, {}), '403 FORBIDDEN');
      assert.deepEqual(await titles(url, { authorization: `Bearer ${ADMIN_TOKEN}` }), ['staff', 'board']);
    });
  });

  it('takes every name that comes from the proxy, where no file lists names', async () => {
    const http = { access: { ...NAMES, names: null }, trustProxy: ['loopback'] };
    await withServedApp({ assistant, http }, async ({ url }) => {
      assert.deepEqual(await titles(url, named('clara')), ['staff', 'board']);
      assert.equal(await titles(url, named(' ')), '403 FORBIDDEN');
    });
  });

  it('believes no one else', async () => {
    await withServedApp({ assistant, http: { access: NAMES, trustProxy: ['10.0.0.0/8'] } }, async ({ url }) => {
      assert.equal(await titles(url, named('boris')), '403 FORBIDDEN');
      assert.equal(await titles(url, { ...named('boris'), 'x-forwarded-for': '10.0.0.1' }), '403 FORBIDDEN');
    });
  });

  it('lets who reads only some documents do nothing that shows or changes others, also with the admin token', async () => {
    const http = { access: NAMES, trustProxy: ['loopback'], adminToken: ADMIN_TOKEN };
    await withServedApp({ assistant, http }, async ({ url }) => {
      const headers = { ...named('анна'), authorization: `Bearer ${ADMIN_TOKEN}` };
      assert.deepEqual(await titles(url, headers), ['staff']);
      const calls = ['POST /api/explain', 'POST /api/index', 'POST /api/documents', 'DELETE /api/documents/board'];
      for (const call of [...calls, 'PUT /api/documents/board', 'PATCH /api/documents/board']) {
        const [method, path] = call.split(' ');
        const response = await fetch(url + path, { method: method!, headers });
        assert.equal(response.status, 403, call);
        assert.match(await response.text(), /who reads only some documents may not/, call);
      }
    });
  });

  it('hides how many files are indexed from who reads only some documents', async () => {
    const indexing = async () => ({ done: 7, total: 93 });
    const preparing = createScriptedAssistant({ isReady: async () => false, indexing });
    const http = { access: NAMES, trustProxy: ['loopback'] };
    await withServedApp({ assistant: preparing, http }, async ({ url }) => {
      const asked = async (name: string) => {
        const response = await fetch(`${url}/api/search?q=holiday`, { headers: named(name) });
        assert.equal(response.status, 503);
        return response.text();
      };
      assert.match(await asked('boris'), /7 of 93 files are indexed.*"total":93/);
      assert.doesNotMatch(await asked('анна'), /93/);
    });
  });
});
