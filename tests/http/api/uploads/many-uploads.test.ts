import assert from 'node:assert/strict';
import { request as httpRequest } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { describe, it } from 'node:test';
import type { ChangedDocument, DocumentSummary, UploadReport } from '../../../../src/protocol/documents.ts';
import { assertIncludes } from '../../../support/assertions.ts';
import { ADMIN_TOKEN, formOf, serveDocuments } from '../../../support/serve-documents.ts';

/** The server takes in more than the assistant reads: what is large is received, looked at and refused. */
const upload = { maxFiles: 20, maxFileBytes: 200_000_000 };
const documents = serveDocuments({ 'rules.txt': 'Правила\n\nЗал открыт до девяти.' }, { upload });
/** What 100 MB may add to the memory of client and server together: newer versions of Node.js, which collect later, take up to 75. */
const MAX_MB = 85;

const post = (body: FormData) => documents.call('/api/documents', { method: 'POST', body });
const put = (id: string, body: FormData) => documents.call(`/api/documents/${id}`, { method: 'PUT', body });
const listed = async () =>
  ((await (await documents.call('/api/documents')).json()) as { documents: DocumentSummary[] }).documents;

describe('many uploads at once', { timeout: 60_000 }, () => {
  it('are all stored, complete, while the folder is indexed and questions are asked', async () => {
    const ids = Array.from({ length: 12 }, (_, count) => `doc-${count}`);
    const [responses, indexings, searches] = await Promise.all([
      Promise.all(ids.map((id) => post(formOf({ [`${id}.txt`]: `Документ ${id}\n\nСодержание документа.` })))),
      Promise.all([1, 2, 3].map(() => documents.call('/api/index', { method: 'POST' }))),
      Promise.all([1, 2, 3].map(() => documents.call('/api/search?q=документ'))),
    ]);
    assert.deepEqual(new Set(responses.map(({ status }) => status)), new Set([201]));
    assert.deepEqual(new Set([...indexings, ...searches].map(({ status }) => status)), new Set([200]));
    assert.deepEqual((await listed()).map(({ id }) => id).sort(), [...ids, 'rules'].sort());
  });

  it('of one document leave one of the two, complete', async () => {
    const versions = ['Первая редакция. '.repeat(2000), 'Вторая редакция. '.repeat(3000)];
    const responses = await Promise.all(versions.map((text) => put('both', formOf({ 'both.txt': text }))));
    const changes = await Promise.all(responses.map(async (response) => (await response.json()) as ChangedDocument));
    assert.deepEqual(changes.map(({ change }) => change).sort(), ['added', 'replaced']);
    assertIncludes(versions, documents.read('both.txt'));
    const last = changes.find(({ change }) => change === 'replaced')!;
    assert.equal((await listed()).find(({ id }) => id === 'both')?.sha256, last.sha256);
  });

  it('of one file make one document', async () => {
    const responses = await Promise.all([1, 2, 3, 4].map(() => post(formOf({ 'once.txt': 'Один раз' }))));
    assert.deepEqual(responses.map(({ status }) => status).sort(), [200, 200, 200, 201]);
  });

  it('leave no unfinished files', () => {
    assert.deepEqual(
      documents.files().filter((file) => file.startsWith('.')),
      [],
    );
  });
});

describe('an upload of 100 MB', { timeout: 120_000 }, () => {
  it('is never held in memory', async (context) => {
    const chunk = Buffer.from('Строка документа. '.repeat(2000));
    const head = '--b\r\nContent-Disposition: form-data; name="file"; filename="huge.txt"\r\n\r\n';
    let peak = 0;
    const before = process.memoryUsage.rss();
    function* body() {
      yield head;
      for (let sent = 0; sent < 100_000_000; sent += chunk.length) {
        peak = Math.max(peak, process.memoryUsage.rss());
        yield chunk;
      }
      yield '\r\n--b--\r\n';
    }
    const { hostname, port } = new URL(documents.url);
    const headers = { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': 'multipart/form-data; boundary=b' };
    const request = httpRequest({ hostname, port, method: 'POST', path: '/api/documents', headers });
    const answer = new Promise<{ status: number; report: UploadReport }>((resolve) => {
      request.once('response', async (response) => {
        const chunks = await response.setEncoding('utf8').toArray();
        resolve({ status: response.statusCode!, report: JSON.parse(chunks.join('')) as UploadReport });
      });
    });
    await pipeline(Readable.from(body()), request);
    const { status, report } = await answer;
    const grown = (peak - before) / 1e6;
    context.diagnostic(`memory grew by ${grown.toFixed(0)} MB at most`);
    assert.equal(status, 422);
    assert.match(report.problems[0]!.message, /"huge.txt": it has 100\.1 MB, the limit is 20 MB/);
    assert.ok(grown < MAX_MB, `${grown} MB`);
    assert.doesNotMatch(documents.files().join('\n'), /huge|upload/);
  });
});
