import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createAssistant } from '../../src/assistant.ts';
import { createTerminalProgress, updateOrKeepIndex } from '../../src/cli/open-assistant.ts';
import { type Config, loadConfig } from '../../src/config/config.ts';
import { createLog } from '../../src/log.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';

/** Starts one command after another over the same index, each with its own documents folder, and returns the documents there are then. */
function openShared() {
  const indexDirectory = temporaryDirectory();
  return async (
    files: Record<string, string>,
    { indexesAtStart, ...settings }: Pick<Config, 'indexesAtStart'> & Record<string, string>,
  ) => {
    const directory = writeFiles(temporaryDirectory(), files);
    const given = loadConfig({ DOCUMENTS_DIR: directory, INDEX_DIR: indexDirectory, ...settings });
    const config = { ...given, indexesAtStart };
    const assistant = await createAssistant(config);
    const warnings: string[] = [];
    const log = { ...createLog('silent'), warn: (message: string) => void warnings.push(message) };
    try {
      await updateOrKeepIndex({ assistant, config, log, progress: createTerminalProgress('silent') });
      const ids = (await assistant.documents()).map(({ id }) => id);
      return { ids, warnings, isReady: await assistant.isReady() };
    } finally {
      await assistant.close();
    }
  };
}
const TEA = { 'tea.txt': 'Зелёный чай заваривают при восьмидесяти градусах.' };
const COFFEE = { 'coffee.txt': 'Coffee is ground before it is brewed.' };

describe('the index at the start of a command', { timeout: 60_000 }, () => {
  it('is updated from the documents folder by commands that always update it', async () => {
    const start = openShared();
    assert.deepEqual((await start(TEA, { indexesAtStart: 'always' })).ids, ['tea']);
    assert.deepEqual((await start(COFFEE, { indexesAtStart: 'always' })).ids, ['coffee']);
  });

  it('is created when there is none, and otherwise left as it is', async () => {
    const start = openShared();
    assert.deepEqual((await start(TEA, { indexesAtStart: 'when-empty' })).ids, ['tea']);
    for (const files of [COFFEE, {}]) {
      const { ids, warnings, isReady } = await start(files, { indexesAtStart: 'when-empty' });
      assert.deepEqual([ids, warnings, isReady], [['tea'], [], true]);
    }
  });

  it('is not rebuilt for another model by a command that shares it, which says what to do', async () => {
    const start = openShared();
    await start(TEA, { indexesAtStart: 'always' });
    const another = { indexesAtStart: 'when-empty', EMBEDDING_QUERY_PREFIX: 'question: ' } as const;
    const { ids, warnings, isReady } = await start(COFFEE, another);
    assert.deepEqual([ids, isReady], [['tea'], false]);
    assert.match(warnings.join(), /another embedding model.+; restart .+ or run "npm run index"/);
    assert.equal((await start(TEA, { indexesAtStart: 'when-empty' })).isReady, true);
  });
});
