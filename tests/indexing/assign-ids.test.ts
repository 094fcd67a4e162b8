import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assignIds } from '../../src/indexing/assign-ids.ts';

const idsOf = (files: string[], known: Record<string, string> = {}) =>
  Object.fromEntries(assignIds(files, new Map(Object.entries(known))));

describe('assignIds', () => {
  it('names a document after its path, and with the extension where that is taken', () => {
    assert.deepEqual(idsOf(['report.docx', 'report.pdf', 'папка/Отчёт 2.md']), {
      'report.docx': 'report',
      'report.pdf': 'report.pdf',
      'папка/Отчёт 2.md': 'папка--Отчёт-2',
    });
  });

  it('keeps the id of a file, whatever files are added beside it', () => {
    assert.deepEqual(idsOf(['report.docx', 'report.pdf'], { 'report.pdf': 'report' }), {
      'report.docx': 'report.docx',
      'report.pdf': 'report',
    });
  });

  it('assigns the plain id again once its file was deleted', () => {
    assert.deepEqual(idsOf(['report.txt'], { 'report.pdf': 'report' }), { 'report.txt': 'report' });
  });

  it('assigns no id where both are taken', () => {
    assert.deepEqual(idsOf(['a b.md', 'a-b.md', 'a_b.md', 'a+b.md']), {
      'a b.md': 'a-b',
      'a-b.md': 'a-b.md',
      'a_b.md': 'a_b',
      'a+b.md': null,
    });
  });
});
