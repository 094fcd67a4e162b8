import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Assistant } from '../../../src/assistant.ts';
import type { Language } from '../../../src/protocol/language.ts';
import { withChatModelServer } from '../../support/chat-model-server.ts';
import { openIndexedAssistant } from '../../support/indexed-assistant.ts';
import { temporaryDirectory, writeFiles } from '../../support/temporary-directory.ts';

/* What a sidecar or a heading asks and the document does not answer, or only with a heading, a lead-in or the question's own words. */

const POOL = `# Правила бассейна «Волна»

Утверждены приказом директора от 4 февраля 2025 года.

## 1. Режим работы

Бассейн открыт ежедневно с 7:00 до 22:00. В санитарный день, первый вторник месяца, бассейн закрыт. В бассейне есть сауна.

## 2. Оплата

Разовое посещение стоит 450 рублей, для детей до 12 лет — 200 рублей.

## 3. Запреты

## 4. Инвентарь

Посетителям выдаются:
`;
const POOL_QUESTIONS = ['Есть ли в бассейне сауна?', 'Сколько человек вмещает бассейн?', 'Сколько стоит посещение?'];
const KILN = `# Kiln handbook

## Safety

## Who may fire the kiln?

Only members who have taken the firing course.

## How long does a bisque firing take?

## Cooling

The kiln cools for 18 hours. It is opened below 90 °C.

## Fees

The following are charged:
`;
const NOTE = '# Объявление\n\n## Важное\n\n## Срочное\n';

const FILES = {
  'kiln.md': KILN,
  'note.md': NOTE,
  'pool.md': POOL,
  'pool.meta.json': JSON.stringify({ questions: { ru: POOL_QUESTIONS } }),
};

describe('the suggested questions of documents', { timeout: 60_000 }, () => {
  const directory = writeFiles(temporaryDirectory(), FILES);
  let indexed: Awaited<ReturnType<typeof openIndexedAssistant>>;
  before(async () => {
    indexed = await openIndexedAssistant({ DOCUMENTS_DIR: directory });
  });
  after(() => indexed?.discard());

  const suggest = async (language: Language, ...documentIds: string[]) =>
    (await indexed.assistant.introduction({ language, documentIds })).questions;

  it('are those that a Russian document answers', async () => {
    assert.deepEqual(await suggest('ru', 'pool'), [
      'Сколько стоит посещение?',
      'Что сказано в разделе «Режим работы»?',
    ]);
  });

  it('are those that an English document answers', async () => {
    assert.deepEqual(await suggest('en', 'kiln'), ['Who may fire the kiln?', 'What does it say about “Cooling”?']);
  });

  it('are of the documents in the language that is read, where there are some', async () => {
    assert.deepEqual((await suggest('en', 'pool', 'kiln'))[0], 'Who may fire the kiln?');
    assert.deepEqual((await suggest('ru', 'kiln', 'pool'))[0], 'Сколько стоит посещение?');
  });

  it('are none where a document says nothing but headings', async () => {
    for (const language of ['ru', 'en'] as const) assert.deepEqual(await suggest(language, 'note'), []);
  });

  it('are tried without asking a chat model', async () => {
    const introduce = ({ introduction }: Pick<Assistant, 'introduction'>) =>
      introduction({ language: 'en', documentIds: ['kiln'] });
    await withChatModelServer([['Only members [1].']], async ({ url, requests }) => {
      const settings = { DOCUMENTS_DIR: directory, CHAT_MODEL: 'openai:scripted', CHAT_MODEL_BASE_URL: url };
      const { assistant, discard } = await openIndexedAssistant(settings);
      try {
        assert.deepEqual(await introduce(assistant), await introduce(indexed.assistant));
        assert.equal(requests.length, 0);
        await assistant.ask({ message: 'How long does the kiln cool?' });
        assert.ok(requests.length > 0, 'a question of a reader is for the model');
      } finally {
        await discard();
      }
    });
  });
});
