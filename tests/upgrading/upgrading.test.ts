import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { createAssistant } from '../../src/assistant.ts';
import type { Command } from '../../src/cli/command.ts';
import { updateIndex } from '../../src/cli/open-assistant.ts';
import { createProgress } from '../../src/cli/terminal/progress.ts';
import { environmentOverFile, loadConfig } from '../../src/config/config.ts';
import { REMOVED_SETTINGS } from '../../src/config/settings.ts';
import { createLog } from '../../src/log.ts';
import type { Answer } from '../../src/protocol/answer.ts';
import type { KeptConversation } from '../../src/protocol/conversation.ts';
import { runPilcrow } from '../cli/run-pilcrow.ts';
import { withServedApp } from '../support/serve-app.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';
import { tinyModelFiles } from '../support/tiny-model.ts';
import { CONVERSATIONS, earlierInstallation, unpackBackup } from './earlier-version.ts';

const RENT = 'The rent is 420 euro a month and is paid on the fifth day of each month.';

/** The options of each command of that version, by the module of the command. */
const OPTIONS = {
  ask: ['document', 'json'],
  chat: ['document'],
  search: ['limit', 'json'],
  'index-documents': ['anew', 'json'],
  doctor: ['json'],
  backup: ['json'],
  restore: ['json'],
  'migrate-store': ['from', 'to', 'json'],
  evaluate: ['failures', 'json'],
  'measure-retrieval': ['json'],
  calibrate: ['dry-run'],
};

describe('data of an earlier version', { timeout: 180_000 }, () => {
  it('answers after the index was rebuilt with a message, and the doctor finds nothing', async () => {
    const settings = { ...earlierInstallation(), LOG_LEVEL: 'info' };
    const before = await runPilcrow(['doctor'], settings);
    assert.equal(before.exitCode, 1);
    assert.match(before.stdout, /^problem {2}Index: its tables .+\n {9}run: npm run index$/m);

    const asked = await runPilcrow(['ask', 'Сколько стоит аренда читального зала?', '--json'], settings);
    assert.equal(asked.exitCode, 0);
    assert.match(asked.stderr, /Rebuilding the index: it was made by another version of this program/);
    const answer = JSON.parse(asked.stdout) as { citations: { documentId: string; quote: string }[] };
    assert.match(answer.citations.find(({ documentId }) => documentId === 'lease')?.quote ?? '', /420 euro a month/);

    const again = await runPilcrow(['ask', 'How much is the ticket?'], settings);
    assert.match(again.stdout, /A ticket costs three euro/);
    assert.doesNotMatch(again.stderr, /Rebuilding/);
    const after = await runPilcrow(['doctor'], settings);
    assert.match(after.stdout, /^ok {7}Conversations: 3\n(?:.*\n)*All is well\.\n$/m);
  });

  it('keeps its conversations with feedback, and the titles and tags given over HTTP', async () => {
    const { assistant, close } = await openEarlier();
    try {
      assert.deepEqual(
        (await assistant.documents()).map(({ id, title, tags }) => [id, title, tags]),
        [
          ['club', 'Rowing', ['boats']],
          ['ferry', 'The ferry to Reed Island', []],
          ['lease', 'The lease', ['contracts']],
          ['маяк', 'Памятка смотрителя маяка', []],
        ],
      );
      await withServedApp({ assistant }, async ({ url }) => {
        const read = async (id: string) =>
          (await (await fetch(`${url}/api/conversations/${id}`)).json()) as KeptConversation;
        const { turns } = await read(CONVERSATIONS.rent);
        assert.deepEqual(
          turns.map(({ question, answer, feedback }) => [question, answer.citations[0]?.quote, feedback]),
          [
            ['How much is the rent?', RENT, null],
            ['And when is it paid?', RENT, { thumb: 'up', comment: 'Точно' }],
          ],
        );
        assert.deepEqual((await read(CONVERSATIONS.beacon)).turns[0]?.feedback, { thumb: 'down', comment: null });
        assert.deepEqual((await read(CONVERSATIONS.ferry)).turns[0]?.about, { documentId: 'ferry', paragraph: 1 });

        const response = await fetch(`${url}/api/chat`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', accept: 'application/json' },
          body: JSON.stringify({ message: 'When is it paid?', conversationId: CONVERSATIONS.rent }),
        });
        assert.ok(((await response.json()) as Answer).text.includes(RENT), 'the follow-up is answered');
        assert.equal((await read(CONVERSATIONS.rent)).turns.length, 3);
      });
    } finally {
      await close();
    }
  });

  it('is restored from a backup into an empty installation', async () => {
    const settings = {
      DOCUMENTS_DIR: path.join(temporaryDirectory(), 'documents'),
      INDEX_DIR: path.join(temporaryDirectory(), 'index'),
    };
    const restored = await runPilcrow(['restore', unpackBackup()], settings);
    assert.deepEqual([restored.exitCode, restored.stderr], [0, '']);
    assert.match(restored.stdout, /^Documents: 6 put back.+\nIndex: 4 documents, 9 paragraphs\nConversations: 3$/m);
    const asked = await runPilcrow(['ask', 'Когда зажигают лампу маяка?'], settings);
    assert.match(asked.stdout, /за полчаса до захода солнца/);
    assert.equal((await runPilcrow(['doctor'], settings)).exitCode, 0);
  });

  it('ends with what to do where the calibration of its own model is of the earlier version', async () => {
    const model = writeFiles(temporaryDirectory(), {
      ...tinyModelFiles({ rent: [1, 0], key: [0, 1] }),
      'calibration.json': '{"ranking": {"keywords": 1}, "thresholds": {"answered": 0.5}}',
    });
    const asked = await runPilcrow(['ask', 'rent'], { ...earlierInstallation(), EMBEDDING_MODEL: model });
    assert.equal(asked.exitCode, 1);
    assert.match(asked.stderr, /calibration\.json".+ ranking\.spelling, .+npm run calibrate.+, or remove it/);
  });
});

describe('the settings and commands of an earlier version', () => {
  const lines = gunzipSync(readFileSync(path.join(import.meta.dirname, 'env-example.gz')))
    .toString()
    .split('\n');

  it('work as its .env.example has them', () => {
    const file = path.join(writeFiles(temporaryDirectory(), { '.env': lines.join('\n') }), '.env');
    assert.equal(loadConfig(environmentOverFile(file, {})).port, 3000);
  });

  it('work with each line of it in use, or are refused with what to do instead', () => {
    const inUse = lines.map((line) => line.replace(/^# (?=[A-Z_]{3,}=)/, ''));
    const isRemoved = (line: string) => Object.keys(REMOVED_SETTINGS).some((name) => line.startsWith(`${name}=`));
    const environmentOf = (kept: string[]) =>
      environmentOverFile(path.join(writeFiles(temporaryDirectory(), { '.env': kept.join('\n') }), '.env'), {
        CHAT_MODEL_API_KEY: 'key',
      });
    assert.throws(() => loadConfig(environmentOf(inUse)), {
      message: /^Cannot use the settings: (?:EMBEDDING_(?:NORMALIZE|DIMENSIONS): no longer a setting: remove it.*){2}$/,
    });
    assert.equal(loadConfig(environmentOf(inUse.filter((line) => !isRemoved(line)))).chatModel?.model, 'gpt-4.1-mini');
  });

  for (const [file, earlier] of Object.entries(OPTIONS)) {
    it(`take the options that "${file}" had`, async () => {
      const commands = (await import(`../../src/cli/commands/${file}.ts`)) as Record<string, Command>;
      const options = Object.values(commands).flatMap((command) => Object.keys(command.options));
      assert.deepEqual(
        earlier.filter((name) => !options.includes(name)),
        [],
      );
    });
  }
});

/** Opens the earlier installation as a server does, its index brought up to date. */
async function openEarlier() {
  const config = loadConfig(earlierInstallation());
  const log = createLog('silent');
  const assistant = await createAssistant(config, { log });
  const progress = createProgress({ stream: process.stderr, log, isShown: false });
  await updateIndex({ assistant, config, log, progress });
  return { assistant, close: () => assistant.close() };
}
