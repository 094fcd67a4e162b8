import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Answer } from '../../../../src/protocol/answer.ts';
import { createScriptedAssistant } from '../../../support/scripted-assistant.ts';
import { postChat, withServedApp } from '../../../support/serve-app.ts';
import { ADMIN_TOKEN, serveDocuments } from '../../../support/serve-documents.ts';

const RULES = `# Правила бассейна

Дети до семи лет плавают в бассейне только вместе с родителями.

Касса бассейна открыта с девяти до восьми.
`;
const UNANSWERED = ['Сколько весит Луна?', 'Какой вес у Луны?'];

describe('GET /admin/questions', { timeout: 60_000 }, () => {
  const documents = serveDocuments({ 'rules.md': RULES }, { logLevel: 'info' });

  it('shows what was asked and not answered, as a page and as a table', async () => {
    const answers: Answer[] = [];
    for (const message of [...UNANSWERED, 'С кем плавают дети до семи лет?']) {
      answers.push((await (await postChat(documents.url, { message })).json()) as Answer);
    }
    assert.deepEqual(
      answers.map(({ kind }) => kind),
      ['unanswered', 'unanswered', 'answered'],
    );
    const response = await documents.call('/admin/questions?language=ru', { headers: { accept: 'text/html' } });
    const html = await response.text();
    assert.equal(response.status, 200, html);
    assert.match(html, /<h1>Вопросы без ответа <span class="count">1<\/span>/);
    assert.match(html, /Какой вес у Луны\?<\/h2>\n<p class="metadata"><span>спросили 2 раза/);
    assert.doesNotMatch(html, /С кем плавают дети до семи лет/);
    assert.equal(response.headers.get('cache-control'), 'no-store');
    assert.doesNotMatch(response.headers.get('content-security-policy')!, /unsafe-inline/);

    for (const [address, accept] of [
      ['/admin/questions?format=csv', 'text/html'],
      ['/admin/questions', 'text/csv'],
    ] as const) {
      const table = await documents.call(address, { headers: { accept } });
      assert.match(table.headers.get('content-type')!, /^text\/csv; charset=utf-8/);
      assert.match(table.headers.get('content-disposition')!, /^attachment; filename="questions-\d{4}-\d\d-\d\d\.csv"/);
      const text = await table.text();
      for (const question of UNANSWERED) assert.ok(text.includes(question), text);
    }
    const secrets = answers.flatMap(({ id, conversationId }) => [id, conversationId]);
    for (const secret of [...secrets, '127.0.0.1', 'node']) assert.ok(!html.includes(secret), secret);
  });

  it('is only for callers with the token; a browser gets a page that asks for it, and says nothing', async () => {
    const program = await fetch(`${documents.url}/admin/questions`);
    assert.deepEqual(
      [program.status, ((await program.json()) as { error: { code: string } }).error.code],
      [401, 'KEY_INVALID'],
    );
    const browser = await fetch(`${documents.url}/admin/questions?language=en`, {
      headers: { accept: 'text/html', authorization: 'Bearer wrong' },
    });
    const html = await browser.text();
    assert.equal(browser.status, 401);
    assert.match(html, /<div id="unlock">/);
    assert.doesNotMatch(html, /Лун/);
    assert.ok(!documents.served.logged.join('\n').includes('Лун'), 'a question is in the log');
  });

  it('refuses a format that it does not have', async () => {
    const response = await documents.call('/admin/questions?format=xlsx');
    assert.equal(response.status, 400);
  });

  it('is switched off where there is no token, and where questions are not reviewed', async () => {
    for (const [http, setting] of [
      [{}, /ADMIN_TOKEN/],
      [{ adminToken: ADMIN_TOKEN }, /REVIEW_QUESTIONS/],
    ] as const) {
      await withServedApp({ assistant: createScriptedAssistant({}), http }, async ({ url }) => {
        const headers = { accept: 'text/html', authorization: `Bearer ${ADMIN_TOKEN}` };
        const response = await fetch(`${url}/admin/questions`, { headers });
        assert.equal(response.status, 403);
        assert.match(await response.text(), setting);
      });
    }
  });
});
