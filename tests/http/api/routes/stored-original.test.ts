import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { documentOf } from '../../../support/document-of.ts';
import { createScriptedAssistant } from '../../../support/scripted-assistant.ts';
import { type ServedApp, serveApp } from '../../../support/serve-app.ts';

const BYTES = Uint8Array.from({ length: 2_500_000 }, (_, index) => index % 251);
const ETAG = '"abc"';

describe('GET /api/documents/:id/file of a file that the database keeps', { timeout: 60_000 }, () => {
  let served: ServedApp;
  let isKept = true;
  before(async () => {
    const assistant = createScriptedAssistant({
      document: async () => documentOf('Hall.', { id: 'hall', sha256: 'abc' }),
      findOriginal: async () => ({
        ...{ name: 'Зал.pdf', extension: '.pdf', size: BYTES.length },
        read: async ({ start, end }) => (isKept ? BYTES.subarray(start, end) : null),
      }),
    });
    served = await serveApp({ assistant });
  });
  after(() => served?.stop({ graceMs: 0 }));
  const fetchFile = (headers: Record<string, string> = {}, method = 'GET') =>
    fetch(`${served.url}/api/documents/hall/file`, { method, headers });
  const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer());

  it('gives all of it, with the headers of a file in a folder', async () => {
    const response = await fetchFile();
    assert.deepEqual(await bytesOf(response), BYTES);
    const { headers } = response;
    assert.equal(headers.get('content-type'), 'application/pdf');
    assert.match(headers.get('content-disposition')!, /^inline; filename/);
    assert.equal(headers.get('etag'), ETAG);
    assert.equal(headers.get('accept-ranges'), 'bytes');
    assert.equal(headers.get('content-length'), String(BYTES.length));
  });

  it('gives the part that is asked for', async () => {
    for (const [range, start, end] of [
      ['bytes=5-9', 5, 10],
      ['bytes=2400000-', 2_400_000, BYTES.length],
      ['bytes=-10', BYTES.length - 10, BYTES.length],
    ] as const) {
      const response = await fetchFile({ range });
      assert.equal(response.status, 206);
      assert.equal(response.headers.get('content-range'), `bytes ${start}-${end - 1}/${BYTES.length}`);
      assert.deepEqual(await bytesOf(response), BYTES.slice(start, end));
    }
    assert.equal((await fetchFile({ range: 'bytes=1-2', 'if-range': '"older"' })).status, 200);
    assert.equal((await fetchFile({ range: 'bytes=1-2', 'if-range': ETAG })).status, 206);
  });

  it('answers conditions and heads without bytes', async () => {
    const unsatisfiable = await fetchFile({ range: 'bytes=9999999-' });
    assert.deepEqual(
      [unsatisfiable.status, unsatisfiable.headers.get('content-range')],
      [416, `bytes */${BYTES.length}`],
    );
    assert.equal((await fetchFile({ 'if-none-match': ETAG })).status, 304);
    const head = await fetchFile({}, 'HEAD');
    assert.deepEqual([head.status, head.headers.get('content-length')], [200, String(BYTES.length)]);
  });

  it('breaks off when the file is removed meanwhile: no one takes a part for the whole', async () => {
    isKept = false;
    await assert.rejects(fetchFile().then(bytesOf));
    isKept = true;
  });
});
