import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import path from 'node:path';
import { describe, it } from 'node:test';
import { listDocumentFiles } from '../../../../src/documents/read-documents.ts';
import { readUntil, startPilcrow } from '../../../cli/run-pilcrow.ts';
import { formOf } from '../../../support/serve-documents.ts';
import { temporaryDirectory, writeFiles } from '../../../support/temporary-directory.ts';
import { until } from '../../../support/until.ts';

const TOKEN = 'token';
const OLD = 'Старая редакция.';
const NEW = 'Новая редакция. '.repeat(20_000);

describe('a server that is killed', { timeout: 120_000 }, () => {
  it('leaves the old document or the new one, complete, at whatever moment', async (context) => {
    const directory = writeFiles(temporaryDirectory(), { 'rules.txt': OLD });
    const settings = { DOCUMENTS_DIR: directory, INDEX_DIR: temporaryDirectory(), ADMIN_TOKEN: TOKEN, PORT: '0' };
    const found = { old: 0, new: 0 };
    for (const delayMs of [0, 5, 15, 30, 60, 120]) {
      writeFiles(directory, { 'rules.txt': OLD });
      const server = startPilcrow(['serve'], settings);
      const [, url] = await readUntil(server, /listening on (http:\S+)/);
      const headers = { authorization: `Bearer ${TOKEN}` };
      const body = formOf({ 'rules.txt': NEW });
      const replacing = fetch(`${url}/api/documents/rules`, { method: 'PUT', headers, body }).catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, delayMs));
      server.kill('SIGKILL');
      await Promise.all([replacing, once(server, 'close')]);
      assert.deepEqual(await listDocumentFiles(directory), ['rules.txt']);
      const content = readFileSync(path.join(directory, 'rules.txt'), 'utf8');
      assert.ok(content === OLD || content === NEW, `${content.length} characters after ${delayMs} ms`);
      found[content === OLD ? 'old' : 'new'] += 1;
    }
    context.diagnostic(`old ${found.old}, new ${found.new}`);
  });

  it('leaves an unfinished file that no document is made of', async () => {
    const directory = writeFiles(temporaryDirectory(), { 'rules.txt': OLD });
    const settings = { DOCUMENTS_DIR: directory, INDEX_DIR: temporaryDirectory(), ADMIN_TOKEN: TOKEN, PORT: '0' };
    const server = startPilcrow(['serve'], settings);
    const [, url] = await readUntil(server, /listening on (http:\S+)/);
    const request = httpRequest(`${url}/api/documents`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'multipart/form-data; boundary=b' },
    });
    request.on('error', () => {});
    request.write(`--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n${'я'.repeat(100_000)}`);
    await until(() => readdirSync(directory).length === 2, {
      what: 'the file of the upload',
      state: () => readdirSync(directory),
    });
    server.kill('SIGKILL');
    await once(server, 'close');
    assert.match(readdirSync(directory).join(' '), /^\.upload-[0-9a-f-]{36}\.txt rules\.txt$/);
    assert.deepEqual(await listDocumentFiles(directory), ['rules.txt']);
  });
});
