import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Answer } from '../../../../src/protocol/answer.ts';
import type { ConversationPart, KeptConversation } from '../../../../src/protocol/conversation.ts';
import { assertAbove } from '../../../support/assertions.ts';
import { createScriptedAssistant } from '../../../support/scripted-assistant.ts';
import { postChat, withServedApp } from '../../../support/serve-app.ts';
import { serveDeclaration } from '../../../support/serve-declaration.ts';

const declaration = serveDeclaration();

const ask = async (body: object): Promise<Answer> => (await (await postChat(declaration.url, body)).json()) as Answer;
const conversationAt = (id: string, init: RequestInit = {}) =>
  fetch(`${declaration.url}/api/conversations/${encodeURIComponent(id)}`, init);
const read = async (id: string) => (await (await conversationAt(id)).json()) as KeptConversation;
const giveFeedback = (id: string, body: unknown) =>
  fetch(`${declaration.url}/api/conversations/${id}/feedback`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

/** Holds a refusal to its status and code. */
async function assertRefused(response: Response, status: number, code: string): Promise<void> {
  const body = (await response.json()) as { error: { code: string; message: string } };
  assert.deepEqual([response.status, body.error.code], [status, code]);
  assert.match(body.error.message, /^Cannot /);
}

describe('conversations over HTTP', { timeout: 60_000 }, () => {
  for (const [first, followUp] of [
    ['Что сказано о терроризме?', 'А ещё о нём?'],
    ['What is said about terrorism?', 'What else about it?'],
  ] as const) {
    it(`continue without a history, and return every answer exactly as it was: ${first}`, async () => {
      const answer = await ask({ message: first });
      const continued = await ask({ message: followUp, conversationId: answer.conversationId });
      assert.equal(continued.conversationId, answer.conversationId);
      assert.match(continued.paragraphs[0]!.text, /террор/i);

      const response = await conversationAt(answer.conversationId);
      assert.equal(response.headers.get('cache-control'), 'no-store');
      const { id, createdAt, expiresAt, turns } = (await response.json()) as KeptConversation;
      assert.equal(id, answer.conversationId);
      assertAbove(Date.parse(expiresAt), Date.parse(createdAt));
      assert.deepEqual(
        turns.map((turn) => [turn.question, turn.answer, turn.feedback]),
        [
          [first, answer, null],
          [followUp, continued, null],
        ],
      );
      assert.notEqual(turns[0]!.answer.citations.length, 0);
    });
  }

  it('come in parts, each of which says where the next one begins', async () => {
    const { conversationId } = await ask({ message: 'Мир' });
    for (const message of ['Терроризм', 'Наркотики']) await ask({ message, conversationId });
    const part = async (query: string) => {
      const response = await fetch(`${declaration.url}/api/conversations/${conversationId}${query}`);
      const { turns, next } = (await response.json()) as ConversationPart;
      return [turns.map(({ question }) => question), next];
    };
    assert.deepEqual(await part('?limit=2'), [['Мир', 'Терроризм'], 3]);
    assert.deepEqual(await part('?from=3&limit=2'), [['Наркотики'], null]);
    assert.deepEqual(await part(''), [['Мир', 'Терроризм', 'Наркотики'], null]);
    const address = `${declaration.url}/api/conversations/${conversationId}`;
    for (const query of ['?limit=0', '?limit=51', '?from=0', '?from=x'])
      await assertRefused(await fetch(address + query), 400, 'REQUEST_INVALID');
    await assertRefused(await fetch(`${address}?from=4`), 404, 'CONVERSATION_UNKNOWN');
  });

  it('have random ids', async () => {
    const ids = await Promise.all([1, 2, 3].map(async () => (await ask({ message: 'Мир' })).conversationId));
    assert.equal(new Set(ids).size, 3);
    for (const id of ids) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('are erased for good', async () => {
    const { conversationId } = await ask({ message: 'Мир' });
    assert.equal((await conversationAt(conversationId, { method: 'DELETE' })).status, 204);
    await assertRefused(await conversationAt(conversationId), 404, 'CONVERSATION_UNKNOWN');
    await assertRefused(await conversationAt(conversationId, { method: 'DELETE' }), 404, 'CONVERSATION_UNKNOWN');
    assert.notEqual((await ask({ message: 'Мир', conversationId })).conversationId, conversationId);
  });

  it('keep feedback on their answers', async () => {
    const { conversationId, id: answerId } = await ask({ message: 'Мир' });
    const given = await giveFeedback(conversationId, { answerId, thumb: 'down', comment: '  Не о том <b>  ' });
    assert.equal(given.status, 200);
    assert.deepEqual(await given.json(), { answerId, thumb: 'down', comment: 'Не о том <b>' });
    assert.deepEqual((await read(conversationId)).turns[0]!.feedback, { thumb: 'down', comment: 'Не о том <b>' });
    assert.equal((await giveFeedback(conversationId, { answerId, thumb: null })).status, 200);
    assert.equal((await read(conversationId)).turns[0]!.feedback, null);
  });

  it('apply feedback to the latest answer when none is named', async () => {
    const { conversationId } = await ask({ message: 'Мир' });
    const { id } = await ask({ message: 'А ещё?', conversationId });
    assert.deepEqual(await (await giveFeedback(conversationId, { thumb: 'up' })).json(), {
      answerId: id,
      thumb: 'up',
      comment: null,
    });
    const comment = await giveFeedback(conversationId, { comment: 'Точно' });
    assert.deepEqual(await comment.json(), { answerId: id, thumb: null, comment: 'Точно' });
  });

  it('refuse feedback on a missing answer, and invalid feedback', async () => {
    const { conversationId, id: answerId } = await ask({ message: 'Мир' });
    const thumb = 'up';
    await assertRefused(await giveFeedback('unknown', { answerId, thumb }), 404, 'CONVERSATION_UNKNOWN');
    await assertRefused(await giveFeedback(conversationId, { answerId: 'other', thumb }), 404, 'CONVERSATION_UNKNOWN');
    for (const body of [
      {},
      { answerId },
      { answerId, thumb: 'sideways' },
      { answerId, thumb: 1 },
      { answerId, thumb, comment: 'я'.repeat(2001) },
      [],
    ]) {
      await assertRefused(await giveFeedback(conversationId, body), 400, 'REQUEST_INVALID');
    }
  });

  it('answer about a named paragraph', async () => {
    const about = { documentId: 'csto-declaration-2024', paragraph: 18 };
    const { conversationId, paragraphs } = await ask({ message: 'О чём этот абзац?', about });
    assert.equal(paragraphs[0]!.paragraph, 18);
    assert.deepEqual((await read(conversationId)).turns[0]!.about, about);
    const unknown = await postChat(declaration.url, { message: 'О чём?', about: { ...about, paragraph: 400 } });
    await assertRefused(unknown, 404, 'DOCUMENT_UNKNOWN');
  });

  it('are not found when keeping is switched off', async () => {
    await withServedApp({ assistant: createScriptedAssistant({}) }, async ({ url }) => {
      await assertRefused(await fetch(`${url}/api/conversations/a`), 404, 'CONVERSATION_UNKNOWN');
    });
  });
});
