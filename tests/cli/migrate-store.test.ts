import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { loadConfig } from '../../src/config/config.ts';
import { openStoresOf, type Stores } from '../../src/stores/open-stores.ts';
import { startPostgres } from '../support/postgres.ts';
import { scriptedAnswer } from '../support/scripted-assistant.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { runPilcrow } from './run-pilcrow.ts';

const QUESTION = 'Кто подписал декларацию?';

/** What a move says it did. */
interface Report {
  copied: { documents: number; unchanged: number };
  conversations: { copied: number; unchanged: number };
  verification: { paragraphs: number; sha256: { from: string; to: string } };
  isWhole: boolean;
}

describe('migrate-store', { timeout: 240_000 }, () => {
  const folder = temporaryDirectory();
  let postgres: Awaited<ReturnType<typeof startPostgres>>;
  const settings = (indexDirectory: string) => ({
    INDEX_DIR: path.join(folder, indexDirectory),
    DATABASE_URL: postgres.config.url,
    DATABASE_SCHEMA: postgres.config.schema,
  });
  const move = async (from: string, to: string, indexDirectory: string): Promise<Report> => {
    const args = ['migrate-store', '--from', from, '--to', to, '--json'];
    const { exitCode, stdout, stderr } = await runPilcrow(args, settings(indexDirectory));
    assert.equal(exitCode, 0, stderr);
    return JSON.parse(stdout) as Report;
  };
  const withFiles = async <T>(indexDirectory: string, visit: (stores: Stores) => Promise<T>): Promise<T> => {
    const stores = await openStoresOf('sqlite', loadConfig({ INDEX_DIR: path.join(folder, indexDirectory) }));
    try {
      return await visit(stores);
    } finally {
      await stores.close();
    }
  };

  before(async () => {
    postgres = await startPostgres();
    await runPilcrow(['index'], { INDEX_DIR: path.join(folder, 'here') });
    await withFiles('here', async ({ conversations }) => {
      const answer = { ...scriptedAnswer('Ответ.'), id: 'a', conversationId: 'c' };
      await conversations!.keepTurn({ question: QUESTION, about: null, answer }, { begins: true });
    });
  });
  after(() => postgres.stop());

  it('copies everything into the database, and nothing the second time', async () => {
    const first = await move('sqlite', 'postgres', 'here');
    assert.deepEqual([first.isWhole, first.copied.documents, first.conversations.copied], [true, 1, 1]);
    assert.equal(first.verification.paragraphs, 39);
    assert.equal(first.verification.sha256.to, first.verification.sha256.from);
    const second = await move('sqlite', 'postgres', 'here');
    assert.deepEqual([second.copied.documents, second.copied.unchanged], [0, 1]);
    assert.deepEqual([second.conversations.copied, second.conversations.unchanged], [0, 1]);
  });

  it('copies everything back, with the same answers and conversations', async () => {
    const back = await move('postgres', 'sqlite', 'there');
    assert.deepEqual([back.isWhole, back.copied.documents, back.conversations.copied], [true, 1, 1]);
    const ask = async (indexDirectory: string) => {
      const { stdout } = await runPilcrow(['ask', QUESTION], { INDEX_DIR: path.join(folder, indexDirectory) });
      return stdout;
    };
    assert.equal(await ask('there'), await ask('here'));
    const kept = (name: string) => withFiles(name, ({ conversations }) => conversations!.conversation('c'));
    assert.deepEqual(await kept('there'), await kept('here'));
    assert.equal((await kept('there'))?.turns[0]?.question, QUESTION);
  });
});
