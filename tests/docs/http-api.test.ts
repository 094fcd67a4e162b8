import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { PROJECT_DIRECTORY } from '../../src/config/config.ts';
import { type ErrorCode, PilcrowError } from '../../src/errors.ts';
import { formatEvent } from '../../src/http/api/answers/send-events.ts';
import { uiErrorFrame } from '../../src/http/api/clients/ui-chat-format.ts';
import type { Operation } from '../../src/http/api/openapi/operation.ts';
import { OPERATIONS } from '../../src/http/api/openapi/operations.ts';
import { openAiError, publicFailure, statusOfCode } from '../../src/http/error-response.ts';
import { openIndexedAssistant } from '../support/indexed-assistant.ts';
import { type ServedApp, serveApp } from '../support/serve-app.ts';
import { readExamples, replaceOutputs, runExample } from './page-examples.ts';
import { showOutput } from './show-output.ts';
import { createSteadyValues, type SteadyValues, withoutFractions } from './steady-values.ts';

const FILE = path.join(PROJECT_DIRECTORY, 'docs/http-api.md');
const page = readFileSync(FILE, 'utf8');
const examples = readExamples(page);
/** UPDATE_DOCS=1 writes what is printed into the page instead of comparing. */
const isUpdate = process.env.UPDATE_DOCS === '1';
const noCurl = spawnSync('curl', ['--version']).error ? 'no curl on this machine' : false;
/** Codes of errors that only the command line reports. */
const NEVER_ANSWERED = [
  'USAGE_INVALID',
  'MODULE_UNUSABLE',
  'BACKUP_UNUSABLE',
  'QUESTIONS_UNREADABLE',
  // The excerpts answer instead.
  'CHAT_MODEL_UNAVAILABLE',
  'CHAT_MODEL_CONTEXT_EXCEEDED',
];

describe('the examples of docs/http-api.md', { timeout: 120_000, skip: noCurl }, () => {
  let indexed: Awaited<ReturnType<typeof openIndexedAssistant>>;
  let served: ServedApp;
  let steady: SteadyValues;
  const outputs: string[] = [];

  before(async () => {
    indexed = await openIndexedAssistant();
    const http = { rateLimitPerMinute: 60, apiKeys: ['example-key'], adminToken: 'example-token' };
    served = await serveApp({ assistant: indexed.assistant, http });
    steady = createSteadyValues(served.url);
  });

  after(async () => {
    if (isUpdate && outputs.length === examples.length) writeFileSync(FILE, replaceOutputs(page, outputs));
    await served?.stop();
    await indexed?.discard();
  });

  // In the order of the page: later ones use the ids that earlier ones were given.
  for (const [index, { language, code, output }] of examples.entries()) {
    it(`${index + 1}. ${code.replace(/\s+/g, ' ').slice(0, 100)}`, async () => {
      const printed = await runExample(language, steady.toServer(code));
      const shown = steady.toPage(showOutput(printed));
      outputs.push(shown);
      if (!isUpdate) assert.equal(withoutFractions(shown), withoutFractions(output));
    });
  }
});

describe('docs/http-api.md', () => {
  it('shows the output of every command', () => {
    const commands = [...page.matchAll(/^```bash$/gm)];
    assert.equal(examples.filter(({ language }) => language === 'bash').length, commands.length);
  });

  for (const operation of OPERATIONS) {
    const name = `${operation.method.toUpperCase()} ${operation.path.replace('{id}', ':id')}`;
    it(`describes ${name}, with an example`, () => {
      assert.ok(page.includes(`\`${name}\``), 'by its name');
      assert.ok(
        examples.some(({ code }) => isCallOf(code, operation)),
        'an example that calls it',
      );
    });
  }

  it('lists every error code that a client can receive, with its status', () => {
    const source = readFileSync(path.join(PROJECT_DIRECTORY, 'src/errors.ts'), 'utf8');
    const codes = [...source.matchAll(/^ {2}\| '([A-Z_]+)'/gm)].map((match) => match[1] as ErrorCode);
    assert.ok(codes.length > 20, 'the codes are found');
    const expected = codes
      .filter((code) => !NEVER_ANSWERED.includes(code))
      .map((code) => [code, String(statusOfCode(code))]);
    const reported = [...page.matchAll(/^\| (\d{3}) \| `([A-Z_]+)` \|/gm)].map((match) => [match[2]!, match[1]!]);
    assert.deepEqual(reported.toSorted(), [...expected, ['INTERNAL_ERROR', '500']].toSorted());
  });

  it('shows how each stream reports a failure', () => {
    const reported = publicFailure(new PilcrowError('SERVER_STOPPING', 'secret'));
    const { code, message } = reported;
    const frames = [
      formatEvent({ event: 'error', data: { code, message } }),
      formatEvent({ data: openAiError(reported) }),
      uiErrorFrame(message),
      formatEvent({ data: { error: message } }),
    ];
    for (const frame of frames) assert.ok(page.includes(frame), frame);
  });
});

/** Whether a command sends this method to this path. */
function isCallOf(code: string, { method, path: pattern }: Operation): boolean {
  const given = /-X (\w+)/.exec(code)?.[1]?.toLowerCase();
  const sent = given ?? (/ -[dF] /.test(code) && !/ -G /.test(code) ? 'post' : 'get');
  const address = pattern.replace(/[.]/g, '\\.').replace('{id}', '[\\w-]+');
  return sent === method && new RegExp(`http://127\\.0\\.0\\.1:3000${address}(?![\\w/.-])`).test(code);
}
