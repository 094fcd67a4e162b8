import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';
import { readUntil, runPilcrow, startPilcrow, whenFinished } from './run-pilcrow.ts';

describe('documents that the command line names', { timeout: 120_000, concurrency: 2 }, () => {
  const place = () => {
    const folder = temporaryDirectory();
    const docs = path.join(folder, 'docs');
    writeFiles(docs, {
      'tea.md': '# Tea\n\n## Water\n\nGreen tea is steeped at 80 °C.\n\n## Origin\n\nIt comes from Uji.\n',
    });
    return { folder, docs, settings: { XDG_DATA_HOME: path.join(folder, 'data'), INDEX_DIR: '' } };
  };

  it('have an index of their own in the folder for data', async () => {
    const { folder, docs, settings } = place();
    const { stdout, exitCode } = await runPilcrow(
      ['ask', '--documents', docs, '--json', 'How hot is green tea?'],
      settings,
    );
    assert.equal(exitCode, 0);
    assert.equal(JSON.parse(stdout).citations[0].documentId, 'tea');
    const [index, ...more] = readdirSync(path.join(folder, 'data', 'pilcrow', 'indexes'));
    assert.match(index!, /^docs-[0-9a-f]{12}$/);
    assert.deepEqual([more, readdirSync(docs)], [[], ['tea.md']]);
  });

  it('have the index that --index or a setting names', async () => {
    const { folder, docs, settings } = place();
    const given = path.join(folder, 'given');
    assert.equal((await runPilcrow(['index', '--documents', docs, '--index', given], settings)).exitCode, 0);
    assert.equal(existsSync(path.join(given, 'pilcrow.sqlite')), true);
    const set = path.join(folder, 'set');
    assert.equal((await runPilcrow(['index', '--documents', docs], { ...settings, INDEX_DIR: set })).exitCode, 0);
    assert.equal(existsSync(path.join(set, 'pilcrow.sqlite')), true);
    assert.equal(existsSync(path.join(folder, 'data')), false);
  });

  it('are served when a folder is all that is named', async () => {
    const { docs, settings } = place();
    const child = startPilcrow([docs], { ...settings, PORT: '0' });
    try {
      const [, url] = await readUntil(child, /listening on (http:\S+)/);
      const { documents } = (await (await fetch(`${url}/api/documents`)).json()) as { documents: { id: string }[] };
      assert.deepEqual(
        documents.map(({ id }) => id),
        ['tea'],
      );
      const finished = whenFinished(child);
      child.kill('SIGTERM');
      assert.equal((await finished).exitCode, 0);
    } finally {
      child.kill('SIGKILL');
    }
  });

  it('are refused where they are no folder', async () => {
    const { docs, settings } = place();
    for (const args of [[`${docs}-missing`], ['index', '--documents', `${docs}-missing`]]) {
      const { exitCode, stderr } = await runPilcrow(args, settings);
      assert.equal(exitCode, 2);
      assert.match(stderr, /-missing".+no folder.+--help\n$/);
    }
  });
});
