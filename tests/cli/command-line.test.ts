import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { runPilcrow } from './run-pilcrow.ts';

const COMMANDS = [
  'ask',
  'chat',
  'search',
  'index',
  'add',
  'refresh',
  'doctor',
  'backup',
  'restore',
  'migrate-store',
  'serve',
  'mcp',
  'evaluate',
];

describe('the command line', { timeout: 120_000, concurrency: 2 }, () => {
  let folder: string;
  let settings: NodeJS.ProcessEnv;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'pilcrow-command-line-'));
    settings = { DOCUMENTS_DIR: path.join(folder, 'documents'), INDEX_DIR: path.join(folder, 'index') };
    await mkdir(settings.DOCUMENTS_DIR!);
    await writeFile(
      path.join(settings.DOCUMENTS_DIR!, 'tea.txt'),
      'Green tea is steeped at 80 °C.\n\nIt comes from Uji.\n',
    );
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('lists every command with --help', async () => {
    const { exitCode, stdout } = await runPilcrow(['--help'], settings);
    assert.equal(exitCode, 0);
    for (const command of COMMANDS) assert.match(stdout, new RegExp(`^  ${command} `, 'm'));
  });

  for (const command of COMMANDS) {
    it(`describes ${command} with --help, without opening an index`, async () => {
      const { exitCode, stdout } = await runPilcrow([command, '--help'], {
        ...settings,
        INDEX_DIR: path.join(folder, 'not-opened'),
      });
      assert.equal(exitCode, 0);
      assert.match(stdout, new RegExp(`^Usage: npm .+\n +node dist/main\\.js ${command}`));
      assert.equal(existsSync(path.join(folder, 'not-opened')), false);
    });
  }

  for (const [mistake, { args, hint }] of Object.entries({
    'no command': { args: [], hint: /Usage: / },
    'an unknown command': { args: ['frobnicate'], hint: /"frobnicate".+ask.+--help/ },
    'a name every object has': { args: ['constructor'], hint: /"constructor".+--help/ },
    'an unknown option': { args: ['ask', '--loud', 'Why?'], hint: /'--loud'; see ask --help/ },
    'no question': { args: ['ask', ' '], hint: /no question was given; see ask --help/ },
    'a limit that is no number': { args: ['search', '--limit', 'all', 'tea'], hint: /"all".+see search --help/ },
    'no folder for a backup': { args: ['backup'], hint: /name one folder; see backup --help/ },
    'no store to move to': {
      args: ['migrate-store', '--from', 'sqlite'],
      hint: /--to is missing.+see migrate-store --help/,
    },
    'a store of no kind': {
      args: ['migrate-store', '--from', 'sqlite', '--to', 'paper'],
      hint: /--to is "paper", it is one of sqlite, postgres; see/,
    },
    'a move into the same store': {
      args: ['migrate-store', '--from', 'sqlite', '--to', 'sqlite'],
      hint: /--from and --to are both "sqlite"; see/,
    },
    'no file of questions': { args: ['evaluate'], hint: /no file was given; see evaluate --help/ },
  })) {
    it(`refuses ${mistake} with exit code 2 and a hint`, async () => {
      const { exitCode, stdout, stderr } = await runPilcrow(args, settings);
      assert.deepEqual({ exitCode, stdout }, { exitCode: 2, stdout: '' });
      assert.match(stderr, hint);
    });
  }

  it('reports a wrong setting in one line with exit code 1', async () => {
    const { exitCode, stderr } = await runPilcrow(['ask', 'Why?'], { ...settings, PORT: 'tea' });
    assert.equal(exitCode, 1);
    assert.match(stderr, /^Cannot use the settings: PORT: .+\n$/);
  });

  it('says what to set when there is no store to move to', async () => {
    const { exitCode, stderr } = await runPilcrow(['migrate-store', '--from', 'sqlite', '--to', 'postgres'], settings);
    assert.equal(exitCode, 1);
    assert.match(stderr, /^Cannot open the database: DATABASE_URL is not set; set it to .+\n$/);
  });

  it('indexes what is new and embeds nothing the second time', async () => {
    const first = JSON.parse((await runPilcrow(['index', '--json'], settings)).stdout);
    assert.equal(first.added, 1);
    assert.ok(first.embedded > 0, JSON.stringify(first));
    const second = await runPilcrow(['index', '--json'], settings);
    assert.equal(second.exitCode, 0);
    assert.deepEqual(JSON.parse(second.stdout), {
      added: 0,
      changed: 0,
      removed: 0,
      unchanged: 1,
      embedded: 0,
      problems: [],
      incomplete: [],
    });
  });

  it('indexes the good files beside one that cannot be read, and ends with exit code 1', async () => {
    const documents = path.join(folder, 'mixed');
    await mkdir(documents);
    await writeFile(path.join(documents, 'coffee.md'), '# Coffee\n\nCoffee is brewed at 94 °C.\n');
    await writeFile(path.join(documents, 'broken.txt'), new Uint8Array([0xd0, 0x9f, 0x00, 0xff, 0xfe, 0x81]));
    const mixed = { DOCUMENTS_DIR: documents, INDEX_DIR: path.join(folder, 'mixed-index') };
    const { exitCode, stdout, stderr } = await runPilcrow(['index'], mixed);
    assert.equal(exitCode, 1);
    assert.match(stdout, /Documents: 1 added, 0 changed, 0 removed, 0 unchanged\n.+\nFiles left out: 1\n$/);
    assert.match(stderr, /^Cannot read "broken\.txt": .+\n$/);
  });
});
