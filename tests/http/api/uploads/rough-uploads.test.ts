import assert from 'node:assert/strict';
import { type ClientRequest, request as httpRequest } from 'node:http';
import { describe, it } from 'node:test';
import type { UploadReport } from '../../../../src/protocol/documents.ts';
import { parseEventStream } from '../../../support/event-stream.ts';
import { withServedApp } from '../../../support/serve-app.ts';
import { ADMIN_TOKEN, formOf, serveDocuments } from '../../../support/serve-documents.ts';

const LIMITS = { maxFiles: 3, maxFileBytes: 200_000 };
const documents = serveDocuments(
  { 'rules.txt': 'Правила\n\nЗал открыт до девяти.' },
  { upload: LIMITS, timing: { keepAliveMs: 20 } },
);
const BOUNDARY = 'border';
const part = (name: string, content: string) =>
  `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n\r\n${content}\r\n`;
const END = `--${BOUNDARY}--\r\n`;

const post = (body: FormData, headers = {}) => documents.call('/api/documents', { method: 'POST', body, headers });
const codeOf = async (response: Response) => ((await response.json()) as { error: { code: string } }).error.code;
const files = () => documents.files().join(' ');

/** Sends bytes as the body of `POST /api/documents`, and gives the request to go on with. */
function begin(sent: string, headers: Record<string, string> = {}): ClientRequest {
  const { hostname, port } = new URL(documents.url);
  const request = httpRequest({
    ...{ hostname, port, method: 'POST', path: '/api/documents' },
    headers: {
      authorization: `Bearer ${ADMIN_TOKEN}`,
      'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
      ...headers,
    },
  });
  request.on('error', () => {});
  request.write(sent);
  return request;
}

/** The status and the text of what a request is answered. */
function answerOf(request: ClientRequest): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    request.once('error', reject);
    request.once('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.once('error', reject);
      response.once('end', () => resolve({ status: response.statusCode!, text }));
    });
  });
}

const sendBody = (body: string, headers = {}) => {
  const request = begin(body, headers);
  request.end();
  return answerOf(request);
};

/** Waits, looking again and again, until something holds. */
async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds(); tries += 1) {
    assert.ok(tries < 500, 'it never came to be');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

describe('permission to upload', { timeout: 60_000 }, () => {
  const calls = [
    ['POST', '/api/documents'],
    ['PUT', '/api/documents/a'],
    ['PATCH', '/api/documents/a'],
    ['DELETE', '/api/documents/rules'],
  ] as const;

  it('requires the admin token', async () => {
    for (const [method, address] of calls) {
      for (const authorization of ['', 'Bearer wrong', `Basic ${ADMIN_TOKEN}`]) {
        const body = method === 'DELETE' ? null : formOf({ 'a.txt': 'a' });
        const response = await documents.call(address, { method, body, headers: { authorization } });
        assert.deepEqual([response.status, await codeOf(response)], [401, 'KEY_INVALID'], method);
        assert.equal(response.headers.get('www-authenticate'), 'Bearer');
      }
    }
    assert.equal(files(), 'rules.txt');
  });

  it('is given to no caller when no admin token is set', async () => {
    await withServedApp({ assistant: documents.assistant }, async ({ url }) => {
      for (const [method, address] of calls) {
        const response = await fetch(url + address, { method, headers: { authorization: 'Bearer null' } });
        assert.deepEqual([response.status, await codeOf(response)], [403, 'FORBIDDEN'], method);
      }
    });
  });
});

describe('a form that cannot be used changes nothing', { timeout: 60_000 }, () => {
  it('of another type', async () => {
    for (const type of ['application/json', 'text/plain', 'application/x-www-form-urlencoded', '']) {
      const { status } = await sendBody('{}', { 'content-type': type });
      assert.equal(status, 415, type);
    }
  });

  it('broken', async () => {
    const bodies = [
      '',
      'nonsense',
      '--border',
      END,
      part('a.txt', 'a'),
      part('a.txt', 'a').slice(0, -6),
      `--${BOUNDARY}\r\n\r\n\r\n${END}`,
      `--${BOUNDARY}\r\nContent-Disposition: form-data\r\n\r\na\r\n${END}`,
      `--${BOUNDARY}\r\n${'X: '.repeat(5000)}\r\n\r\na\r\n${END}`,
      `--${BOUNDARY}\r\nContent-Disposition: form-data; name="tags"\r\n\r\n${'a'.repeat(20_000)}\r\n${END}`,
      `${`--${BOUNDARY}\r\nContent-Disposition: form-data; name="tags"\r\n\r\na\r\n`.repeat(60)}${END}`,
    ];
    for (const body of bodies) {
      const { status } = await sendBody(body);
      assert.ok([400, 413].includes(status), `${status} for ${body.slice(0, 80)}`);
    }
    for (const type of [
      'multipart/form-data',
      'multipart/form-data; boundary=',
      `multipart/form-data; boundary=${'b'.repeat(300)}`,
    ]) {
      const { status } = await sendBody(part('a.txt', 'a') + END, { 'content-type': type });
      assert.equal(status, 400, type);
    }
    assert.equal(files(), 'rules.txt');
  });

  it('with too many files', async () => {
    const response = await post(formOf({ 'a.txt': 'a', 'b.txt': 'b', 'c.txt': 'c', 'd.txt': 'd' }));
    assert.deepEqual([response.status, await codeOf(response)], [413, 'REQUEST_TOO_LARGE']);
    assert.equal(files(), 'rules.txt');
  });

  it('with a file that is too large, by a byte', async () => {
    const large = 'а'.repeat(100_000);
    const tooLarge = await post(formOf({ 'large.txt': `${large}.` }));
    assert.deepEqual([tooLarge.status, await codeOf(tooLarge)], [413, 'REQUEST_TOO_LARGE']);
    const response = await documents.call('/api/documents/a', {
      method: 'PUT',
      body: formOf({ 'a.txt': `${large}.` }),
    });
    assert.equal(response.status, 413);
    assert.equal(files(), 'rules.txt');
    const mixed = (await (await post(formOf({ 'large.txt': `${large}.`, 'small.txt': 'Мал' }))).json()) as UploadReport;
    assert.deepEqual([mixed.documents[0]?.id, mixed.problems[0]?.code], ['small', 'REQUEST_TOO_LARGE']);
    await documents.call('/api/documents/small', { method: 'DELETE' });
  });

  it('with more bytes in all than allowed, with or without a Content-Length', async () => {
    const said = begin('', { 'content-length': '5000000' });
    assert.equal((await answerOf(said)).status, 413);
    said.destroy();
    const { status } = await sendBody(part('a.txt', 'a'.repeat(3_000_000)) + END);
    assert.equal(status, 413);
    assert.equal(files(), 'rules.txt');
  });
});

describe('an aborted upload', { timeout: 60_000 }, () => {
  it('leaves no files, wherever it breaks off', async () => {
    const whole = part('first.txt', 'Первый документ') + part('second.txt', 'я'.repeat(50_000));
    for (const length of [1, 60, 130, 160, 400, 20_000, whole.length]) {
      const request = begin(whole.slice(0, length));
      if (length > 200) await until(() => files().includes('.upload-'));
      request.destroy();
      await until(() => !files().includes('.upload-'));
    }
    assert.equal(files(), 'rules.txt');
    assert.deepEqual(documents.served.logged, [], 'no failure of the server');
  });

  it('does not keep the next one waiting', async () => {
    const slow = begin(part('slow.txt', 'Медленно'));
    assert.equal((await post(formOf({ 'next.txt': 'Следующий' }))).status, 201);
    await documents.call('/api/documents/next', { method: 'DELETE' });
    slow.destroy();
    await until(() => files() === 'rules.txt');
  });
});

describe('names that clients send', { timeout: 60_000 }, () => {
  it('never lead outside the folder, and keep their letters', async () => {
    const names: [string, string][] = [
      ['../../../etc/passwd.txt', 'passwd.txt'],
      ['C:\\\\Users\\\\я\\\\Отчёт за май.txt', 'Отчёт за май.txt'],
      ['..\u202etxt.md', 'txt.md'],
      ['CON.txt', '_CON.txt'],
      ['.hidden.txt', 'hidden.txt'],
      [`${'д'.repeat(400)}.txt`, `${'д'.repeat(100)}.txt`],
      ['a\u0007b\u200b<c>.TXT', 'ab-c-.txt'],
    ];
    for (const [sent, kept] of names) {
      const { status, text } = await sendBody(part(sent, `Документ ${kept}`) + END);
      assert.equal(status, 201, `${sent}: ${text}`);
      const [made] = (JSON.parse(text) as UploadReport).documents;
      assert.equal(made?.file, kept);
      assert.equal(documents.read(kept), `Документ ${kept}`);
      const removed = await documents.call(`/api/documents/${encodeURIComponent(made.id)}`, { method: 'DELETE' });
      assert.equal(removed.status, 204);
    }
    assert.equal(files(), 'rules.txt');
  });
});

describe('an upload as events', { timeout: 60_000 }, () => {
  const accept = { accept: 'text/event-stream' };
  const eventsOf = async (response: Response) => {
    assert.match(response.headers.get('content-type')!, /^text\/event-stream/);
    return parseEventStream((await response.text()).replace(/^: keep-alive\n\n/gm, ''));
  };

  it('sends each file, the progress of indexing and each document, and ends with the whole report', async () => {
    const events = await eventsOf(
      await post(formOf({ 'one.txt': 'Первый', 'two.md': '# Второй', 'three.gif': '' }), accept),
    );
    const names = events.map(({ event }) => event).filter((event, index, all) => event !== all[index - 1]);
    assert.deepEqual(names, [
      'file-received',
      'document-rejected',
      'indexing-progress',
      'document-indexed',
      'upload-end',
    ]);
    const { documents: made, problems } = events.at(-1)!.data as UploadReport;
    assert.deepEqual([made.map(({ id }) => id), problems.map(({ file }) => file)], [['one', 'two'], ['three.gif']]);
    for (const id of ['one', 'two']) await documents.call(`/api/documents/${id}`, { method: 'DELETE' });
  });

  it('ends with an error where the form breaks off', async () => {
    const { status, text } = await sendBody(part('a.txt', 'a'), accept);
    assert.equal(status, 200);
    const events = parseEventStream(text.replace(/^: keep-alive\n\n/gm, ''));
    assert.deepEqual(
      [events.at(-1)!.event, (events.at(-1)!.data as { code: string }).code],
      ['error', 'REQUEST_INVALID'],
    );
    assert.equal(files(), 'rules.txt');
  });

  it('sends comments while nothing arrives', async () => {
    const request = begin(part('a.txt', 'Долгий'), accept);
    const heard = new Promise<string>((resolve) => {
      request.once('response', (response) => response.setEncoding('utf8').once('data', resolve));
    });
    assert.match(await heard, /^: keep-alive|^event: file-received/);
    request.destroy();
    await until(() => files() === 'rules.txt');
  });
});
