import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assertAbove } from '../support/assertions.ts';
import { postChat } from '../support/serve-app.ts';
import { serveDeclaration } from '../support/serve-declaration.ts';

const DOCUMENT_ID = 'csto-declaration-2024';

const declaration = serveDeclaration();

const get = (address: string) => fetch(declaration.url + address);

/** Holds a refusal to its shape: one object with a code and a message, nothing else. */
async function assertRefused(response: Response, status: number, code: string, message: RegExp = /^Cannot /) {
  const body = (await response.json()) as { error: { code: string; message: string } };
  assert.deepEqual([response.status, body.error.code], [status, code], JSON.stringify(body));
  assert.deepEqual(Object.keys(body), ['error']);
  assert.deepEqual(Object.keys(body.error), ['code', 'message']);
  assert.match(body.error.message, message);
  assert.doesNotMatch(body.error.message, /\n|node_modules|\.ts\b|(?<!GET )\/\w+\//);
}

describe('successful requests', { timeout: 60_000 }, () => {
  it('GET /api/documents lists the documents', async () => {
    const { documents } = (await (await get('/api/documents')).json()) as { documents: Record<string, unknown>[] };
    const [document] = documents;
    assert.equal(document!.id, DOCUMENT_ID);
    assert.equal(document!.language, 'ru');
    assert.match(String(document!.sha256), /^[0-9a-f]{64}$/);
    assert.deepEqual(Object.keys(document!).sort(), [
      'act',
      'id',
      'language',
      'omissions',
      'paragraphs',
      'sha256',
      'tags',
      'title',
      'url',
    ]);
    assertAbove(Number(document!.paragraphs), 30);
  });

  it('GET /api/documents/:id gives the canonical text and the bounds of its paragraphs', async () => {
    const document = (await (await get(`/api/documents/${DOCUMENT_ID}`)).json()) as Record<string, never>;
    assert.deepEqual(document, {
      ...(({ id, title, text, blocks, act, omissions }) => ({ id, title, text, blocks, act, omissions }))(
        (await declaration.assistant.document(DOCUMENT_ID))!,
      ),
      paragraphs: (await declaration.assistant.document(DOCUMENT_ID))!.paragraphs.map(({ number, start, end }) => ({
        paragraph: number,
        start,
        end,
      })),
    });
  });

  it('GET /api/search gives as many paragraphs as asked for, ten by default', async () => {
    const search = async (query: string) =>
      ((await (await get(`/api/search?${query}`)).json()) as { paragraphs: { text: string }[] }).paragraphs;
    const q = encodeURIComponent('борьба с терроризмом');
    assert.equal((await search(`q=${q}`)).length, 10);
    const [best, ...others] = await search(`q=${q}&limit=1`);
    assert.match(best!.text, /террор/i);
    assert.deepEqual(others, []);
    const fields = ['documentId', 'documentTitle', 'paragraph', 'score', 'similarity', 'text', 'url'];
    assert.deepEqual(Object.keys(best!).sort(), fields);
    const { length } = await search(`q=${q}&limit=50`);
    assert.ok(length >= 10, `${length} paragraphs`);
  });

  it('GET /healthz and /readyz say ok', async () => {
    for (const address of ['/healthz', '/readyz']) {
      const response = await get(address);
      assert.equal(response.status, 200);
      assert.deepEqual(await response.json(), { status: 'ok' });
    }
  });

  it('every response has the safe headers, and none names the server software', async () => {
    for (const address of ['/', '/healthz', '/api/documents', '/nothing', `/documents/${DOCUMENT_ID}`]) {
      const { headers } = await get(address);
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
      assert.equal(headers.get('referrer-policy'), 'no-referrer');
      assert.equal(headers.get('x-frame-options'), 'SAMEORIGIN');
      assert.match(headers.get('content-security-policy')!, /^default-src 'none';.*frame-ancestors 'self'$/);
      assert.equal(headers.get('x-powered-by'), null);
    }
  });
});

describe('refused requests', { timeout: 60_000 }, () => {
  it('an unknown path is answered with 404', async () => {
    for (const address of ['/nothing', '/api/chat', '/api', '/documents', '/%2e%2e/etc/passwd', '/src/main.ts']) {
      await assertRefused(await get(address), 404, 'NOT_FOUND');
    }
    await assertRefused(await fetch(`${declaration.url}/api/documents`, { method: 'DELETE' }), 404, 'NOT_FOUND');
  });

  it('an unknown document is answered with 404 and its id', async () => {
    const unknown = encodeURIComponent('нет такого <b>');
    for (const address of [`/api/documents/${unknown}`, `/documents/${unknown}`]) {
      await assertRefused(await get(address), 404, 'DOCUMENT_UNKNOWN', /"нет такого <b>"/);
    }
    const documentIds = [DOCUMENT_ID, 'other', 'toString'];
    const response = await postChat(declaration.url, { message: 'Где?', documentIds });
    await assertRefused(response, 404, 'DOCUMENT_UNKNOWN', /^Cannot answer from "other", "toString": /);
  });

  it('a path with broken encoding is answered with 400', async () => {
    await assertRefused(await get('/documents/%E0%A4'), 400, 'REQUEST_INVALID');
  });

  it('a search without a question or with a limit out of range is answered with 400', async () => {
    for (const query of ['', '?q=', '?q=%20%20', '?limit=5', '?q=a&q=b', `?q=${'a'.repeat(2001)}`]) {
      await assertRefused(await get(`/api/search${query}`), 400, 'REQUEST_INVALID', /: q must/);
    }
    for (const limit of ['0', '51', '-1', '1.5', '1e1', 'ten', '', '9'.repeat(400)]) {
      const response = await get(`/api/search?q=a&limit=${limit}`);
      await assertRefused(response, 400, 'REQUEST_INVALID', /: limit must be a whole number from 1 to 50$/);
    }
  });

  const wrongBodies: [unknown, RegExp][] = [
    [null, /not valid JSON/],
    ['text', /not valid JSON/],
    [[], /the body must be a JSON object/],
    [{}, /message must be a text/],
    [{ message: 5 }, /message must be a text/],
    [{ message: '' }, /message must not be empty/],
    [{ message: ' \n\u00a0\ufeff' }, /message must not be empty/],
    [{ message: 'a'.repeat(2001) }, /message must have at most 2000 characters/],
    [{ message: 'a', history: {} }, /history must be a list/],
    [{ message: 'a', history: Array(51).fill({ role: 'user', content: '' }) }, /history must have at most 50 turns/],
    [{ message: 'a', history: ['b'] }, /history\.0 must be an object/],
    [{ message: 'a', history: [{ role: 'system', content: 'b' }] }, /history\.0\.role must be "user" or "assistant"/],
    [{ message: 'a', history: [{ role: 'user' }] }, /history\.0\.content must be a text/],
    [{ message: 'a', history: [{ role: 'user', content: 'b'.repeat(8001) }] }, /history\.0\.content must have at most/],
    [{ message: 'a', conversationId: '' }, /conversationId must not be empty/],
    [{ message: 'a', conversationId: 'b'.repeat(301) }, /conversationId must have at most/],
    [{ message: 'a', documentIds: 'b' }, /documentIds must be a list/],
    [{ message: 'a', documentIds: [1] }, /documentIds\.0 must be a text/],
    [{ message: 'a', documentIds: Array(101).fill('b') }, /documentIds must name at most 100/],
    [{ message: '', conversationId: 1 }, /: message must not be empty; conversationId must be a text$/],
  ];
  for (const [body, message] of wrongBodies) {
    it(`the body ${JSON.stringify(body).slice(0, 60)} is answered with 400`, async () => {
      await assertRefused(await postChat(declaration.url, body), 400, 'REQUEST_INVALID', message);
    });
  }

  it('a body with a thousand mistakes is answered with 400 and a short message', async () => {
    const response = await postChat(declaration.url, { message: 'a', history: Array(1000).fill(1) });
    await assertRefused(response, 400, 'REQUEST_INVALID', /^.{20,400}$/);
  });

  it('a body that is empty or not JSON is answered with 400', async () => {
    for (const body of ['{"message":', 'NaN', '{"message":"a"}}', '\u0000', '']) {
      await assertRefused(await postChat(declaration.url, null, { body }), 400, 'REQUEST_INVALID');
    }
  });

  it('a body over 64 KB is answered with 413', async () => {
    const body = JSON.stringify({ message: 'a', padding: 'a'.repeat(64 * 1024) });
    await assertRefused(await postChat(declaration.url, null, { body }), 413, 'REQUEST_TOO_LARGE');
  });

  it('lists with too many items are answered with 413 before they are validated', async () => {
    const messages = Array(10_001).fill(1);
    const nested = Array.from({ length: 101 }, () => ({ role: 'user', content: Array(100).fill(1) }));
    for (const body of [{ messages }, { messages: nested }]) {
      const response = await fetch(`${declaration.url}/v1/chat/completions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      assert.equal(response.status, 413);
      assert.match(await response.text(), /more than 10000 items; send fewer/);
    }
  });

  it('a body of another media type, charset or encoding is answered with 415', async () => {
    const body = '{"message":"a"}';
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/json; charset=koi8-r', '']) {
      const response = await postChat(declaration.url, null, { body, headers: { 'content-type': type } });
      await assertRefused(response, 415, 'MEDIA_TYPE_UNSUPPORTED');
    }
    await assertRefused(await fetch(`${declaration.url}/api/chat`, { method: 'POST' }), 415, 'MEDIA_TYPE_UNSUPPORTED');
    const encoded = await postChat(declaration.url, null, { body, headers: { 'content-encoding': 'compress' } });
    await assertRefused(encoded, 415, 'MEDIA_TYPE_UNSUPPORTED');
  });

  it('an invalid request for events is refused by status, not by a stream', async () => {
    const response = await postChat(declaration.url, { message: '' }, { headers: { accept: 'text/event-stream' } });
    await assertRefused(response, 400, 'REQUEST_INVALID');
  });
});
