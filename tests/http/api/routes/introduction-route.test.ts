import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Introduction } from '../../../../src/protocol/documents.ts';
import { createScriptedAssistant } from '../../../support/scripted-assistant.ts';
import { postChat, withServedApp } from '../../../support/serve-app.ts';
import { serveDeclaration } from '../../../support/serve-declaration.ts';

const DOCUMENT_ID = 'csto-declaration-2024';

const declaration = serveDeclaration();

const get = (query: string, headers: Record<string, string> = {}) =>
  fetch(`${declaration.url}/api/introduction${query}`, { headers });
const introduce = async (query: string, headers: Record<string, string> = {}) => {
  const response = await get(query, headers);
  assert.equal(response.status, 200);
  assert.match(response.headers.get('vary')!, /\bAccept-Language\b/);
  return (await response.json()) as Introduction;
};

describe('GET /api/introduction', { timeout: 60_000 }, () => {
  it('describes the document, and suggests three questions that the chat answers', async () => {
    const introduction = await introduce('?language=ru');
    assert.deepEqual(Object.keys(introduction), ['about', 'questions']);
    assert.equal(
      introduction.about,
      'Декларация Совета коллективной безопасности ОДКБ · 28 ноября 2024 г. · 39 абзацев',
    );
    assert.equal(introduction.questions.length, 3);
    for (const message of introduction.questions) {
      const answer = (await (await postChat(declaration.url, { message })).json()) as { kind: string };
      assert.equal(answer.kind, 'answered');
    }
  });

  it('uses the requested language, else the one the browser prefers, else English', async () => {
    const isRussian = async (query: string, language: string) =>
      (await introduce(query, { 'accept-language': language })).about.includes('абзацев');
    assert.equal(await isRussian('?language=ru', 'en'), true);
    assert.equal(await isRussian('?language=en', 'ru'), false);
    assert.equal(await isRussian('', 'ru-RU,ru;q=0.9,en;q=0.8'), true);
    assert.equal(await isRussian('', 'en-US,ru;q=0.5'), false);
    assert.equal(await isRussian('', 'de'), false);
  });

  it('introduces only the given documents', async () => {
    const one = await introduce(`?language=en&documentIds=${DOCUMENT_ID}`);
    assert.deepEqual(await introduce(`?language=en&documentIds=${DOCUMENT_ID},${DOCUMENT_ID}`), one);
    assert.match(one.about, /39 paragraphs$/);
  });

  it('refuses unknown documents, as the chat does', async () => {
    const response = await get(`?documentIds=${DOCUMENT_ID},other,${encodeURIComponent('ещё')}`);
    assert.equal(response.status, 404);
    assert.deepEqual(await response.json(), {
      error: {
        code: 'DOCUMENT_UNKNOWN',
        message: 'Cannot answer from "other", "ещё": no document has this id; use ids such as "csto-declaration-2024"',
      },
    });
  });

  for (const [query, message] of [
    ['?language=de', 'language must be "ru" or "en"'],
    ['?language=ru&language=en', 'language must be "ru" or "en"'],
    ['?documentIds=', 'documentIds.0 must not be empty'],
    ['?documentIds=a,,b', 'documentIds.1 must not be empty'],
    ['?documentIds=a&documentIds=b', 'documentIds must be a text'],
    [`?documentIds=${Array(101).fill('a').join()}`, 'documentIds must name at most 100 documents'],
  ] as const) {
    it(`refuses ${query.slice(0, 40)}`, async () => {
      const response = await get(query);
      assert.equal(response.status, 400);
      assert.deepEqual(await response.json(), {
        error: { code: 'REQUEST_INVALID', message: `Cannot use the request: ${message}` },
      });
    });
  }

  it('answers 503 before the index is ready', async () => {
    const assistant = createScriptedAssistant({ isReady: async () => false });
    await withServedApp({ assistant }, async ({ url }) => {
      assert.equal((await fetch(`${url}/api/introduction`)).status, 503);
    });
  });
});
