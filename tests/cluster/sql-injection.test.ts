import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import { after, before, describe, it, mock } from 'node:test';
import pg from 'pg';
import { type Assistant, createAssistant } from '../../src/assistant.ts';
import { loadConfig } from '../../src/config/config.ts';
import type { Answer } from '../../src/protocol/answer.ts';
import type { DocumentSummary } from '../../src/protocol/documents.ts';
import { openDatabase } from '../../src/stores/postgres/connection/database.ts';
import { settingsOf } from '../support/cluster.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { type ServedApp, serveApp } from '../support/serve-app.ts';
import { ADMIN_TOKEN, formOf } from '../support/serve-documents.ts';
import { SQL_MARKER, sqlPayloads } from '../support/sql-payloads.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const PAYLOADS = 1000;
const AT_ONCE = 4;
/** `EVERY_FIELD=1` sends each payload through every field, for a long run; without, each goes through one of them. */
const IN_EVERY_FIELD = process.env.EVERY_FIELD === '1';
const QUESTION = 'Когда была подписана декларация?';

/** In an address: what has no UTF-8 goes as the bytes it would have. */
const inAddress = (text: string) =>
  [...text].map((sign) => (sign.isWellFormed() ? encodeURIComponent(sign) : '%ED%A0%80')).join('');

describe('a server with a database, given SQL injection payloads', () => {
  let postgres: TestPostgres;
  let assistant: Assistant;
  let served: ServedApp;
  let conversation: Answer;
  const statements = new Set<string>();
  /** Documents that were acknowledged, by id. */
  const documents = new Map<string, string>();
  const conversations = new Set<string>();

  before(async () => {
    const directory = temporaryDirectory();
    cpSync(loadConfig({}).documentsDirectory, directory, { recursive: true });
    postgres = await startPostgres();
    assistant = await createAssistant(loadConfig({ ...settingsOf(postgres.config), DOCUMENTS_DIR: directory }));
    await assistant.buildIndex();
    served = await serveApp({ assistant, http: { adminToken: ADMIN_TOKEN } });
    for (const { id, title } of await assistant.documents()) documents.set(id, title);
    conversation = (await (await post('/api/chat', { message: QUESTION })).json()) as Answer;
    conversations.add(conversation.conversationId);
    const { query } = pg.Client.prototype;
    mock.method(pg.Client.prototype, 'query', function (this: pg.Client, ...given: unknown[]) {
      const [statement] = given as [string | { text: string }];
      statements.add(typeof statement === 'string' ? statement : statement.text);
      return Reflect.apply(query, this, given);
    });
  });
  after(async () => {
    mock.restoreAll();
    await served?.stop({ graceMs: 0 });
    await assistant?.close();
    await postgres?.stop();
  });

  const call = (address: string, { headers, ...init }: RequestInit = {}) =>
    fetch(served.url + address, { ...init, headers: { authorization: `Bearer ${ADMIN_TOKEN}`, ...headers } });
  const send = (method: string) => (address: string, body: object) =>
    call(address, {
      method,
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', accept: 'application/json' },
    });
  const [post, patch] = [send('POST'), send('PATCH')];
  const ask = async (body: object) => {
    const response = await post('/api/chat', { message: QUESTION, ...body });
    if (response.ok) conversations.add(((await response.clone().json()) as Answer).conversationId);
    return response;
  };
  const upload = async (address: string, method: string, form: FormData) => {
    const response = await call(address, { method, body: form, headers: { accept: 'application/json' } });
    if (response.ok) {
      const listed = (await response.clone().json()) as DocumentSummary & { documents?: DocumentSummary[] };
      for (const { id, title } of listed.documents ?? [listed]) documents.set(id, title);
    }
    return response;
  };

  type Fields = Record<string, (text: string, number: number) => Promise<Response>>;
  /** Texts that are searched for. */
  const asking: Fields = {
    message: (text) => ask({ message: text }),
    conversationId: (text) => ask({ conversationId: text }),
    // Who brings the history keeps the conversation.
    history: (text) => post('/api/chat', { message: QUESTION, history: [{ role: 'user', content: text }] }),
    search: (text) => call(`/api/search?q=${inAddress(text)}`),
    'model and messages': (text) =>
      post('/v1/chat/completions', { model: text, messages: [{ role: 'user', content: text }], user: text }),
  };
  /** Texts that become documents, and what is said of them. */
  const changing: Fields = {
    'a document to put': (text) =>
      upload(`/api/documents/${inAddress(text)}`, 'PUT', formOf({ 'put.txt': text }, { title: text })),
    'an upload': (text, number) =>
      upload('/api/documents', 'POST', formOf({ [`sent-${number % 5}-${text}.txt`]: text }, { tags: text })),
    'a title and tags': (text) =>
      upload('/api/documents/kept', 'PUT', formOf({ 'kept.txt': text }, { title: text, tags: text })),
  };
  /** All other texts that come in. */
  const looking: Fields = {
    documentIds: (text) => ask({ documentIds: [text] }),
    tags: (text) => ask({ tags: [text] }),
    about: (text) => ask({ about: { documentId: text, paragraph: 1 } }),
    'feedback on an answer': (text) =>
      post(`/api/conversations/${conversation.conversationId}/feedback`, { answerId: text, thumb: 'up' }),
    comment: (text) => post(`/api/conversations/${conversation.conversationId}/feedback`, { comment: text }),
    'feedback on a conversation': (text) =>
      post(`/api/conversations/${inAddress(text)}/feedback`, { thumb: 'down', comment: text }),
    'a conversation': (text) => call(`/api/conversations/${inAddress(text)}`),
    'a conversation to erase': (text) => call(`/api/conversations/${inAddress(text)}`, { method: 'DELETE' }),
    'search in documents': (text) => call(`/api/search?q=a&documentIds=${inAddress(text)}`),
    'search in tags': (text) => call(`/api/search?q=a&tags=${inAddress(text)}`),
    introduction: (text) => call(`/api/introduction?documentIds=${inAddress(text)}`),
    'introduction of tags': (text) => call(`/api/introduction?tags=${inAddress(text)}`),
    'a document': (text) => call(`/api/documents/${inAddress(text)}`),
    'a page': (text) => call(`/documents/${inAddress(text)}?quote=${inAddress(text)}`),
    'a document to remove': (text) => call(`/api/documents/${inAddress(text)}x`, { method: 'DELETE' }),
    'a document to describe': (text) => patch(`/api/documents/${inAddress(text)}x`, { title: text }),
  };
  const fields: Fields = { ...asking, ...changing, ...looking };
  /** Searching and writing take long: few go through those. */
  const fieldsFor = (number: number): string[] => {
    const all = [asking, changing, looking].map((kind) => Object.keys(kind));
    if (IN_EVERY_FIELD) return all.flat();
    const [asked = [], changed = [], looked = []] = all;
    const kind = number % 50 === 0 ? asked : number % 20 === 1 ? changed : looked;
    return [kind[Math.floor(number / (kind === asked ? 50 : kind === changed ? 20 : 1)) % kind.length]!];
  };

  it(`answers ${PAYLOADS} of them in ${Object.keys(fields).length} fields without a failure, and pastes none into a statement`, async () => {
    const before = await describeTables();
    const work = sqlPayloads(PAYLOADS).flatMap((text, number) =>
      fieldsFor(number).map((name) => ({ text, name, number })),
    );
    const failed: string[] = [];
    const workOff = async () => {
      for (let next = work.pop(); next; next = work.pop()) {
        const { text, name, number } = next;
        const { status } = await fields[name]!(text, number);
        if (status >= 500) failed.push(`${status}: ${name}: ${JSON.stringify(text)}`);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, workOff));
    assert.deepEqual(failed, []);
    assert.deepEqual(served.logged, []);
    assert.deepEqual(
      [...statements].filter((text) => text.includes(SQL_MARKER)),
      [],
    );
    assert.ok(statements.size > 10, 'statements were seen');
    assert.deepEqual(await describeTables(), before);
  });

  it('stores exactly what was acknowledged, and nothing else', async () => {
    const listed = await assistant.documents();
    assert.deepEqual(new Map(listed.map(({ id, title }) => [id, title])), documents);
    const database = openDatabase(postgres.config);
    try {
      const kept = await database.query<{ id: string }>('SELECT id FROM conversations ORDER BY id');
      assert.deepEqual(
        kept.map(({ id }) => id),
        [...conversations].sort(),
      );
      const [{ owned } = { owned: -1 }] = await database.query<{ owned: number }>(
        "SELECT count(*) AS owned FROM documents WHERE title = 'owned'",
      );
      assert.equal(owned, 0);
    } finally {
      await database.close();
    }
  });

  /** Tables and their columns. */
  async function describeTables(): Promise<unknown[]> {
    const database = openDatabase(postgres.config);
    try {
      return await database.query(
        `SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = $1
         ORDER BY table_name, ordinal_position`,
        [postgres.config.schema],
      );
    } finally {
      await database.close();
    }
  }
});
