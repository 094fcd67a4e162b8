import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { openReplier } from '../../../src/answering/replies/create-replier.ts';
import { listDocuments } from '../../../src/answering/replies/list-documents.ts';
import { loadConfig, PROJECT_DIRECTORY } from '../../../src/config/config.ts';
import { openSqliteStore } from '../../../src/stores/sqlite/paragraph-store.ts';
import { copyPreparedIndex } from '../../support/prepared-index.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const PROMPTS = path.join(PROJECT_DIRECTORY, 'prompts');
const TITLE = 'Декларация Совета коллективной безопасности ОДКБ';

describe('the replier', () => {
  async function open({
    promptsDirectory = PROMPTS,
    chatModel = null,
  }: Partial<Parameters<typeof openReplier>[0]> = {}) {
    const directory = temporaryDirectory();
    await copyPreparedIndex(directory);
    const store = openSqliteStore(directory);
    after(() => store.close());
    return openReplier({ promptsDirectory, chatModel }, store);
  }

  it('has a reply of its own for every reason, in both languages', async () => {
    const replier = await open();
    const messages = {
      greeting: ['Привет', 'Hi'],
      thanks: ['Спасибо', 'Thanks'],
      identity: ['Кто ты?', 'Who are you?'],
      help: ['Помоги', 'Help'],
      documents: ['Какие у тебя документы?', 'Which documents do you have?'],
      farewell: ['До свидания', 'Goodbye'],
      acknowledged: ['Понятно', 'I see'],
      cannot: ['Переведи это', 'Translate it'],
    };
    const texts = new Set<string>();
    for (const [reason, [russian, english]] of Object.entries(messages)) {
      const replies = await Promise.all([russian!, english!].map((message) => replier.reply({ message })));
      assert.deepEqual(
        replies.map((reply) => [reply?.reason, reply?.language]),
        [
          [reason, 'ru'],
          [reason, 'en'],
        ],
      );
      for (const reply of replies) texts.add(reply!.text);
    }
    assert.equal(texts.size, 2 * Object.keys(messages).length);
    assert.equal(await replier.reply({ message: 'Кто подписал декларацию?' }), null);
  });

  it('knows by the words of the documents that are asked whether a remark is one, and not by those of others', async () => {
    const directory = temporaryDirectory();
    await copyPreparedIndex(directory);
    const store = openSqliteStore(directory);
    after(() => store.close());
    const replier = await openReplier({ promptsDirectory: PROMPTS, chatModel: null }, store);
    const [{ id } = { id: '' }] = await store.documents();
    const reasonFor = async (documentIds?: string[]) =>
      (await replier.reply({ message: 'Спасибо. ОДКБ', documentIds }))?.reason ?? null;
    assert.deepEqual([await reasonFor(), await reasonFor([id])], [null, null]);
    assert.deepEqual([await reasonFor([]), await reasonFor(['another'])], ['thanks', 'thanks']);
  });

  it('replies to signs in the language of the conversation, then in the preferred one', async () => {
    const replier = await open();
    const history = [
      { role: 'user', content: 'Что сказано о мире?' },
      { role: 'assistant', content: '…' },
    ] as const;
    const inConversation = await replier.reply({ message: '?', history: [...history], preferredLanguage: 'en' });
    assert.deepEqual([inConversation?.reason, inConversation?.language], ['unclear', 'ru']);
    assert.equal((await replier.reply({ message: '👍', preferredLanguage: 'ru' }))?.language, 'ru');
    assert.equal((await replier.reply({ message: 'Danke!', preferredLanguage: 'ru' }))?.language, 'ru');
    assert.equal((await replier.reply({ message: 'Danke!' }))?.language, 'en');
  });

  it('names the documents that may be asked', async () => {
    const replier = await open();
    const message = 'Which documents do you have?';
    assert.equal((await replier.reply({ message }))?.text, `I look for answers in 1 document:\n- “${TITLE}”`);
    assert.equal((await replier.reply({ message, documentIds: [] }))?.text, 'There are no documents yet.');
  });

  it('leaves to a chat model what only it can do, and nothing else', async () => {
    const replier = await open({
      chatModel: loadConfig({ CHAT_MODEL: 'openai:any', CHAT_MODEL_BASE_URL: 'http://127.0.0.1:9/v1' }).chatModel,
    });
    assert.equal(await replier.reply({ message: 'Translate it' }), null);
    assert.equal(await replier.reply({ message: 'объясни попроще' }), null);
    assert.equal((await replier.reply({ message: 'Hi' }))?.reason, 'greeting');
  });

  it('does not take a word of the documents for a misspelt greeting', async () => {
    const replier = await open();
    assert.equal((await replier.reply({ message: 'Спасибо, улетаем' }))?.reason, 'thanks');
    assert.equal(await replier.reply({ message: 'Спасибо, терроризм' }), null);
  });

  it('greets in the owner’s words, and says what is wrong with their files', async () => {
    const promptsDirectory = temporaryDirectory();
    const write = (name: string, text: string) => writeFileSync(path.join(promptsDirectory, name), text);
    write('greeting.ru.md', '\uFEFFДобро пожаловать в дом отдыха!\n');
    write('greeting.en.md', 'Welcome to the holiday home!');
    write('identity.ru.md', ' \n');
    await assert.rejects(open({ promptsDirectory }), (error: Error) => {
      assert.match(error.message, /^Cannot use the replies: /);
      assert.match(error.message, /identity\.ru\.md" is empty: write what is to be said/);
      assert.match(error.message, /identity\.en\.md" cannot be read \(.+\): put it back/);
      return true;
    });
    write('identity.ru.md', 'Я справочная дома отдыха.');
    write('identity.en.md', 'I am the desk of the holiday home.');
    const replier = await open({ promptsDirectory });
    assert.equal((await replier.reply({ message: 'Привет' }))?.text, 'Добро пожаловать в дом отдыха!');
    assert.equal((await replier.reply({ message: 'Who are you?' }))?.text, 'I am the desk of the holiday home.');
  });
});

describe('listDocuments', () => {
  const titled = (count: number) => Array.from({ length: count }, (_, index) => ({ title: `Rules ${index + 1}` }));

  it('names twenty and counts the others', () => {
    const lines = listDocuments(titled(1042), 'en').split('\n');
    assert.equal(lines[0], 'I look for answers in 1,042 documents:');
    assert.deepEqual(lines.slice(-2), ['- “Rules 20”', '- and another 1,022 documents']);
    assert.equal(lines.length, 22);
  });

  it('cuts a long title between words, and no number of it becomes a marker', () => {
    const [, line] = listDocuments([{ title: `Rules [1] ${'of the house '.repeat(20)}` }], 'en').split('\n');
    assert.match(line!, /^- “Rules \(1\) of the house .+ house…”$|^- “Rules \(1\) .{100,125}…”$/);
  });
});
