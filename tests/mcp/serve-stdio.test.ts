import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Answer } from '../../src/protocol/answer.ts';
import { PROJECT_DIRECTORY, readUntil, runPilcrow, startPilcrow, whenFinished } from '../cli/run-pilcrow.ts';
import { PROGRAM } from '../support/program.ts';
import { CLIENTS } from './mcp-clients.ts';

const TEA = 'Зелёный чай заваривают при 80 °C.\n\nThe tea comes from Uji in Japan.\n';
const INITIALIZE = {
  jsonrpc: '2.0',
  id: 0,
  method: 'initialize',
  params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'tests', version: '1' } },
};

describe('node dist/main.js mcp', { timeout: 120_000, concurrency: 2 }, () => {
  let folder: string;
  let settings: Record<string, string>;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'pilcrow-mcp-'));
    settings = { DOCUMENTS_DIR: path.join(folder, 'documents'), INDEX_DIR: path.join(folder, 'index') };
    await mkdir(settings.DOCUMENTS_DIR!);
    await writeFile(path.join(settings.DOCUMENTS_DIR!, 'чай.txt'), TEA);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  for (const [name, { connectStdio }] of Object.entries(CLIENTS)) {
    it(`answers ${name} in both languages from documents that are not indexed yet`, async () => {
      const own = { ...settings, INDEX_DIR: path.join(folder, `index of ${name}`) };
      const client = await connectStdio({
        command: process.execPath,
        args: [...PROGRAM, 'mcp'],
        cwd: PROJECT_DIRECTORY,
        env: { PATH: process.env.PATH!, ...own },
      });
      for (const [question, quote] of [
        ['При какой температуре заваривают зелёный чай?', /80 °C/],
        ['Where does the tea come from?', /Uji/],
      ] as const) {
        const { isError, structuredContent } = await client.callTool('ask', { question });
        const { citations } = structuredContent as Answer;
        assert.equal(isError, false);
        assert.match(citations.map((citation) => citation.quote).join('\n'), quote);
        for (const { quote, start, end } of citations) assert.equal(quote, TEA.slice(start, end));
      }
      const [resource] = await client.listResources();
      assert.deepEqual(await client.readResource(resource!.uri), [
        { uri: resource!.uri, mimeType: 'text/plain', text: TEA },
      ]);
      await client.close();
    });
  }

  it('writes only messages to standard output, the log to standard error, and exits with 0 when standard input is closed', async () => {
    const child = startPilcrow(['mcp'], { ...settings, LOG_LEVEL: 'debug' });
    const finished = whenFinished(child);
    child.stdin.write(`${JSON.stringify(INITIALIZE)}\n{"this is":"no message"}\n`);
    await readUntil(child, /"id":0/);
    child.stdin.end();
    const { exitCode, stdout, stderr } = await finished;
    assert.equal(exitCode, 0);
    for (const line of stdout.trimEnd().split('\n')) assert.equal(JSON.parse(line).jsonrpc, '2.0');
    assert.match(stderr, /Cannot use a message/);
  });

  it('exits with 0 and no output when standard input is closed in the middle of a question', async () => {
    const child = startPilcrow(['mcp'], settings);
    const finished = whenFinished(child);
    const call = {
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: { name: 'ask', arguments: { question: 'Uji?' } },
    };
    child.stdin.write(`${JSON.stringify(INITIALIZE)}\n${JSON.stringify(call)}\n`);
    await readUntil(child, /"id":0/);
    child.stdin.end();
    const { exitCode, stderr } = await finished;
    assert.deepEqual({ exitCode, stderr }, { exitCode: 0, stderr: '' });
  });

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    it(`exits with 0 after ${signal}, though standard input is open`, async () => {
      const child = startPilcrow(['mcp'], settings);
      const finished = whenFinished(child);
      child.stdin.write(`${JSON.stringify(INITIALIZE)}\n`);
      await readUntil(child, /"id":0/);
      child.kill(signal);
      const { exitCode, stderr } = await finished;
      assert.deepEqual({ exitCode, stderr }, { exitCode: 0, stderr: '' });
    });
  }

  it('exits with 0 at once when standard input is empty', async () => {
    const { exitCode, stdout } = await runPilcrow(['mcp'], settings);
    assert.deepEqual({ exitCode, stdout }, { exitCode: 0, stdout: '' });
  });

  it('says why and exits with 1 when it cannot answer at all', async () => {
    const wrong = { ...settings, DOCUMENTS_DIR: path.join(folder, 'nowhere') };
    const child = startPilcrow(['mcp'], wrong);
    const { exitCode, stdout, stderr } = await whenFinished(child);
    assert.deepEqual({ exitCode, stdout }, { exitCode: 1, stdout: '' });
    assert.match(stderr, /^Cannot .+nowhere/m);
  });
});
