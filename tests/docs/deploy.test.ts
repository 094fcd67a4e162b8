import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { loadConfig, PROJECT_DIRECTORY } from '../../src/config/config.ts';
import { REMOVED_SETTINGS, SETTING_NAMES } from '../../src/config/settings.ts';
import { createMetrics } from '../../src/http/observing/metrics.ts';
import { assertIncludes } from '../support/assertions.ts';
import { createScriptedAssistant, scriptedAnswer } from '../support/scripted-assistant.ts';
import { postChat, withServedApp } from '../support/serve-app.ts';
import { until } from '../support/until.ts';

const read = (file: string) => readFileSync(path.join(PROJECT_DIRECTORY, file), 'utf8');
const PAGES = ['docs/http-api.md', 'docs/deploy.md', 'docs/scale.md', 'docs/security.md', 'docs/upgrading.md'];
const FILES = readdirSync(path.join(PROJECT_DIRECTORY, 'deploy')).map((file) => `deploy/${file}`);
/** Other names in capitals: of Node.js, of packages and of PostgreSQL. */
const OF_OTHERS = [
  'HTTPS_PROXY',
  'HTTP_PROXY',
  'NO_PROXY',
  'NODE_ENV',
  'ORT_DISABLE_TELEMETRY',
  'LANGSMITH_TRACING',
  'SIGTERM',
  'ANALYZE',
];
const ERROR_CODES = [...read('src/errors.ts').matchAll(/^ {2}\| '([A-Z_]+)'/gm)].map((match) => match[1]!);
/** What answers get to end; see `serve --help`. */
const GRACE_SECONDS = 8;

describe('the pages about running a server', () => {
  for (const page of PAGES) {
    it(`${page} names only settings and codes that exist`, () => {
      const known = [
        ...SETTING_NAMES,
        ...Object.keys(REMOVED_SETTINGS),
        ...ERROR_CODES,
        ...OF_OTHERS,
        'DELETE',
        'GET',
        'HEAD',
        'POST',
        'PUT',
        'INTERNAL_ERROR',
      ];
      const named = [...read(page).matchAll(/`([A-Z][A-Z_]{2,})(?:=[^`]*)?`/g)].map((match) => match[1]!);
      assert.ok(named.length > 5, `${page} names ${named.join()}`);
      assert.deepEqual(
        named.filter((name) => !known.includes(name)),
        [],
      );
    });

    it(`${page} links only to what exists`, () => {
      for (const [, target] of read(page).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)) {
        const [file, anchor] = target!.split('#');
        const linked = file === '' ? page : path.join('docs', file!);
        assert.ok(existsSync(path.join(PROJECT_DIRECTORY, linked)), target);
        if (anchor) assert.ok(anchorsOf(linked).includes(anchor), target);
      }
    });
  }

  it('name only metrics that exist', async () => {
    const exposed = await createMetrics({ runningAnswers: { count: 0 } }).expose();
    const table = read('docs/deploy.md').split('## Metrics')[1]!.split('## Logs')[0]!;
    const named = [...table.matchAll(/`((?:pilcrow|process|nodejs)_\w+)`/g)].map((match) => match[1]!);
    assert.ok(named.length > 5, `the table names ${named.join()}`);
    for (const name of named) assert.ok(exposed.includes(`# HELP ${name} `), name);
  });

  it('show a log line with the fields of a real one', async () => {
    const example = /^```json\n(\{"level".*\})$/m.exec(read('docs/deploy.md'))![1]!;
    const assistant = createScriptedAssistant({ ask: async () => scriptedAnswer('Ответ') });
    await withServedApp({ assistant, logLevel: 'info' }, async ({ url, logged }) => {
      await (await postChat(url, { message: 'a' })).text();
      await until(() => logged.length > 0, { what: 'a line of the log' });
      assert.deepEqual(Object.keys(JSON.parse(example)), Object.keys(JSON.parse(logged[0]!)));
    });
  });
});

describe('the files under deploy/', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: { start: string } };
  const unit = read('deploy/pilcrow.service');
  const dockerfile = read('deploy/Dockerfile');

  it('start servers with their database by settings that exist and are accepted', () => {
    const compose = read('deploy/compose.yaml');
    const [server = '', database = ''] = compose.split(/^ {2}(?:pilcrow|database):$/m).slice(1);
    const given = Object.fromEntries(
      [...server.matchAll(/^ {6}([A-Z_]+): (.+)$/gm)].map(([, name, value]) => [
        name!,
        value!.replace(/\$\{\w+:([-?])([^}]*)\}/g, (_, sign, text) => (sign === '-' ? text : 'long-and-random')),
      ]),
    );
    assert.deepEqual(
      Object.keys(given).filter((name) => !SETTING_NAMES.includes(name)),
      [],
    );
    const config = loadConfig(given);
    assert.equal(new URL(config.database!.write.url).hostname, 'database');
    for (const name of ['USER', 'DB']) assertIncludes(database, `POSTGRES_${name}: pilcrow\n`);
    assertIncludes(server, `- 127.0.0.1:\${PILCROW_PORTS:-3000}:${/ PORT=(\d+)/.exec(dockerfile)![1]}\n`);
    assertIncludes(server, `:${/^VOLUME (.+)$/m.exec(dockerfile)![1]}\n`);
    assert.ok(!/^ {4}ports:/m.test(database), 'the database is not reached from outside');
  });

  it('set only settings that exist', () => {
    const known = [...SETTING_NAMES, ...OF_OTHERS];
    const inUnit = [...unit.matchAll(/^Environment=(\w+)=/gm)].map((match) => match[1]!);
    const inImage = [...dockerfile.matchAll(/^(?:ENV| {4}) ?([A-Z_]+)=/gm)].map((match) => match[1]!);
    assert.ok(inUnit.length > 3 && inImage.length > 4, `unit: ${inUnit.join()}; image: ${inImage.join()}`);
    for (const name of [...inUnit, ...inImage]) assert.ok(known.includes(name), name);
  });

  it('start the server as "npm start" does, without npm', () => {
    assertIncludes(unit, `ExecStart=/usr/bin/${scripts.start}\n`);
    const command = JSON.parse(/^CMD (\[.*\])$/m.exec(dockerfile)![1]!) as string[];
    assert.equal(command.join(' '), scripts.start);
  });

  it('wait longer for the server to stop than its grace period', () => {
    const waits = [
      /^TimeoutStopSec=(\d+)$/m.exec(unit),
      /--stop-timeout (\d+)/.exec(read('docs/deploy.md')),
      /stop_grace_period: (\d+)s/.exec(read('deploy/compose.yaml')),
    ];
    for (const wait of waits)
      assert.ok(Number(wait?.[1]) > GRACE_SECONDS + 5, `${wait?.[0]}, and the server takes ${GRACE_SECONDS} s`);
  });

  it('copy only existing files into the image, and leave secrets out of it', () => {
    const copied = [...dockerfile.matchAll(/^COPY --from=build (.+) \S+$/gm)].flatMap((match) => match[1]!.split(' '));
    assert.ok(copied.length > 5, copied.join());
    for (const file of copied.map((place) => place.replace('/app/', ''))) {
      const isMade = file === 'dist' || file === 'node_modules';
      assert.ok(isMade || existsSync(path.join(PROJECT_DIRECTORY, file)), file);
    }
    const ignored = read('deploy/Dockerfile.dockerignore').split('\n');
    for (const file of ['.env', '.git', 'node_modules', 'dist', 'embeddings/index']) assertIncludes(ignored, file);
  });

  it('are all mentioned in the documentation', () => {
    const page = read('docs/deploy.md');
    for (const file of FILES.filter((name) => !name.endsWith('.dockerignore'))) assert.ok(page.includes(file), file);
  });
});

/** Of the headings of a page, as sites for repositories make them. */
function anchorsOf(page: string): string[] {
  return [...read(page).matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s-]/gu, '')
      .replace(/\s/g, '-'),
  );
}
