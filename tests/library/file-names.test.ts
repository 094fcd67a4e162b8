import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { documentIdOf } from '../../src/documents/read-documents.ts';
import { fileNameFrom } from '../../src/library/file-names.ts';
import { seededRandom } from '../support/seeded-random.ts';

describe('fileNameFrom', () => {
  it('keeps good names as they are', () => {
    for (const name of ['Отчёт за май.txt', 'report-2024_v1.2.md', 'I. Введение.markdown', '报告.txt']) {
      assert.equal(fileNameFrom(name), name);
    }
  });

  it('normalises to NFC, and lowercases the extension', () => {
    assert.equal(fileNameFrom('Мои\u0306.TXT'), 'Мой.txt');
  });

  it('refuses names of which nothing is left, and formats without a reader', () => {
    for (const name of [
      '',
      '.',
      '..',
      '/',
      '.txt',
      '   .txt',
      '...md',
      'a',
      'a.exe',
      'a.txt/',
      'a.meta.json',
      'a.txt\u0000.exe',
    ]) {
      assert.throws(() => fileNameFrom(name), { code: 'DOCUMENT_REFUSED' }, name);
    }
  });

  it('returns a safe name for any input, and is idempotent', () => {
    const random = seededRandom(7);
    const pieces = [
      '.',
      '..',
      '/',
      '\\',
      ' ',
      'con',
      'NUL',
      'я',
      'é',
      '\u0000',
      '\u202e',
      '\ud800',
      ':',
      '*',
      '"',
      '.txt',
      'x'.repeat(90),
      '🕊️',
      '\n',
      '-',
      '~',
      '%2f',
    ];
    for (let round = 0; round < 20_000; round += 1) {
      const given = Array.from(
        { length: Math.floor(random() * 8) },
        () => pieces[Math.floor(random() * pieces.length)],
      ).join('');
      let name: string;
      try {
        name = fileNameFrom(`${given}.txt`);
      } catch {
        continue;
      }
      const shown = JSON.stringify([given, name]);
      assert.doesNotMatch(name, /[\p{Cc}\p{Cs}<>:"|?*/\\]|^\.|^\s|\s\.txt$|\.\.txt$/u, shown);
      assert.doesNotMatch(name, /^(?:con|nul)\./i, shown);
      assert.ok(Buffer.byteLength(name) <= 210, shown);
      assert.equal(fileNameFrom(name), name, shown);
      assert.doesNotMatch(documentIdOf(name), /[/\\\s]/, shown);
    }
  });

  it('shortens a long name to whole characters', () => {
    assert.equal(fileNameFrom(`${'я'.repeat(1_000_000)}.txt`), `${'я'.repeat(100)}.txt`);
    assert.equal(fileNameFrom(`a${'я'.repeat(98)}. . 🕊.txt`), `a${'я'.repeat(98)}.txt`);
  });

  it('refuses a lock file of an office program', () => {
    for (const name of ['~$x.txt', 'folder/~$отчёт.docx']) {
      assert.throws(() => fileNameFrom(name), {
        code: 'DOCUMENT_REFUSED',
        message: /temporary file of another program/,
      });
    }
  });
});
