import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Explanation, explanationSchema } from '../../../../src/protocol/explanation.ts';
import { createScriptedAssistant } from '../../../support/scripted-assistant.ts';
import { withServedApp } from '../../../support/serve-app.ts';
import { serveDeclaration } from '../../../support/serve-declaration.ts';

const ADMIN_TOKEN = 'secret-token';
const QUESTION = 'Кто председательствовал в ОДКБ в 2024 году?';

const declaration = serveDeclaration({ http: { adminToken: ADMIN_TOKEN, apiKeys: ['key'] } });

const post = (body: unknown, { url = declaration.url, authorization = `Bearer ${ADMIN_TOKEN}` } = {}) =>
  fetch(`${url}/api/explain`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization },
    body: JSON.stringify(body),
  });

async function explain(body: object): Promise<Explanation> {
  const response = await post(body);
  assert.equal(response.status, 200);
  return explanationSchema.parse(await response.json());
}

async function failureOf(response: Response): Promise<[number, string, string]> {
  const { error } = (await response.json()) as { error: { code: string; message: string } };
  return [response.status, error.code, error.message];
}

describe('POST /api/explain', { timeout: 60_000 }, () => {
  it('gives the explanation that the command line prints', async () => {
    const explanation = await explain({ message: QUESTION });
    const printed: unknown = JSON.parse(JSON.stringify(await declaration.assistant.explain({ message: QUESTION })));
    assert.deepEqual(explanation, printed);
    const { spans, decision } = explanation;
    assert.deepEqual([spans[0]?.documentId, spans[0]?.paragraph], ['csto-declaration-2024', 32]);
    assert.deepEqual(decision?.kind, (await declaration.assistant.ask({ message: QUESTION })).kind);
  });

  it('explains a follow-up with the question it leans on, and leaves courtesies out', async () => {
    const history = [
      { role: 'user', content: QUESTION },
      { role: 'assistant', content: 'Республика Казахстан.' },
    ];
    const { question, context } = await explain({ message: 'Спасибо! А кто в 2025 году?', history });
    assert.match(question, /2025/);
    assert.doesNotMatch(question, /спасибо/i);
    assert.match([question, ...context].join(' '), /ОДКБ/);
  });

  it('explains questions that find nothing, and those in no language', async () => {
    for (const message of [
      '?!… «»',
      '🕊'.repeat(1000),
      '\ud83d',
      'Афга\u0000нистан',
      '__proto__ constructor',
      '9'.repeat(300),
    ]) {
      assert.equal((await explain({ message })).question, message);
    }
    assert.deepEqual((await explain({ message: QUESTION, documentIds: [] })).decision, null);
  });

  it('requires the admin token, whatever the body is', async () => {
    for (const authorization of ['', 'Bearer secret', 'Bearer key', `Basic ${ADMIN_TOKEN}`]) {
      const response = await post('no object', { authorization });
      assert.equal(response.headers.get('www-authenticate'), 'Bearer', authorization);
      assert.deepEqual(await failureOf(response), [
        401,
        'KEY_INVALID',
        'Cannot explain an answer: the token is missing or wrong; send ADMIN_TOKEN as "Authorization: Bearer …"',
      ]);
    }
  });

  it('is off without an admin token', async () => {
    await withServedApp({ assistant: declaration.assistant }, async ({ url }) => {
      assert.deepEqual(await failureOf(await post({ message: QUESTION }, { url, authorization: 'Bearer null' })), [
        403,
        'FORBIDDEN',
        'Cannot explain an answer over HTTP: it is switched off; set ADMIN_TOKEN',
      ]);
    });
  });

  it('refuses what the chat refuses', async () => {
    const unknown = await failureOf(await post({ message: QUESTION, documentIds: ['other'] }));
    assert.deepEqual(unknown.slice(0, 2), [404, 'DOCUMENT_UNKNOWN']);
    const untagged = await failureOf(await post({ message: QUESTION, tags: ['other'] }));
    assert.deepEqual(untagged.slice(0, 2), [404, 'TAG_UNKNOWN']);
    assert.deepEqual(await failureOf(await post({ message: ' ' })), [
      400,
      'REQUEST_INVALID',
      'Cannot use the request: message must not be empty',
    ]);
  });

  it('answers 503 before the index is ready', async () => {
    const assistant = createScriptedAssistant({ isReady: async () => false });
    await withServedApp({ assistant, http: { adminToken: ADMIN_TOKEN } }, async ({ url }) => {
      assert.equal((await post({ message: QUESTION }, { url })).status, 503);
    });
  });
});
