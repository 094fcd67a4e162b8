import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import { OPEN_ACCESS, sha256Of } from '../../../../src/config/access.ts';
import type { Operation } from '../../../../src/http/api/openapi/operation.ts';
import { OPERATIONS } from '../../../../src/http/api/openapi/operations.ts';
import type { Answer } from '../../../../src/protocol/answer.ts';
import { HTML, pageOf, scriptSite } from '../../../library/sites/scripted-site.ts';
import { postChat } from '../../../support/serve-app.ts';
import { serveDeclaration } from '../../../support/serve-declaration.ts';
import { formOf } from '../../../support/serve-documents.ts';

const ADMIN_TOKEN = 'token';
const QUESTION = 'Что сказано об Афганистане?';

const PASSWORD = 'a password';

const site = await scriptSite();
site.answers['/hall'] = { headers: HTML, body: pageOf('Hall', 'The hall is open until nine.') };

const access = { ...OPEN_ACCESS, passwordSha256: sha256Of(PASSWORD) };
const declaration = serveDeclaration({
  http: { adminToken: ADMIN_TOKEN, access },
  settings: { SITE_PRIVATE_NETWORK: 'true', SITE_DELAY_MS: '0' },
});
let answer: Answer;

const nameOf = ({ method, path }: Pick<Operation, 'method' | 'path'>) => `${method} ${path}`;

/** A request of each call that is answered. */
function exampleOf(operation: Operation): { id?: string; query?: string; body?: object; form?: FormData } {
  const messages = [{ role: 'user', content: QUESTION }];
  const parts = [{ type: 'text', text: QUESTION }];
  const list = { jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} };
  const examples: Record<string, ReturnType<typeof exampleOf>> = {
    'post /api/chat': { body: { message: QUESTION } },
    'get /api/search': { query: `q=${encodeURIComponent(QUESTION)}&limit=2` },
    'get /api/documents/{id}': { id: 'csto-declaration-2024' },
    'get /api/documents/{id}/file': { id: 'csto-declaration-2024' },
    'get /api/documents/{id}/positions': { id: 'csto-declaration-2024', query: 'start=0&end=9' },
    'post /api/documents': { form: formOf({ 'new.txt': 'Новый' }) },
    'put /api/documents/{id}': { id: 'new', form: formOf({ 'new.txt': 'Новее' }, { tags: 'a,b' }) },
    'patch /api/documents/{id}': { id: 'new', body: { title: 'Другой' } },
    'delete /api/documents/{id}': { id: 'new' },
    'get /api/conversations/{id}': { id: answer.conversationId },
    'delete /api/conversations/{id}': { id: answer.conversationId },
    'post /api/conversations/{id}/feedback': {
      id: answer.conversationId,
      body: { answerId: answer.id, thumb: 'up', comment: 'Да' },
    },
    'post /v1/chat/completions': { body: { model: 'pilcrow', messages } },
    'get /v1/models/{id}': { id: 'pilcrow' },
    'post /api/ui-chat': { body: { messages: [{ role: 'user', parts }] } },
    'post /mcp': { body: list },
    'post /api/session': { body: { password: PASSWORD } },
    'post /api/sites': { body: { address: `${site.url}/hall` } },
    'post /api/explain': { body: { message: QUESTION } },
  };
  return examples[nameOf(operation)] ?? {};
}

function send(
  operation: Operation,
  { id = '', query = '', body, form }: ReturnType<typeof exampleOf>,
): Promise<Response> {
  return fetch(`${declaration.url}${operation.path.replace('{id}', encodeURIComponent(id))}?${query}`, {
    method: operation.method.toUpperCase(),
    headers: {
      accept: 'application/json, text/event-stream;q=0.5',
      authorization: `Bearer ${ADMIN_TOKEN}`,
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
    ...(form && { body: form }),
  });
}

describe('GET /openapi.json', { timeout: 60_000 }, () => {
  before(async () => {
    const headers = { authorization: `Bearer ${ADMIN_TOKEN}` };
    answer = (await (await postChat(declaration.url, { message: QUESTION }, { headers })).json()) as Answer;
  });

  it('is a valid description in OpenAPI 3.1', async () => {
    const description = (await (await fetch(`${declaration.url}/openapi.json`)).json()) as Record<string, unknown>;
    assert.match(String(description.openapi), /^3\.1\./);
    const validator = new Validator();
    const { valid, errors } = await validator.validate(description);
    assert.ok(valid, JSON.stringify(errors));
    assert.ok(validator.resolveRefs({ specification: description }), 'all references lead somewhere');
  });

  it('lists every call once', async () => {
    const names = OPERATIONS.map(nameOf);
    assert.equal(new Set(names).size, names.length);
    const { paths } = (await (await fetch(`${declaration.url}/openapi.json`)).json()) as {
      paths: Record<string, object>;
    };
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    assert.deepEqual(described.toSorted(), names.toSorted());
  });

  // What erases comes last: the others need what it erases.
  const ordered = OPERATIONS.toSorted((a, b) => Number(a.method === 'delete') - Number(b.method === 'delete'));
  for (const operation of ordered) {
    it(`describes the responses of ${nameOf(operation)}`, async () => {
      const response = await send(operation, exampleOf(operation));
      const types = Object.keys(operation.answers);
      if (types.length === 0) return assert.equal(response.status, 204);
      const text = await response.text();
      assert.equal(response.status, operation.makes && operation.method === 'post' ? 201 : 200, text);
      const type = response.headers.get('content-type')!.split(';')[0]!;
      assert.ok(types.includes(type), type);
      const schema = operation.answers[type];
      if (schema) schema.parse(JSON.parse(text));
    });
  }
});
