import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { type Assistant, createAssistant } from '../../../src/assistant.ts';
import { type AccessConfig, OPEN_ACCESS, sha256Of } from '../../../src/config/access.ts';
import { readAssistants } from '../../../src/config/assistants.ts';
import { loadConfig } from '../../../src/config/config.ts';
import { createApp } from '../../../src/http/app.ts';
import { createLog } from '../../../src/log.ts';
import { startPostgres } from '../../support/postgres.ts';
import { postChat, serveApp } from '../../support/serve-app.ts';
import { temporaryDirectory, writeFiles } from '../../support/temporary-directory.ts';
import { type Attempt, REQUESTS_OF_ROUTES } from './requests-of-routes.ts';
import { routesOfApp } from './routes-of-app.ts';

const HIDDEN_ID = 'remuneration';
const UNKNOWN_ID = 'bookkeeping1';
const HIDDEN_TEXT = `1. Pay of the board

The head of the company, Octavia Wexcombe, earns 734512 crowns a year.

On 14 March 2031 the board moved to Zelbridge.`;
/** All that could show the hidden document: its id, its title, its tag and words of it. */
const HIDDEN = [HIDDEN_ID, 'Quarrington', 'board', 'wexcombe', '734512', 'zelbridge', '2031-03'];
const DOCUMENTS = {
  'holidays.txt': '1. Holidays\n\nEvery employee has 28 days of holiday a year.\n\nOffices are closed on 1 January.',
  'holidays.meta.json': JSON.stringify({ title: 'Holidays of employees', language: 'en', tags: ['staff'] }),
  [`${HIDDEN_ID}.txt`]: HIDDEN_TEXT,
  [`${HIDDEN_ID}.meta.json`]: JSON.stringify({ title: 'Quarrington report', language: 'en', tags: ['Board'] }),
};
const KEYS = { staff: 'key-of-the-staff-1234', all: 'key-of-everything-1234' };
const ACCESS: AccessConfig = {
  ...OPEN_ACCESS,
  keys: [
    { name: 'staff', sha256: sha256Of(KEYS.staff), tags: ['Staff'] },
    { name: 'all', sha256: sha256Of(KEYS.all), tags: null },
  ],
};
const ASSISTANTS = readAssistants(
  writeFiles(temporaryDirectory(), { 'employees.json': JSON.stringify({ tags: ['staff'] }) }),
  { isNamed: true },
);
const ADMIN_TOKEN = 'admin-token';

const postgres = await startPostgres();
const assistants: Assistant[] = [];
after(async () => {
  for (const assistant of assistants) await assistant.close();
  await postgres.stop();
});

async function openIndexed(settings: Record<string, string>): Promise<Assistant> {
  const directory = writeFiles(temporaryDirectory(), DOCUMENTS);
  const assistant = await createAssistant(loadConfig({ DOCUMENTS_DIR: directory, LOG_LEVEL: 'error', ...settings }));
  assistants.push(assistant);
  await assistant.buildIndex();
  return assistant;
}

async function send(url: string, route: string, { path, body, accept = '*/*' }: Attempt, token: string | null) {
  const [method] = route.split(' ');
  const response = await fetch(url + path, {
    method: method!,
    redirect: 'manual',
    headers: {
      accept,
      ...(token !== null && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const headers = [...response.headers].filter(([name]) => !/^(?:date|x-request-id|content-length)$/.test(name));
  return { status: response.status, text: await response.text(), headers: JSON.stringify(headers) };
}

/** The attempt with an id in the place of `{id}`, and another in that of `{conversation}`. */
function filled(attempt: Attempt, ids: { id: string; conversation: string }): Attempt {
  const text = JSON.stringify(attempt).replaceAll('{id}', ids.id).replaceAll('{conversation}', ids.conversation);
  return JSON.parse(text) as Attempt;
}

const shown = ({ text, headers }: { text: string; headers: string }, words: string[]) =>
  words.filter((word) => `${text}\n${headers}`.toLowerCase().includes(word.toLowerCase()));

const stores = {
  SQLite: () => openIndexed({ INDEX_DIR: temporaryDirectory() }),
  PostgreSQL: () => openIndexed({ DATABASE_URL: postgres.config.url, DATABASE_SCHEMA: postgres.config.schema }),
};

for (const [store, open] of Object.entries(stores)) {
  describe(`every route, over ${store}, for a reader of some documents`, () => {
    it('shows nothing of the others, and answers as if they were not there', async () => {
      const assistant = await open();
      const served = await serveApp({
        assistant,
        http: { access: ACCESS, assistants: ASSISTANTS, adminToken: ADMIN_TOKEN },
      });
      const first = await postChat(
        served.url,
        { message: 'How much does the head of the company earn?' },
        { headers: { authorization: `Bearer ${KEYS.all}` } },
      );
      const { conversationId } = (await first.json()) as { conversationId: string };
      const twin = `${conversationId.slice(0, -1)}${conversationId.endsWith('0') ? '1' : '0'}`;
      try {
        for (const [route, attempts] of Object.entries(REQUESTS_OF_ROUTES)) {
          if (typeof attempts === 'string') continue;
          for (const attempt of attempts) {
            const hidden = filled(attempt, { id: HIDDEN_ID, conversation: conversationId });
            const unknown = filled(attempt, { id: UNKNOWN_ID, conversation: twin });
            const what = `${route} ${JSON.stringify(hidden)}`;
            const isErasing = route.startsWith('DELETE');
            if (attempt.shows) {
              const whole = await send(served.url, route, hidden, KEYS.all);
              assert.notDeepEqual(
                shown(whole, HIDDEN),
                [],
                `${what} shows nothing to one who may see it: ${whole.text}`,
              );
            }
            const own = await send(served.url, route, hidden, KEYS.staff);
            const narrowed = {
              ...hidden,
              path: `${hidden.path}${hidden.path.includes('?') ? '&' : '?'}assistant=employees`,
            };
            const ofAssistant = await send(served.url, route, narrowed, isErasing ? KEYS.staff : KEYS.all);
            const asksForIt = JSON.stringify(hidden).includes(HIDDEN_ID);
            assert.deepEqual(shown(own, asksForIt ? HIDDEN.slice(1) : HIDDEN), [], `${what} shows: ${own.text}`);
            const seen = route.includes('/api/conversations')
              ? []
              : shown(ofAssistant, asksForIt ? HIDDEN.slice(1) : HIDDEN);
            assert.deepEqual(seen, [], `${what} shows through an assistant of others: ${ofAssistant.text}`);
            if (/\{(?:id|conversation)\}/.test(JSON.stringify(attempt))) {
              const other = await send(served.url, route, unknown, KEYS.staff);
              assert.equal(own.status, other.status, `${what} tells a hidden id from an unknown one`);
              if (asksForIt) assert.equal(own.text.replaceAll(HIDDEN_ID, UNKNOWN_ID), other.text, what);
            }
            if (!isErasing) assert.equal((await send(served.url, route, hidden, null)).status, 401, what);
          }
        }
      } finally {
        await served.stop({ graceMs: 0 });
      }
    });
  });
}

describe('every route', () => {
  it('has a decision about who sees what it shows', async () => {
    const config = loadConfig({ ADMIN_TOKEN, DOCUMENTS_DIR: temporaryDirectory(), INDEX_DIR: temporaryDirectory() });
    const assistant = await createAssistant(config);
    assistants.push(assistant);
    const routes = routesOfApp(createApp({ assistant, config, log: createLog('silent') }));
    assert.deepEqual(
      routes.filter((route) => !(route in REQUESTS_OF_ROUTES)),
      [],
      'add them to requests-of-routes.ts',
    );
    assert.ok(routes.length > 30, `routes are not found any more: ${routes}`);
  });
});
