import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { PilcrowError } from '../../src/errors.ts';
import { readFolder } from '../support/read-folder.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';

/** Reads a folder with these files in it. */
function read(files: Record<string, string | Uint8Array>, { maxBytes = 1_000_000 } = {}) {
  return readFolder(writeFiles(temporaryDirectory(), files), { maxBytes });
}

/** Reads a folder with one document. */
async function readOne(files: Record<string, string | Uint8Array>) {
  const { documents, problems } = await read(files);
  assert.deepEqual(problems, []);
  assert.equal(documents.length, 1);
  return documents[0]!;
}

describe('listing and reading the files of a folder', () => {
  it('reads text and Markdown, in the order of their paths', async () => {
    const { documents, problems } = await read({ 'b.md': '# Bee\n\nText.', 'a.txt': 'Text.', 'c.MARKDOWN': '# Sea' });
    assert.deepEqual(problems, []);
    assert.deepEqual(
      documents.map(({ id, title }) => [id, title]),
      [
        ['a', 'a'],
        ['b', 'Bee'],
        ['c', 'Sea'],
      ],
    );
  });

  it('gives the hash of the bytes on disk', async () => {
    const bytes = Buffer.from('\ufeffОдин\r\n\r\nДва\r\n');
    const document = await readOne({ 'a.txt': bytes });
    assert.equal(document.sha256, createHash('sha256').update(bytes).digest('hex'));
    assert.equal(document.text, 'Один\n\nДва\n');
  });

  it('detects the language', async () => {
    assert.equal((await readOne({ 'a.txt': 'Декларация ODKB принята.' })).language, 'ru');
    assert.equal((await readOne({ 'a.txt': 'The declaration was adopted.' })).language, 'en');
    assert.equal((await readOne({ 'a.txt': 'Die Erklärung wurde gestern angenommen.' })).language, 'de');
    assert.equal((await readOne({ 'a.txt': 'Декларацію було прийнято вчора.' })).language, 'uk');
    assert.equal((await readOne({ 'a.txt': '宣言已通过。' })).language, 'zh');
    assert.equal((await readOne({ 'a.txt': '42' })).language, 'und');
  });

  it('uses the file name as the title of a document without one', async () => {
    assert.equal((await readOne({ 'Правила музея.txt': 'Одна строка.' })).title, 'Правила музея');
  });

  it('takes tags from the sidecar, each once, on one line', async () => {
    const tags = [' внутренние\n правила', 'Право', 'право', 'ПРАВО'];
    const document = await readOne({ 'a.txt': 'a', 'a.meta.json': JSON.stringify({ tags }) });
    assert.deepEqual(document.tags, ['внутренние правила', 'Право']);
    assert.deepEqual((await readOne({ 'a.txt': 'a' })).tags, []);
    const many = Array.from({ length: 21 }, (_, count) => `tag ${count}`);
    for (const wrong of ['право', ['a,b'], [''], ['x'.repeat(51)], ['a\u0007'], many]) {
      const { problems } = await read({ 'a.txt': 'a', 'a.meta.json': JSON.stringify({ tags: wrong }) });
      assert.match(problems[0]!.error.message, /its "a.meta.json" is wrong: .*tags/);
    }
  });

  it('finds no documents in an empty folder', async () => {
    assert.deepEqual(await read({}), { documents: [], problems: [] });
  });

  it('skips hidden files and folders', async () => {
    const { documents, problems } = await read({ '.DS_Store': 'x', '.git/a.txt': 'x', 'folder/.b.txt': 'x' });
    assert.deepEqual([documents, problems], [[], []]);
  });

  it('skips temporary files of programs and downloads', async () => {
    const names = ['~$a.docx', '.~lock.a.docx#', 'a.tmp', 'a.pdf.part', 'a.pdf.crdownload', 'a.txt~'];
    const { documents, problems } = await read(Object.fromEntries(names.map((name) => [name, 'x'])));
    assert.deepEqual([documents, problems], [[], []]);
  });

  it('follows a symbolic link to a file', async () => {
    const directory = temporaryDirectory();
    symlinkSync(
      path.join(writeFiles(temporaryDirectory(), { 'elsewhere.txt': 'Text.' }), 'elsewhere.txt'),
      `${directory}/a.txt`,
    );
    assert.equal((await readFolder(directory)).documents[0]?.text, 'Text.');
  });

  it('says what to do when the folder does not exist', async () => {
    const directory = path.join(temporaryDirectory(), 'missing');
    await assert.rejects(readFolder(directory), {
      code: 'DOCUMENT_UNREADABLE',
      message: /^Cannot read the documents folder ".+missing": .+; create it or set DOCUMENTS_DIR$/,
    });
  });
});

describe('the id of a document', () => {
  for (const [file, id] of [
    ['report.txt', 'report'],
    ['Отчёт.md', 'Отчёт'],
    ['Отчёт за май (черновик) №2.txt', 'Отчёт-за-май-черновик-2'],
    ['reports/2024/май 2024.txt', 'reports--2024--май-2024'],
    ['v1.2_final.txt', 'v1.2_final'],
    ['a?b#c%d.txt', 'a-b-c-d'],
    [`${'Ёлки'.normalize('NFD')}.txt`, 'Ёлки'],
  ] as const) {
    it(`of "${file}" is "${id}"`, async () => {
      assert.equal((await readOne({ [file]: 'Text.' })).id, id);
    });
  }

  it('keeps the extension for a file in another format, because it is another document', async () => {
    const { documents, problems } = await read({ 'report.xls': 'PK', 'report.txt': 'Text.' });
    assert.equal(documents[0]?.id, 'report');
    assert.equal(problems[0]?.documentId, 'report.xls');
  });
});

describe('the sidecar of a document', () => {
  it('gives title, language and date', async () => {
    const sidecar = JSON.stringify({ title: 'Устав', language: 'en', date: '2024-11-28' });
    const { title, language, date } = await readOne({ 'folder/a.txt': 'Текст.', 'folder/a.meta.json': sidecar });
    assert.deepEqual([title, language, date], ['Устав', 'en', '2024-11-28']);
  });

  it('gives suggested questions, each on one line', async () => {
    const questions = { ru: [' Что\n такое чай? '], en: ['What is tea?', 'Why?'] };
    const document = await readOne({ 'a.txt': 'Текст.', 'a.meta.json': JSON.stringify({ questions }) });
    assert.deepEqual(document.questions, { ...questions, ru: ['Что такое чай?'] });
  });

  it('may give any language as a BCP 47 tag, however it is written', async () => {
    for (const [given, language] of [
      ['de', 'de'],
      ['PT-br', 'pt-BR'],
      ['zh-hant', 'zh-Hant'],
      ['iw', 'he'],
      ['und', 'und'],
    ]) {
      const sidecar = JSON.stringify({ language: given });
      assert.equal((await readOne({ 'a.txt': 'Текст.', 'a.meta.json': sidecar })).language, language);
    }
  });

  it('is refused with what a language must be', async () => {
    const { problems } = await read({ 'a.txt': 'Text.', 'a.meta.json': '{"language": "in French"}' });
    assert.match(
      problems[0]!.error.message,
      /must be a BCP 47 tag such as "ru", "en" or "pt-BR".+language; correct it$/,
    );
  });

  it('may give questions in one language only, or none', async () => {
    const document = await readOne({ 'a.txt': 'Текст.', 'a.meta.json': '{"questions": {"en": ["What?"]}}' });
    assert.deepEqual(document.questions, { ru: [], en: ['What?'] });
    assert.deepEqual((await readOne({ 'a.txt': 'Текст.' })).questions, { ru: [], en: [] });
  });

  it('may give some of them only', async () => {
    const document = await readOne({ 'a.txt': 'Правила\n\nТекст.', 'a.meta.json': '{"date":"2024-11-28"}' });
    assert.deepEqual([document.title, document.language, document.date], ['Правила', 'ru', '2024-11-28']);
  });

  for (const [problem, sidecar] of Object.entries({
    'is not JSON': '{title: "Устав"}',
    'has an unknown key': '{"titel": "Устав"}',
    'has a language that is no tag': '{"language": "german (Austria)"}',
    'has a date that is none': '{"date": "2024-02-30"}',
    'has an empty title': '{"title": " "}',
    'has a question that is empty': '{"questions": {"ru": [" \\n"]}}',
    'has a question longer than the chat takes': JSON.stringify({ questions: { en: ['a'.repeat(2001)] } }),
    'has more questions than anybody would read': JSON.stringify({ questions: { en: Array(21).fill('What?') } }),
    'has questions in a language the product does not speak': '{"questions": {"de": ["Was?"]}}',
    'has a url that is no address of the web': '{"url": "javascript:alert(1)"}',
    'is no object': '[]',
  })) {
    it(`leaves the document out when it ${problem}`, async () => {
      const { documents, problems } = await read({ 'a.txt': 'Text.', 'a.meta.json': sidecar, 'b.txt': 'Text.' });
      assert.deepEqual(
        documents.map(({ id }) => id),
        ['b'],
      );
      assert.match(problems[0]!.error.message, /^Cannot read "a.txt": its "a.meta.json" is wrong: .+; correct it$/);
    });
  }
});

describe('a file that cannot be read', () => {
  const good = { 'good.txt': 'Text.' };

  for (const [name, file, content, message] of [
    ['a PDF that is none', 'a.pdf', 'Text.', /"a.pdf": it is damaged or no PDF \(.+\); save it again as PDF$/],
    ['binary data', 'a.txt', Uint8Array.of(1, 0, 2), /"a.txt": it holds binary data, .+; convert it to .+UTF-8$/],
    ['an empty file', 'a.txt', '', /"a.txt": it is empty; put text in it or remove it$/],
    ['a file of blanks', 'a.txt', '\ufeff \n\n\t', /"a.txt": it is empty; put text in it or remove it$/],
    [
      'a large file',
      'a.txt',
      'x'.repeat(2_000_001),
      /"a.txt": it has 2 MB, the limit is 1\.5 MB; split it or raise DOCUMENT_MAX_MB$/,
    ],
    [
      'an unknown format',
      'a.xls',
      'PK',
      /"a.xls": this format is not supported; convert it to one of .txt, .text, .md/,
    ],
    ['no format', 'README', 'Text.', /"README": this format is not supported; convert it to one of .txt, .text, .md/],
  ] as const) {
    it(`(${name}) is reported with what to do, and the others are read`, async () => {
      const { documents, problems } = await read({ [file]: content, ...good }, { maxBytes: 1_500_000 });
      assert.deepEqual(
        documents.map(({ id }) => id),
        ['good'],
      );
      assert.equal(problems.length, 1);
      const { error } = problems[0]!;
      assert.ok(error instanceof PilcrowError, String(error));
      assert.equal(error.code, 'DOCUMENT_UNREADABLE');
      assert.match(error.message, /^Cannot read "/);
      assert.match(error.message, message);
    });
  }

  it('(a broken link) is reported, and the others are read', async () => {
    const directory = writeFiles(temporaryDirectory(), good);
    symlinkSync(path.join(directory, 'nowhere.txt'), path.join(directory, 'link.txt'));
    const { documents, problems } = await readFolder(directory);
    assert.equal(documents.length, 1);
    assert.match(problems[0]!.error.message, /^Cannot read "link.txt": /);
  });

  it('(a sidecar that is a folder) is reported, and the others are read', async () => {
    const directory = writeFiles(temporaryDirectory(), { ...good, 'a.txt': 'Text.' });
    mkdirSync(path.join(directory, 'a.meta.json'));
    const { documents, problems } = await readFolder(directory);
    assert.equal(documents.length, 1);
    assert.match(problems[0]!.error.message, /^Cannot read "a.txt": its "a.meta.json" cannot be read: .+; correct it/);
  });
});
