import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { describe, it } from 'node:test';
import { formOf, serveDocuments } from '../../../support/serve-documents.ts';

const RULES = 'Правила библиотеки\n\nЧитальный зал открыт до девяти вечера.';
const PAGE = '<!doctype html><title>Зал</title><h1>Зал</h1><p>Зал открыт всегда.</p><script>alert(1)</script>';
const MESSAGE = 'From: a@example.org\nSubject: Hall\n\nThe hall is open.';

const documents = serveDocuments({ 'rules.txt': RULES, 'зал «А» 1.html': PAGE, 'mail.eml': MESSAGE });
const fileOf = (id: string, init?: RequestInit) =>
  documents.call(`/api/documents/${encodeURIComponent(id)}/file`, init);
const messageOf = async (response: Response) => {
  const { error } = (await response.json()) as { error: { code: string; message: string } };
  return `${response.status} ${error.code} ${error.message}`;
};

/** The status of a request whose address goes as it stands: `fetch` would tidy it. */
function statusOf(address: string, headers: http.OutgoingHttpHeaders = {}): Promise<number> {
  const { hostname, port } = new URL(documents.url);
  return new Promise((resolve, reject) => {
    const request = http.get({ hostname, port, path: address, headers }, (response) => {
      response.resume();
      resolve(response.statusCode!);
    });
    request.on('error', reject);
  });
}

describe('GET /api/documents/:id/file', { timeout: 60_000 }, () => {
  it('gives the very bytes, to be saved, under their name', async () => {
    const response = await fileOf('rules');
    assert.equal(await response.text(), RULES);
    const { headers } = response;
    assert.equal(headers.get('content-type'), 'text/plain');
    assert.equal(headers.get('content-disposition'), 'attachment; filename=rules.txt');
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.match(headers.get('content-security-policy')!, /^default-src 'none'; sandbox; .*frame-ancestors 'self'$/);
    assert.equal(headers.get('cache-control'), 'private, no-cache');
  });

  for (const [id, disposition] of [
    ['зал-А-1', /^attachment; filename="[^"]+"; filename\*=UTF-8''%D0%B7%D0%B0%D0%BB%20%C2%AB%D0%90%C2%BB%201\.html$/],
    ['mail', /^attachment; filename=mail\.eml$/],
  ] as const) {
    it(`gives ${id} as bytes that no browser runs`, async () => {
      const { headers } = await fileOf(id);
      assert.equal(headers.get('content-type'), 'application/octet-stream');
      assert.match(headers.get('content-disposition')!, disposition);
      assert.match(headers.get('content-security-policy')!, /; sandbox;/);
    });
  }

  it('gives a PDF to be shown, whole or in parts', async () => {
    const pdf = new Uint8Array(
      readFileSync(new URL('../../../documents/samples/garden.ru.chromium.pdf', import.meta.url)),
    );
    const made = await documents.call('/api/documents', { method: 'POST', body: formOf({ 'Устав 2.pdf': pdf }) });
    assert.equal(made.status, 201, await made.text());
    const whole = await fileOf('Устав-2');
    assert.equal(whole.headers.get('content-type'), 'application/pdf');
    assert.match(whole.headers.get('content-disposition')!, /^inline; filename="[^"]+"; filename\*=UTF-8''%D0%A3/);
    assert.doesNotMatch(whole.headers.get('content-security-policy')!, /sandbox/);
    assert.deepEqual(new Uint8Array(await whole.arrayBuffer()), pdf);

    const page = await (await documents.call('/documents/Устав-2?language=ru')).text();
    const address = '/api/documents/%D0%A3%D1%81%D1%82%D0%B0%D0%B2-2/file';
    assert.ok(
      page.includes(
        ` · <a class="original" href="${address}">Оригинал</a> (PDF, ${Math.round(pdf.length / 1000)} кБ)</p>`,
      ),
      'the page of the document leads to its file',
    );
    assert.ok(page.includes(`<a class="original" href="${address}#page=1">с. 1</a>`), 'and to its pages');

    const part = await fileOf('Устав-2', { headers: { range: 'bytes=5-9' } });
    assert.deepEqual([part.status, part.headers.get('content-range')], [206, `bytes 5-9/${pdf.length}`]);
    assert.deepEqual(new Uint8Array(await part.arrayBuffer()), pdf.slice(5, 10));
    const changed = await fileOf('Устав-2', { headers: { range: 'bytes=5-9', 'if-range': '"other"' } });
    assert.equal(changed.status, 200);
    const beyond = await fileOf('Устав-2', { headers: { range: `bytes=${pdf.length}-` } });
    assert.deepEqual(
      [beyond.status, beyond.headers.get('content-range'), await beyond.text()],
      [416, `bytes */${pdf.length}`, ''],
    );
  });

  it('answers HEAD, and 304 to who has the file', async () => {
    const head = await fileOf('rules', { method: 'HEAD' });
    assert.equal(head.headers.get('content-length'), String(Buffer.byteLength(RULES)));
    const etag = head.headers.get('etag')!;
    assert.match(etag, /^"[0-9a-f]{64}"$/);
    const headers = { 'if-none-match': etag, 'cache-control': 'max-age=0' };
    const again = await fileOf('rules', { headers });
    assert.deepEqual([again.status, await again.text()], [304, '']);
    const other = await fileOf('rules', { headers: { 'if-match': '"other"' } });
    assert.deepEqual([other.status, await other.text()], [412, '']);
  });

  it('gives the file of a document in a folder', async () => {
    mkdirSync(path.join(documents.directory, 'отдел'));
    writeFileSync(path.join(documents.directory, 'отдел', '50% и #1?.md'), '# Скидки\n\nСкидка есть.');
    await documents.assistant.buildIndex();
    const id = (await documents.assistant.documents()).find(({ title }) => title === 'Скидки')!.id;
    assert.equal(await (await fileOf(id)).text(), '# Скидки\n\nСкидка есть.');
  });

  it('refuses a file that is not the one that was indexed, says what to do, and gives the new one after that', async () => {
    const file = path.join(documents.directory, 'rules.txt');
    const changed = `${RULES.replace('девяти', 'восьми')}`;
    writeFileSync(file, changed);
    assert.match(
      await messageOf(await fileOf('rules')),
      /^404 FILE_UNAVAILABLE .*"rules": it has changed .*npm run index/,
    );
    const page = async () => (await documents.call('/documents/rules?language=en')).text();
    assert.ok(!(await page()).includes('class="original"'), 'no link to what cannot be had');
    await documents.assistant.buildIndex();
    assert.match(
      await page(),
      / · <a class="original" href="\/api\/documents\/rules\/file">Original<\/a> \(TXT, 1 kB\)/,
    );
    assert.equal(await (await fileOf('rules')).text(), changed);
    rmSync(file);
    assert.match(
      await messageOf(await fileOf('rules')),
      /^404 FILE_UNAVAILABLE .*no longer in the documents folder; put/,
    );
    await documents.assistant.buildIndex();
    assert.match(await messageOf(await fileOf('rules')), /^404 DOCUMENT_UNKNOWN /);
  });

  it('has no file of a deleted document', async () => {
    const removed = await documents.call('/api/documents/mail', { method: 'DELETE' });
    assert.equal(removed.status, 204);
    assert.ok(!documents.files().includes('mail.eml'), 'the file is gone as well');
    assert.match(await messageOf(await fileOf('mail')), /^404 DOCUMENT_UNKNOWN /);
  });

  it('never takes an id for a path', async () => {
    const outside = `${documents.directory}.txt`;
    writeFileSync(outside, RULES);
    try {
      const name = path.basename(outside);
      for (const id of [
        '..',
        '../x',
        `..%2F${name}`,
        `..%5c${name}`,
        '%2Fetc%2Fpasswd',
        'rules.txt%00',
        '%2e%2e%2frules.txt',
      ]) {
        const status = await statusOf(`/api/documents/${id}/file`);
        assert.equal(status, 404, id);
      }
    } finally {
      rmSync(outside);
    }
  });

  it('obeys the rules for hosts and origins', async () => {
    const status = await statusOf(`/api/documents/${encodeURIComponent('зал-А-1')}/file`, { host: 'evil.example' });
    assert.equal(status, 403);
    const response = await fileOf('зал-А-1', { headers: { origin: 'https://evil.example' } });
    assert.notEqual(response.headers.get('access-control-allow-origin'), 'https://evil.example');
  });
});
