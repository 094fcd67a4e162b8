import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Answer, FoundParagraph } from '../../../../src/protocol/answer.ts';
import type { Introduction } from '../../../../src/protocol/documents.ts';
import { assertIncludes } from '../../../support/assertions.ts';
import { postChat } from '../../../support/serve-app.ts';
import { serveDocuments } from '../../../support/serve-documents.ts';

const QUESTION = 'Когда открыт зал?';
const documents = serveDocuments({
  'library.txt': 'Библиотека\n\nЧитальный зал библиотеки открыт до девяти часов вечера.',
  'library.meta.json': JSON.stringify({ tags: ['Книги', 'город'] }),
  'museum.txt': 'Музей\n\nВыставочный зал музея открыт до шести часов вечера.',
  'museum.meta.json': JSON.stringify({ tags: ['искусство', 'город'] }),
  'other.txt': 'Прочее\n\nЗал ожидания открыт всегда.',
});

const ask = async (body: object) =>
  (await (await postChat(documents.url, { message: QUESTION, ...body })).json()) as Answer;
const idsOf = (found: readonly { documentId: string }[]) =>
  [...new Set(found.map(({ documentId }) => documentId))].sort();
const get = async <Body>(address: string) => (await (await fetch(documents.url + address)).json()) as Body;

describe('questions to the documents with a tag', { timeout: 60_000 }, () => {
  it('are answered from these alone at POST /api/chat', async () => {
    const cases: [object, string[]][] = [
      [{}, ['library', 'museum', 'other']],
      [{ tags: ['книги'] }, ['library']],
      [{ tags: ['город'] }, ['library', 'museum']],
      [{ tags: ['город'], documentIds: ['museum', 'other'] }, ['museum']],
      [{ tags: ['город'], documentIds: ['other'] }, []],
    ];
    for (const [selection, expected] of cases) {
      const { paragraphs, citations } = await ask(selection);
      assert.deepEqual(idsOf(paragraphs), expected, JSON.stringify(selection));
      for (const { documentId } of citations) assertIncludes(expected, documentId);
    }
  });

  it('are answered from these alone for every other client', async () => {
    const post = async (address: string, body: object) => {
      const response = await fetch(documents.url + address, {
        method: 'POST',
        body: JSON.stringify({ ...body, tags: ['искусство'] }),
        headers: { 'content-type': 'application/json' },
      });
      return response.text();
    };
    const said = [{ role: 'user', content: QUESTION }];
    const parts = [{ role: 'user', parts: [{ type: 'text', text: QUESTION }] }];
    const answers = [
      await post('/v1/chat/completions', { messages: said }),
      await post('/api/ui-chat', { messages: parts }),
      await post('/api/chat', { messages: [{ role: 'user', text: QUESTION }] }),
    ];
    for (const answer of answers) {
      assert.match(answer, /музея/);
      assert.doesNotMatch(answer, /библиотек|ожидания/);
    }
  });

  it('are limited at GET /api/search and /api/introduction too', async () => {
    const search = async (query: string) =>
      idsOf((await get<{ paragraphs: FoundParagraph[] }>(`/api/search?q=зал&${query}`)).paragraphs);
    assert.deepEqual(await search('tags=город'), ['library', 'museum']);
    assert.deepEqual(await search('tags=книги,искусство&documentIds=museum,other'), ['museum']);
    assert.deepEqual(await search('documentIds=other'), ['other']);
    const { about } = await get<Introduction>('/api/introduction?language=ru&tags=книги');
    assert.match(about, /^Библиотека/);
  });

  it('are refused for a tag that no document has', async () => {
    for (const address of ['/api/search?q=a&tags=нет', '/api/introduction?tags=нет']) {
      const { error } = await get<{ error: { code: string; message: string } }>(address);
      assert.equal(error.code, 'TAG_UNKNOWN');
      assert.match(error.message, /no document has this tag; there are "Книги", "город", "искусство"/);
    }
    const response = await postChat(documents.url, { message: QUESTION, tags: ['нет'] });
    assert.equal(response.status, 404);
    assert.equal((await postChat(documents.url, { message: QUESTION, tags: 'город' })).status, 400);
  });
});
