import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createAssistant } from '../../../src/assistant.ts';
import { type AccessConfig, OPEN_ACCESS, sha256Of } from '../../../src/config/access.ts';
import { loadConfig } from '../../../src/config/config.ts';
import type { Answer } from '../../../src/protocol/answer.ts';
import { postChat, type ServedApp, serveApp } from '../../support/serve-app.ts';
import { temporaryDirectory, writeFiles } from '../../support/temporary-directory.ts';

const KEY = 'key-of-the-board-1234';
const STAFF_KEY = 'key-of-the-staff-1234';
const QUESTION = 'How many days of holiday are there?';
const HR = {
  tags: ['staff'],
  greeting: { en: 'Ask about your work', ru: 'Спросите о работе' },
  suggestions: { en: [QUESTION] },
  origins: ['https://hr.example.org'],
};

/** A server of some documents with these assistants: hr, board with a key, and one with words of its own. */
async function serve(access: AccessConfig): Promise<ServedApp & { close: () => Promise<void> }> {
  const directory = writeFiles(temporaryDirectory(), {
    'documents/holidays.txt': 'Holidays\n\nEvery employee has 28 days of holiday a year.',
    'documents/holidays.meta.json': JSON.stringify({ title: 'Holidays', language: 'en', tags: ['staff'] }),
    'documents/board.txt': 'Board\n\nEvery director has 60 days of holiday a year.',
    'documents/board.meta.json': JSON.stringify({ title: 'Board', language: 'en', tags: ['board'] }),
    'assistants/hr.json': JSON.stringify(HR),
    'assistants/board.json': JSON.stringify({ tags: ['board'], key: KEY }),
    'assistants/polite.json': JSON.stringify({ prompts: '../polite' }),
  });
  cpSync(loadConfig({}).promptsDirectory, path.join(directory, 'polite'), { recursive: true });
  writeFiles(directory, { 'polite/greeting.en.md': 'Good day to you.' });
  const settings = {
    DOCUMENTS_DIR: 'documents',
    INDEX_DIR: 'index',
    LOG_LEVEL: 'error',
    ALLOWED_ORIGINS: 'https://example.org',
  };
  const config = loadConfig(settings, { directory });
  const assistant = await createAssistant(config);
  await assistant.buildIndex();
  const served = await serveApp({ assistant, http: { ...config.http, access, rateLimitPerMinute: 0 } });
  return {
    ...served,
    async close() {
      await served.stop({ graceMs: 0 });
      await assistant.close();
    },
  };
}

/** The parts of a response that some calls have. */
interface Body {
  error: { code: string; message: string };
  about: string;
  documents: { id: string }[];
  data: { id: string }[];
  model: string;
  paragraphs: { documentId: string }[];
  pilcrow: Answer;
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

describe('several assistants on a server', () => {
  let served: Awaited<ReturnType<typeof serve>>;
  before(async () => {
    served = await serve(OPEN_ACCESS);
  });
  after(() => served.close());

  const get = async (address: string, headers = {}) => {
    const response = await fetch(served.url + address, { headers });
    return { status: response.status, body: (await response.json()) as Body };
  };
  const complete = async (model: string, headers = {}) => {
    const response = await fetch(`${served.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ model, messages: [{ role: 'user', content: QUESTION }] }),
    });
    return { status: response.status, body: (await response.json()) as Body };
  };
  const ask = async (message: string, assistant: string) => {
    const response = await fetch(`${served.url}/api/chat?assistant=${assistant}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ message }),
    });
    return (await response.json()) as Answer;
  };

  it('answer from their documents, under their own name at /v1 as well', async () => {
    const all = (await (await postChat(served.url, { message: QUESTION })).json()) as Answer;
    const cited = ({ paragraphs }: Pick<Answer, 'paragraphs'>) => [...new Set(paragraphs.map((one) => one.documentId))];
    assert.deepEqual(cited(all).sort(), ['board', 'holidays']);
    assert.deepEqual(cited(await ask(QUESTION, 'hr')), ['holidays']);
    const { body } = await complete('pilcrow-hr');
    assert.deepEqual([body.model, cited(body.pilcrow)], ['pilcrow-hr', ['holidays']]);
    assert.equal((await complete('gpt-4o')).body.model, 'pilcrow');
    assert.deepEqual(
      (await get('/api/documents?assistant=hr')).body.documents.map(({ id }) => id),
      ['holidays'],
    );
    assert.equal((await get('/api/documents/board?assistant=hr')).status, 404);
  });

  it('begin with their own greeting and suggestions, in each language that has them', async () => {
    const { body: english } = await get('/api/introduction?assistant=hr&language=en');
    assert.deepEqual(english, { about: 'Ask about your work', questions: [QUESTION] });
    const { body: russian } = await get('/api/introduction?assistant=hr&language=ru');
    assert.equal(russian.about, 'Спросите о работе');
    const { body: polite } = await get('/api/introduction?assistant=polite&language=en');
    assert.match(polite.about, /2 documents/);
  });

  it('say what their prompts have them say', async () => {
    assert.equal((await ask('Hello!', 'polite')).text, 'Good day to you.');
    assert.notEqual((await ask('Hello!', 'hr')).text, 'Good day to you.');
  });

  it('are unknown by any other name, and say so', async () => {
    for (const name of ['sales', 'HR', '', '__proto__', 'hr&assistant=hr']) {
      const { status, body } = await get(`/api/search?q=days&assistant=${name}`);
      assert.deepEqual([status, body.error.code], [404, 'ASSISTANT_UNKNOWN'], name);
    }
    const { status, body } = await complete('pilcrow-sales');
    assert.deepEqual([status, body.error.code], [404, 'ASSISTANT_UNKNOWN']);
    assert.match(body.error.message, /^Cannot ask the assistant "sales": there is none of this name; correct/);
  });

  it('with a key answer who sends it, or entered it, and list themselves to no one else', async () => {
    const models = async (headers = {}) => (await get('/v1/models', headers)).body.data.map(({ id }) => id);
    assert.deepEqual(await models(), ['pilcrow', 'pilcrow-hr', 'pilcrow-polite']);
    assert.deepEqual(await models(bearer(KEY)), ['pilcrow', 'pilcrow-board', 'pilcrow-hr', 'pilcrow-polite']);
    assert.equal((await get('/api/documents?assistant=board')).body.error.code, 'SIGN_IN_REQUIRED');
    assert.equal((await complete('pilcrow-board')).status, 401);
    assert.equal((await complete('pilcrow-board', bearer(KEY))).status, 200);
    const entered = await fetch(`${served.url}/api/session?assistant=board`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ password: KEY }),
    });
    const cookie = entered.headers.getSetCookie()[0]!.split(';')[0]!;
    assert.match(cookie, /^pilcrow_session_board=/);
    assert.equal((await get('/api/documents?assistant=board', { cookie })).status, 200);
  });

  it('are asked by pages of their own sites, which load the widget, and by no others', async () => {
    const status = async (address: string, origin: string) =>
      (await fetch(served.url + address, { headers: { origin } })).status;
    assert.equal(await status('/api/documents?assistant=hr', 'https://hr.example.org'), 200);
    assert.equal(await status('/api/documents?assistant=hr', 'https://example.org'), 403);
    assert.equal(await status('/api/documents?assistant=polite', 'https://example.org'), 200);
    assert.equal(await status('/api/documents', 'https://hr.example.org'), 403);
    assert.equal(await status('/widget.js', 'https://hr.example.org'), 200);
    const framed = await fetch(`${served.url}/chat?assistant=hr`);
    assert.match(framed.headers.get('content-security-policy')!, /frame-ancestors 'self' https:\/\/hr\.example\.org$/);
    assert.equal(await status('/widget/messages/de.json', 'https://hr.example.org'), 200);
  });

  it('have an address each, below which the whole server is theirs: its pages lead nowhere else', async () => {
    const response = await fetch(`${served.url}/assistants/hr/`, { headers: { accept: 'text/html' } });
    const html = await response.text();
    assert.match(html, /Holidays/);
    assert.ok(!html.includes('Board'), html);
    const addresses = [...html.matchAll(/(?:href|src)="(?!#|data:)([^"]+)"/g)].map(([, address]) => address!);
    assert.ok(addresses.length > 2, html);
    assert.deepEqual(
      addresses.filter((address) => !address.startsWith('/assistants/hr/')),
      [],
    );
    for (const address of addresses) assert.equal((await fetch(served.url + address)).status, 200, address);
    assert.equal((await get('/assistants/hr/api/search?q=holiday&limit=1')).body.paragraphs[0]!.documentId, 'holidays');
    assert.equal((await get('/assistants/hr/api/documents/board')).status, 404);
    assert.equal((await get('/assistants/sales/api/documents')).body.error.code, 'ASSISTANT_UNKNOWN');
    assert.equal((await get('/assistants/hr/api/documents?assistant=polite')).body.error.code, 'ASSISTANT_UNKNOWN');
    const { status } = await fetch(`${served.url}/assistants/hr`);
    assert.equal(status, 200);
  });

  it('keep the session of a reader who signs in at the address of one for the whole server', async () => {
    const entered = await fetch(`${served.url}/assistants/board/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ password: KEY }),
    });
    assert.match(entered.headers.getSetCookie()[0]!, /^pilcrow_session_board=[^;]+; Path=\/;/);
  });
});

describe('several assistants on a server that knows its readers', () => {
  it('answer each from the documents that are both theirs and the reader’s', async () => {
    const keys = [{ name: 'staff', sha256: sha256Of(STAFF_KEY), tags: ['staff'] }];
    const served = await serve({ ...OPEN_ACCESS, keys });
    const documents = async (address: string, token: string) => {
      const response = await fetch(`${served.url}/api/documents${address}`, { headers: bearer(token) });
      const { documents } = (await response.json()) as { documents?: { id: string }[] };
      return documents?.map(({ id }) => id) ?? response.status;
    };
    try {
      assert.deepEqual(await documents('', STAFF_KEY), ['holidays']);
      assert.deepEqual(await documents('?assistant=hr', STAFF_KEY), ['holidays']);
      assert.equal(await documents('?assistant=board', STAFF_KEY), 401);
      // The key of an assistant lets in who is no other reader, to its documents.
      assert.deepEqual(await documents('?assistant=board', KEY), ['board']);
      assert.deepEqual(await documents('', KEY), ['board']);
      assert.deepEqual(await documents('?assistant=hr', KEY), []);
    } finally {
      await served.close();
    }
  });

  it('begin with words of their own only for who reads a document of theirs', async () => {
    const keys = [{ name: 'staff', sha256: sha256Of(STAFF_KEY), tags: ['staff'] }];
    const served = await serve({ ...OPEN_ACCESS, keys });
    const introduction = async (token: string) => {
      const address = `${served.url}/api/introduction?assistant=hr&language=en`;
      return (await (await fetch(address, { headers: bearer(token) })).json()) as {
        about: string;
        questions: string[];
      };
    };
    try {
      assert.deepEqual(await introduction(STAFF_KEY), { about: 'Ask about your work', questions: [QUESTION] });
      const { about, questions } = await introduction(KEY);
      assert.deepEqual([about === 'Ask about your work', questions], [false, []]);
    } finally {
      await served.close();
    }
  });
});
