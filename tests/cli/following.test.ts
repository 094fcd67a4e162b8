import assert from 'node:assert/strict';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';
import { until } from '../support/until.ts';
import { readUntil, startPilcrow } from './run-pilcrow.ts';

const TEA = 'Зелёный чай заваривают при восьмидесяти градусах.\n\nЧёрный чай заваривают кипятком.\n';

/** Serves a folder, and waits for what the log says. */
async function serveFolder(settings: Record<string, string> = {}) {
  const directory = writeFiles(temporaryDirectory(), { 'tea.txt': TEA });
  const child = startPilcrow(['serve'], {
    ...{ DOCUMENTS_DIR: directory, INDEX_DIR: temporaryDirectory(), PORT: '0', LOG_LEVEL: 'info' },
    ...settings,
  });
  let logged = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    logged += text;
  });
  const [, url] = await readUntil(child, /listening on (http:\S+)/);
  const untilLogged = async (pattern: RegExp) => {
    await until(() => pattern.test(logged), {
      what: `a log that matches ${pattern}`,
      timeoutMs: 60_000,
      state: () => logged,
    });
    logged = logged.replace(pattern, '');
  };
  const documents = async () => {
    const response = await fetch(`${url}/api/documents`);
    const body = (await response.json()) as { documents: { id: string }[] };
    return body.documents.map(({ id }) => id);
  };
  const stop = async () => {
    child.kill('SIGTERM');
    const [code] = await once(child, 'exit');
    return code as number;
  };
  return { directory, documents, untilLogged, stop };
}

describe('npm start', () => {
  it('follows files that are added, changed and deleted, and stops watching on SIGTERM', async () => {
    const { directory, documents, untilLogged, stop } = await serveFolder();
    assert.deepEqual(await documents(), ['tea']);
    writeFiles(directory, { 'coffee.txt': 'Кофе мелют перед завариванием.\n' });
    await untilLogged(/"added":1/);
    assert.deepEqual(await documents(), ['coffee', 'tea']);
    writeFiles(directory, { 'coffee.txt': 'Кофе варят в турке.\n' });
    await untilLogged(/"changed":1/);
    rmSync(path.join(directory, 'tea.txt'));
    await untilLogged(/"removed":1/);
    assert.deepEqual(await documents(), ['coffee']);
    assert.equal(await stop(), 0);
  });

  it('does not watch files with WATCH_DOCUMENTS=false', async () => {
    const { directory, documents, stop } = await serveFolder({ WATCH_DOCUMENTS: 'false' });
    writeFiles(directory, { 'coffee.txt': 'Кофе мелют.\n' });
    assert.deepEqual(await documents(), ['tea']);
    assert.equal(await stop(), 0);
  });
});
