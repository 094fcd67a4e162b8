import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ChangedDocument, DocumentSummary, UploadReport } from '../../../../src/protocol/documents.ts';
import { formOf, serveDocuments } from '../../../support/serve-documents.ts';

const documents = serveDocuments({ 'rules.txt': 'Правила библиотеки\n\nЧитальный зал открыт до девяти вечера.' });
const GARDEN = 'Сад музея\n\nСад открыт с мая по сентябрь.';

const post = (body: FormData, headers = {}) => documents.call('/api/documents', { method: 'POST', body, headers });
const put = (id: string, body: FormData) =>
  documents.call(`/api/documents/${encodeURIComponent(id)}`, { method: 'PUT', body });
const remove = (id: string) => documents.call(`/api/documents/${encodeURIComponent(id)}`, { method: 'DELETE' });
const patch = (id: string, metadata: object) =>
  documents.call(`/api/documents/${encodeURIComponent(id)}`, {
    method: 'PATCH',
    body: JSON.stringify(metadata),
    headers: { 'content-type': 'application/json' },
  });
const listed = async () =>
  ((await (await documents.call('/api/documents')).json()) as { documents: DocumentSummary[] }).documents;
const json = async <Body>(response: Response) => (await response.json()) as Body;
const codeOf = async (response: Response) => (await json<{ error: { code: string } }>(response)).error.code;

const UNSUPPORTED =
  'this format is not supported; convert it to one of .txt, .text, .md, .markdown, .pdf, .docx, .doc, .html, .htm, .xhtml, .odt, .rtf, .epub, .fb2, .fb2.zip, .xlsx, .csv, .tsv, .pptx, .eml, .ipynb, .srt, .vtt, .jsonl, .ndjson';

describe('POST /api/documents', { timeout: 60_000 }, () => {
  it('stores files, indexes them, and lists them with their metadata', async () => {
    const response = await post(
      formOf({ 'сад.txt': GARDEN }, { title: 'Сад', tags: 'музей, Природа', language: 'ru' }),
    );
    assert.equal(response.status, 201);
    const { documents: made, problems } = await json<UploadReport>(response);
    assert.deepEqual(problems, []);
    const { sha256, ...rest } = made[0]!;
    assert.match(sha256, /^[0-9a-f]{64}$/);
    assert.deepEqual(rest, {
      ...{ id: 'сад', title: 'Сад', language: 'ru', paragraphs: 2, tags: ['музей', 'Природа'] },
      ...{ url: null, act: null, omissions: [], file: 'сад.txt', change: 'added' },
    });
    const { file: _file, change: _change, ...summary } = made[0]!;
    assert.deepEqual(
      (await listed()).find(({ id }) => id === 'сад'),
      summary,
    );
    assert.equal(documents.read('сад.txt'), GARDEN);
    const [found] = await documents.assistant.search('Когда открыт сад?', { limit: 1 });
    assert.equal(found?.documentId, 'сад');
  });

  it('changes nothing when the same file is sent again, and says so', async () => {
    const before = documents.files();
    const response = await post(formOf({ 'сад.txt': GARDEN }, { title: 'Сад', tags: 'музей,Природа' }));
    assert.equal(response.status, 200);
    assert.equal((await json<UploadReport>(response)).documents[0]?.change, 'unchanged');
    assert.deepEqual(documents.files(), before);
  });

  it('does not replace a document with other content', async () => {
    const response = await post(formOf({ 'сад.txt': 'Другой сад', 'сад.md': '# И ещё один', 'Rules.txt': 'x' }));
    assert.equal(response.status, 409);
    const { problems } = await json<UploadReport>(response);
    assert.deepEqual(
      problems.map(({ file, code }) => [file, code]),
      [
        ['сад.txt', 'DOCUMENT_EXISTS'],
        ['сад.md', 'DOCUMENT_EXISTS'],
        ['Rules.txt', 'DOCUMENT_EXISTS'],
      ],
    );
    assert.match(problems[0]!.message, /PUT \/api\/documents\/сад replaces it/);
    assert.equal(documents.read('сад.txt'), GARDEN);
  });

  it('adds the files that can be read and reports why each other file cannot', async () => {
    const response = await post(
      formOf({
        'good.md': '# Good\n\nText.',
        'report.exe': 'MZ',
        'binary.txt': new Uint8Array([104, 0, 105]),
        'empty.txt': '',
        '.txt': 'x',
      }),
    );
    assert.equal(response.status, 201);
    const { documents: made, problems } = await json<UploadReport>(response);
    assert.deepEqual(
      made.map(({ id, title, change }) => [id, title, change]),
      [['good', 'Good', 'added']],
    );
    assert.deepEqual(Object.fromEntries(problems.map(({ file, code, message }) => [file, `${code}: ${message}`])), {
      'report.exe': `DOCUMENT_REFUSED: Cannot add "report.exe": ${UNSUPPORTED}`,
      '.txt': `DOCUMENT_REFUSED: Cannot add ".txt": ${UNSUPPORTED}`,
      'binary.txt': `DOCUMENT_REFUSED: Cannot add "binary.txt": it holds binary data, not text; convert it to a text file in UTF-8`,
      'empty.txt': `DOCUMENT_REFUSED: Cannot add "empty.txt": it is empty; put text in it or remove it`,
    });
    assert.deepEqual(
      documents.files().filter((file) => /report|binary|empty|upload/.test(file)),
      [],
    );
  });

  it('refuses a single unreadable file, with its reason as the error', async () => {
    const response = await post(formOf({ 'broken.pdf': '%PDF-1.7\nbroken' }));
    assert.equal(response.status, 422);
    const { error } = await json<{ error: { code: string; message: string } }>(response);
    assert.equal(error.code, 'DOCUMENT_REFUSED');
    assert.match(error.message, /^Cannot add "broken\.pdf": .+; /);
  });

  it('refuses metadata that cannot be used, and changes nothing', async () => {
    const before = documents.files();
    const wrong = [
      formOf({ 'a.txt': 'a' }, { language: 'in French' }),
      formOf({ 'a.txt': 'a' }, { tags: 'x'.repeat(51) }),
      formOf({ 'a.txt': 'a' }, { tags: Array.from({ length: 21 }, (_, count) => `tag ${count}`).join(',') }),
      formOf({ 'a.txt': 'a', 'b.txt': 'b' }, { title: 'One for two' }),
      formOf({}, { title: 'No file' }),
    ];
    for (const form of wrong) {
      const response = await post(form);
      assert.equal(response.status, 400);
      assert.equal(await codeOf(response), 'REQUEST_INVALID');
    }
    assert.deepEqual(documents.files(), before);
  });
});

describe('PUT, PATCH and DELETE /api/documents/:id', { timeout: 60_000 }, () => {
  it('creates a document, replaces it, and does nothing when nothing is new', async () => {
    const changes = [];
    for (const content of ['Первая редакция', 'Вторая редакция', 'Вторая редакция']) {
      const response = await put('устав', formOf({ 'как-угодно.txt': content }));
      const { change, file } = await json<ChangedDocument>(response);
      changes.push([response.status, change, file]);
    }
    assert.deepEqual(changes, [
      [201, 'added', 'устав.txt'],
      [200, 'replaced', 'устав.txt'],
      [200, 'unchanged', 'устав.txt'],
    ]);
    assert.equal(documents.read('устав.txt'), 'Вторая редакция');
  });

  it('replaces a document in another format, and leaves one file', async () => {
    const response = await put('устав', formOf({ 'устав.md': '# Устав\n\nТретья редакция' }, { tags: 'право' }));
    assert.deepEqual([response.status, (await json<ChangedDocument>(response)).title], [200, 'Устав']);
    assert.deepEqual(
      documents.files().filter((file) => file.startsWith('устав')),
      ['устав.md', 'устав.meta.json'],
    );
  });

  it('changes the metadata of a document, and reverts it', async () => {
    const described = await json<ChangedDocument>(
      await patch('устав', { title: 'Устав общества', tags: ['a', 'A', 'б'] }),
    );
    assert.deepEqual([described.change, described.title, described.tags], ['described', 'Устав общества', ['a', 'б']]);
    const cleared = await json<ChangedDocument>(await put('устав', formOf({}, { title: '', tags: '' })));
    assert.deepEqual([cleared.change, cleared.title, cleared.tags], ['described', 'Устав', []]);
    assert.ok(!documents.files().includes('устав.meta.json'), 'a sidecar that says nothing is not kept');
    assert.equal((await json<ChangedDocument>(await patch('устав', {}))).change, 'unchanged');
    assert.equal(await codeOf(await patch('нет', { title: 'x' })), 'DOCUMENT_UNKNOWN');
  });

  it('keeps the document when what should replace it cannot be read', async () => {
    const response = await put('устав', formOf({ 'устав.txt': new Uint8Array([0, 1, 2]) }, { title: 'Новый' }));
    assert.deepEqual([response.status, await codeOf(response)], [422, 'DOCUMENT_REFUSED']);
    assert.equal(documents.read('устав.md'), '# Устав\n\nТретья редакция');
    assert.equal((await listed()).find(({ id }) => id === 'устав')?.title, 'Устав');
  });

  it('refuses an id that cannot be a file name', async () => {
    for (const id of ['../a', 'a/b', '.hidden', 'a b', 'con', 'a\u0000', 'x'.repeat(400), 'a.', '..']) {
      const response = await put(id.replace('..', '%2e%2e'), formOf({ 'a.txt': 'a' }));
      assert.ok([400, 404].includes(response.status), `${id}: ${response.status}`);
    }
  });

  it('deletes a document, and accepts one that is deleted already', async () => {
    assert.equal((await remove('устав')).status, 204);
    assert.equal((await remove('устав')).status, 204);
    assert.equal((await documents.call('/api/documents/%D1%83%D1%81%D1%82%D0%B0%D0%B2')).status, 404);
    assert.deepEqual(
      documents.files().filter((file) => file.startsWith('устав')),
      [],
    );
  });
});
