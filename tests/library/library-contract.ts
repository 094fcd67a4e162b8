import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { describe, it } from 'node:test';
import { PilcrowError } from '../../src/errors.ts';
import type { ChangeEvent, ChangeOptions } from '../../src/library/library.ts';
import type { ParagraphStore } from '../../src/stores/paragraph-store.ts';
import { assertIncludes } from '../support/assertions.ts';
import { GARDEN, type OpenLibrary, RULES } from '../support/library-events.ts';

const codeAndMessage = (error: unknown) => (error instanceof PilcrowError ? `${error.code}: ${error.message}` : error);

/** What a library promises, wherever it keeps documents. */
export function describeLibrary(open: () => Promise<OpenLibrary>): void {
  /** Documents that hold `rules`, and ways to change them as a route does: what was received is discarded in the end. */
  const openLibrary = async () => {
    const { library, store, received } = await open();
    const receive = (files: Record<string, string | Uint8Array>) =>
      Promise.all(
        Object.entries(files).map(([name, content]) =>
          library.receive(Readable.from([Buffer.from(content)]), { name }),
        ),
      );
    const add = async (files: Record<string, string | Uint8Array>, options: Partial<ChangeOptions> = {}) => {
      const all = await receive(files);
      try {
        return await library.add(all, { metadata: {}, ...options });
      } finally {
        await Promise.all(all.map(library.discard));
      }
    };
    const put = async (
      id: string,
      files: Record<string, string | Uint8Array>,
      options: Partial<ChangeOptions> = {},
    ) => {
      const [file] = await receive(files);
      try {
        return await library.put(id, file ?? null, { metadata: {}, ...options });
      } finally {
        if (file) await library.discard(file);
      }
    };
    await add({ 'rules.txt': RULES });
    return { library, store, received, receive, add, put };
  };
  const summaryOf = ({ id, title, change }: { id: string; title: string; change: string }) => [id, title, change];

  describe('adding documents', () => {
    it('stores them with their metadata, reports its progress, and removes the received files', async () => {
      const { store, add, received } = await openLibrary();
      const events: ChangeEvent[] = [];
      const metadata = { title: 'Наш сад', tags: ['музей', 'Природа'], language: 'en' as const };
      const { documents, problems } = await add(
        { 'сад.txt': GARDEN },
        { metadata, onEvent: (event) => events.push(event) },
      );
      assert.deepEqual(problems, []);
      const [document] = documents;
      const { sha256, ...summary } = document!;
      assert.match(sha256, /^[0-9a-f]{64}$/);
      assert.deepEqual(summary, {
        ...{ id: 'сад', ...metadata, paragraphs: 2, url: null, act: null, omissions: [] },
        ...{ file: 'сад.txt', change: 'added' },
      });
      assert.deepEqual(events, [
        { event: 'indexing-progress', data: { done: 0, total: 1, paragraphs: 0 } },
        { event: 'indexing-progress', data: { done: 1, total: 1, paragraphs: 2 } },
        { event: 'document-indexed', data: document },
      ]);
      const { text, ...stored } = (await store.document('сад'))!;
      assert.deepEqual([text, stored.tags, stored.language], [GARDEN, metadata.tags, 'en']);
      assert.deepEqual(received(), []);
    });

    it('uses the title in the text, or else the file name', async () => {
      const { add } = await openLibrary();
      const { documents } = await add({ 'сад.txt': GARDEN, 'один абзац.txt': 'Всё в одном абзаце.', 'a.md': '# Tea' });
      assert.deepEqual(documents.map(summaryOf), [
        ['сад', 'Сад музея', 'added'],
        ['один-абзац', 'один абзац', 'added'],
        ['a', 'Tea', 'added'],
      ]);
    });

    it('changes nothing when the same file is sent again, and only the metadata when that is new', async () => {
      const { store, add } = await openLibrary();
      const again = await add({ 'rules.txt': RULES });
      assert.deepEqual(again.documents.map(summaryOf), [['rules', 'Правила', 'unchanged']]);
      const { documents } = await add({ 'rules.txt': RULES }, { metadata: { tags: ['право'] } });
      assert.deepEqual(documents.map(summaryOf), [['rules', 'Правила', 'described']]);
      assert.deepEqual((await store.document('rules'))!.tags, ['право']);
    });

    it('keeps where a document is on the web, also when its text is replaced, until that is taken back', async () => {
      const { store, add, put } = await openLibrary();
      const placed = {
        url: 'https://example.org/?q={quote}',
        fetched: { address: 'https://example.org/', etag: '"1"' },
      };
      const addresses = async () => {
        const { url, fetched } = (await store.document('rules'))!;
        return { url, fetched };
      };
      const { documents } = await add({ 'rules.txt': RULES }, { metadata: placed });
      assert.deepEqual([documents[0]!.change, documents[0]!.url], ['described', 'https://example.org/?q=']);
      assert.deepEqual(await addresses(), placed);
      await put('rules', { 'rules.txt': `${RULES}\n\nЕщё правило.` });
      assert.deepEqual(await addresses(), placed);
      const asked = { ...placed.fetched, etag: '"2"' };
      assert.equal((await put('rules', {}, { metadata: { fetched: asked } })).change, 'described');
      assert.deepEqual(await addresses(), { ...placed, fetched: asked });
      await put('rules', {}, { metadata: { url: null, fetched: null } });
      assert.deepEqual(await addresses(), { url: null, fetched: null });
    });

    it('replaces no document with other content, nor one whose id differs only by case', async () => {
      const { store, add } = await openLibrary();
      const { documents, problems } = await add({
        'rules.txt': 'Другие',
        'rules.md': '# Другие',
        'Rules.txt': 'Другие',
      });
      assert.deepEqual(documents, []);
      assert.deepEqual(
        problems.map(({ file, documentId, error }) => [file, documentId, error.code]),
        [
          ['rules.txt', 'rules', 'DOCUMENT_EXISTS'],
          ['rules.md', 'rules', 'DOCUMENT_EXISTS'],
          ['Rules.txt', 'Rules', 'DOCUMENT_EXISTS'],
        ],
      );
      assert.match(problems[0]!.error.message, /PUT \/api\/documents\/rules replaces it$/);
      assert.match(problems[2]!.error.message, /the id "rules" differs from its own by case alone; rename it$/);
      assert.equal((await store.document('rules'))!.text, RULES);
    });

    it('stores one of two files that would be the same document', async () => {
      const { add } = await openLibrary();
      const { documents, problems } = await add({ 'сад.txt': GARDEN, 'сад.md': '# Сад', 'САД.txt': GARDEN });
      assert.deepEqual(documents.map(summaryOf), [['сад', 'Сад музея', 'added']]);
      assert.deepEqual(
        problems.map(({ error }) => error.code),
        ['DOCUMENT_EXISTS', 'DOCUMENT_EXISTS'],
      );
    });

    it('stores the files that can be read, and reports why each other file cannot', async () => {
      const { store, add, received } = await openLibrary();
      const { documents, problems } = await add({
        'binary.txt': Uint8Array.of(104, 0, 105),
        'good.md': '# Good\n\nText.',
        'empty.txt': '',
        'broken.pdf': '%PDF-1.7\nbroken',
        'large.txt': 'x'.repeat(100_001),
      });
      assert.deepEqual(documents.map(summaryOf), [['good', 'Good', 'added']]);
      const messages = problems.map(({ error }) => codeAndMessage(error));
      const refused = 'DOCUMENT_REFUSED: Cannot add';
      assert.deepEqual(messages.slice(0, 2), [
        `${refused} "binary.txt": it holds binary data, not text; convert it to a text file in UTF-8`,
        `${refused} "empty.txt": it is empty; put text in it or remove it`,
      ]);
      assert.match(String(messages[2]), /^DOCUMENT_REFUSED: Cannot add "broken\.pdf": .+; /);
      assert.match(String(messages[3]), /^DOCUMENT_REFUSED: Cannot add "large\.txt": it has 0\.1 MB, the limit is/);
      assert.deepEqual(await idsIn(store), ['good', 'rules']);
      assert.deepEqual(received(), []);
    });
  });

  describe('putting a document', () => {
    it('creates it, replaces it, and does nothing when nothing is new', async () => {
      const { store, put, received } = await openLibrary();
      const changes = [];
      for (const content of ['Первая редакция', 'Вторая редакция', 'Вторая редакция']) {
        const { id, file, change } = await put('устав', { 'как-угодно.txt': content });
        changes.push([id, file, change]);
      }
      assert.deepEqual(changes, [
        ['устав', 'устав.txt', 'added'],
        ['устав', 'устав.txt', 'replaced'],
        ['устав', 'устав.txt', 'unchanged'],
      ]);
      const { text, title } = (await store.document('устав'))!;
      assert.deepEqual([text, title], ['Вторая редакция', 'устав']);
      assert.deepEqual(received(), []);
    });

    it('reads the same bytes again when they are sent in another format', async () => {
      const { store, put } = await openLibrary();
      const content = '# Устав\n\nСтатья первая.';
      assert.deepEqual(summaryOf(await put('устав', { 'a.txt': content })), ['устав', '# Устав', 'added']);
      assert.deepEqual(summaryOf(await put('устав', { 'a.md': content })), ['устав', 'Устав', 'replaced']);
      assert.equal((await store.document('устав'))!.paragraphs.length, 1);
    });

    it('keeps its metadata, unless it is given again or reverted', async () => {
      const { store, put } = await openLibrary();
      await put('rules', {}, { metadata: { title: 'Наши правила', tags: ['право'], language: 'en' } });
      const said = async () => {
        const { title, tags, language } = (await store.document('rules'))!;
        return [title, tags, language];
      };
      await put('rules', { 'rules.txt': 'Порядок\n\nЗал закрыт.' });
      assert.deepEqual(await said(), ['Наши правила', ['право'], 'en']);
      await put('rules', { 'rules.txt': 'Правила\n\nЗал открыт.' }, { metadata: { tags: ['зал'], title: null } });
      assert.deepEqual(await said(), ['Правила', ['зал'], 'en']);
      await put('rules', { 'rules.txt': 'Порядок\n\nЗал закрыт.' }, { metadata: { language: null } });
      assert.deepEqual(await said(), ['Порядок', ['зал'], 'ru']);
    });

    it('changes only its metadata, and reverts it', async () => {
      const { store, put, received } = await openLibrary();
      const described = await put('rules', {}, { metadata: { title: 'Устав', tags: ['a', 'б'], language: 'en' } });
      assert.deepEqual([...summaryOf(described), described.tags], ['rules', 'Устав', 'described', ['a', 'б']]);
      assert.equal((await store.document('rules'))!.text, RULES);
      assert.equal((await put('rules', {})).change, 'unchanged');
      const { title, tags, language, change } = await put(
        'rules',
        {},
        { metadata: { title: null, tags: null, language: null } },
      );
      assert.deepEqual([title, tags, language, change], ['Правила', [], 'ru', 'described']);
      assert.deepEqual(received(), []);
    });

    it('keeps the existing document when its replacement cannot be read', async () => {
      const { store, put, received } = await openLibrary();
      const before = await store.document('rules');
      const replacing = put('rules', { 'rules.txt': Uint8Array.of(0, 1, 2) }, { metadata: { title: 'Новые' } });
      await assert.rejects(replacing, { code: 'DOCUMENT_REFUSED' });
      assert.deepEqual(await store.document('rules'), before);
      assert.deepEqual(received(), []);
    });

    it('says what is wrong with an id', async () => {
      const { put, store } = await openLibrary();
      await assert.rejects(put('нет', {}, { metadata: { title: 'x' } }), { code: 'DOCUMENT_UNKNOWN' });
      await assert.rejects(put('RULES', { 'a.txt': 'a' }), { code: 'DOCUMENT_EXISTS' });
      for (const id of ['../a', 'a/b', '.hidden', 'a b', 'con', 'a\u0000', 'x'.repeat(400), 'a.', '..']) {
        await assert.rejects(put(id, { 'a.txt': 'a' }), { code: 'REQUEST_INVALID' }, id);
      }
      assert.deepEqual(await idsIn(store), ['rules']);
    });
  });

  describe('changes of documents', () => {
    it('delete one, and accept one that is deleted already', async () => {
      const { library, store } = await openLibrary();
      for (const id of ['нет', 'rules', 'rules']) await library.remove(id);
      assert.deepEqual(await idsIn(store), []);
    });

    it('are all stored when they arrive together, and of one document one complete version is left', async () => {
      const { store, add, put } = await openLibrary();
      const names = Array.from({ length: 6 }, (_, count) => `doc-${count}`);
      const versions = ['Первая.\n\nОдин.', 'Вторая.\n\nДва.\n\nТри.'];
      const [changed] = await Promise.all([
        Promise.all(versions.map((text) => put('both', { 'both.txt': text }))),
        ...names.map((name) => add({ [`${name}.txt`]: `Документ ${name}\n\nСодержание.` })),
        put('rules', {}, { metadata: { tags: ['право'] } }),
      ]);
      assert.deepEqual(await idsIn(store), ['both', ...names, 'rules']);
      assert.deepEqual(changed.map(({ change }) => change).sort(), ['added', 'replaced']);
      const both = (await store.document('both'))!;
      const last = changed.find(({ change }) => change === 'replaced');
      assert.deepEqual([both.sha256, both.paragraphs.length], [last?.sha256, last?.paragraphs]);
      assertIncludes(versions, both.text);
    });

    it('do nothing when they are aborted before they start, and leave no files when aborted later', async () => {
      const { library, store, add, put, received } = await openLibrary();
      const givenUp = AbortSignal.abort(new Error('given up'));
      await assert.rejects(add({ 'сад.txt': GARDEN }, { signal: givenUp }), /given up/);
      await assert.rejects(put('rules', { 'rules.txt': GARDEN }, { signal: givenUp }), /given up/);
      assert.equal((await store.document('rules'))!.text, RULES);
      const leaving = new AbortController();
      const endless = new Readable({ read() {} });
      endless.push('a');
      const receiving = library.receive(endless, { name: 'a.txt', signal: leaving.signal });
      leaving.abort();
      await assert.rejects(receiving, { name: 'AbortError' });
      assert.deepEqual([await idsIn(store), received()], [['rules'], []]);
    });
  });
}

async function idsIn(store: ParagraphStore): Promise<string[]> {
  return (await store.documents()).map(({ id }) => id);
}
