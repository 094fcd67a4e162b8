import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Document } from '../../src/documents/document.ts';
import { readDocument } from '../../src/documents/read-documents.ts';
import { givenMetadata, ownMetadata, withMetadata } from '../../src/library/document-metadata.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';

/** A document read from a file, as it is kept without its file. */
async function read(name: string, content: string, id = 'reports--2024'): Promise<Document> {
  const directory = writeFiles(temporaryDirectory(), { [name]: content });
  return readDocument(`${directory}/${name}`, id, { maxBytes: 100_000 });
}

describe('the metadata in the text of a document', () => {
  const titles: [name: string, content: string, title: string][] = [
    ['a.txt', 'Правила\nзала\n\nЗал открыт.', 'Правила зала'],
    ['a.txt', '# Not a heading\n\nThe hall is open.', '# Not a heading'],
    ['a.md', 'Intro.\n\n# Устав *общества*\n\nСтатья.', 'Устав общества'],
    ['a.md', '---\ntitle: "The charter"\n---\n\n# Article 1\n\nText.', 'The charter'],
    ['a.html', '<html><body><h1>Отчёт</h1><p>Год был хорошим.</p><p>И следующий.</p></body></html>', 'Отчёт'],
    ['a.txt', 'Всё в одном абзаце.', '2024'],
  ];
  for (const [name, content, title] of titles) {
    it(`is "${title}" for ${name} with ${JSON.stringify(content).slice(0, 40)}`, async () => {
      const document = await read(name, content);
      assert.equal(ownMetadata({ ...document, title: 'Said', language: 'en' }).title, title);
    });
  }

  it('includes its language', async () => {
    const said = { title: 'Said', language: 'en' as const };
    assert.equal(ownMetadata({ ...(await read('a.txt', 'Правила')), ...said }).language, 'ru');
    assert.equal(ownMetadata({ ...(await read('a.txt', 'The rules of the house')), language: 'ru' }).language, 'en');
  });
});

describe('the given metadata of a document', () => {
  it('is what differs from its text, and stays when the text is replaced', async () => {
    const document = await read('a.txt', 'Rules\n\nThe hall is open.');
    const unsaid = { questions: { ru: [], en: [] }, tags: [] };
    assert.deepEqual(givenMetadata(document), unsaid);
    const page = { url: 'https://example.org/', fetched: { address: 'https://example.org/' } };
    const said = { title: 'Our rules', language: 'ru', tags: ['law'], date: '2024-01-02', ...page } as const;
    assert.deepEqual(givenMetadata({ ...document, ...said, tags: [...said.tags] }), { ...unsaid, ...said });
  });

  it('does not include a title that is the file name', async () => {
    const document = await read('май 2024.txt', 'Всё в одном абзаце.', 'reports--май-2024');
    assert.equal(document.title, 'май 2024');
    assert.equal(givenMetadata(document).title, undefined);
    assert.equal(givenMetadata({ ...document, title: 'Май' }).title, 'Май');
  });

  it('stays unless it is given again or reverted', async () => {
    const document = { ...(await read('a.txt', 'Rules\n\nThe hall is open.')), title: 'Said', tags: ['law'] };
    const own = ownMetadata(document);
    assert.deepEqual(withMetadata(document, {}, own), document);
    const { title, tags } = withMetadata(document, { title: null, tags: null }, own);
    assert.deepEqual([title, tags], ['Rules', []]);
    assert.deepEqual(withMetadata(document, { tags: [] }, own).tags, []);
  });
});
