/** The long versions of the tests in this folder: `npm run cluster-test -- --help`. */
import { exec } from 'node:child_process';
import { loadavg } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs, promisify } from 'node:util';
import type { DatabaseConfig } from '../../src/config/database.ts';
import { BUILT_PROGRAM, runProgram, startCluster } from '../support/cluster.ts';
import { startPostgres } from '../support/postgres.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';
import { until } from '../support/until.ts';
import { askWhile, formatAsked, killInTurn, problemsOf } from './ask-while.ts';
import { askUndisturbed, readDialogues, readTexts } from './dialogues.ts';
import { countWritten, indexerOf, killIndexer } from './kill-indexer.ts';
import {
  formatOutage,
  type Outage,
  type OutageReport,
  problemsOfOutage,
  stopDatabaseUnderLoad,
} from './stop-database.ts';

const HELP = `npm run cluster-test -- [options]
Three servers share the database of DATABASE_URL, or PGlite, and are asked while
  1. one after the other is killed and started again,
  2. their database is stopped, and then does not answer, for a time;
  3. two processes index into it, of which one is killed.
Exit code 1 when something that must hold does not.

  --questions 10000    questions while servers are killed
  --clients 8          who ask at once
  --every 5            seconds between two kills
  --seconds 10         how long the database is away
  --paragraphs 10000   paragraphs that are indexed
  --only 2             one of the three
  --stop "command"     stops the database of DATABASE_URL, instead of what is between,
  --start "command"    and starts it again
`;
const RECOVERED_MS = 5_000;
/** The servers give up a statement, or the wait for a connection, after 10 s and a moment; one request may wait for both. */
const MAX_MS = 22_000;
const PARAGRAPHS_EACH = 50;
const LOOK_MS = 50;
const MAX_INDEXING_MS = 20 * 60_000;

const { values } = parseArgs({
  options: {
    questions: { type: 'string', default: '10000' },
    clients: { type: 'string', default: '8' },
    every: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '10' },
    paragraphs: { type: 'string', default: '10000' },
    only: { type: 'string' },
    stop: { type: 'string' },
    start: { type: 'string' },
    help: { type: 'boolean' },
  },
});
const clients = Number(values.clients);

function print(title: string, rows: [string, string | number][], problems: string[]): void {
  const width = Math.max(...rows.map(([name]) => name.length));
  const table = rows.map(([name, value]) => `${name.padEnd(width)}  ${String(value).padStart(8)}`);
  const load = `load of the machine over a minute: ${loadavg()[0]!.toFixed(1)}`;
  console.log(
    ['', title, ...table, load, ...problems.slice(0, 20).map((problem) => `PROBLEM ${problem.slice(0, 1000)}`)].join(
      '\n',
    ),
  );
  if (problems.length > 0) process.exitCode = 1;
}

async function killServers(database: DatabaseConfig): Promise<void> {
  const cluster = await startCluster({ database, program: BUILT_PROGRAM });
  try {
    const [first] = cluster.servers;
    const reference = await askUndisturbed(first!, readDialogues());
    const texts = await readTexts(first!);
    let kills = 0;
    const report = await askWhile({ cluster, ...reference, texts, clients }, async (load) => {
      const isEnough = () => load.report.answered >= Number(values.questions);
      const wait = () => Promise.race([pause(Number(values.every) * 1000), load.reaches(Number(values.questions))]);
      kills = await killInTurn(cluster, { pause: wait, isEnough });
    });
    print('Servers killed', [['kills', kills], ...formatAsked(report)], problemsOf(report));
  } finally {
    await cluster.stop();
  }
}

function printOutage(title: string, report: OutageReport): void {
  const longest = Math.max(report.longestMs, report.changes.longestMs);
  print(title, formatOutage(report), [
    ...problemsOfOutage(report),
    ...(report.recoveryMs > RECOVERED_MS || report.readyMs > RECOVERED_MS ? ['it took too long to recover'] : []),
    ...(longest > MAX_MS ? ['a request took too long'] : []),
  ]);
}

async function stopDatabase(database: DatabaseConfig): Promise<void> {
  const url = new URL(database.url);
  const proxy = await startTcpProxy(Number(url.port || 5432));
  url.port = String(proxy.port);
  const run = async (command: string) => void (await promisify(exec)(command));
  const end = async () => proxy.forward();
  const { stop, start } = values;
  const outages: [string, Outage][] =
    stop && start
      ? [['Database stopped', { begin: () => run(stop), end: () => run(start) }]]
      : [
          ['Database stopped: connections cut and refused', { begin: async () => proxy.refuse(), end }],
          ['Database silent: nothing comes through', { begin: async () => proxy.hold(), end }],
        ];
  const cluster = await startCluster({ database: { ...database, url: url.href }, program: BUILT_PROGRAM });
  try {
    for (const [title, outage] of outages) {
      const options = { clients, questions: 100, lengthMs: Number(values.seconds) * 1000 };
      printOutage(title, await stopDatabaseUnderLoad(cluster, outage, options));
    }
  } finally {
    await cluster.stop();
    await proxy.stop();
  }
}

async function killOneIndexer(database: DatabaseConfig): Promise<void> {
  const paragraphs = Number(values.paragraphs);
  const { writtenBefore, seconds } = await killIndexer({
    database,
    documents: Math.ceil(paragraphs / PARAGRAPHS_EACH),
    paragraphs: PARAGRAPHS_EACH,
    start(settings) {
      const start = () => indexerOf(runProgram(['index'], { settings, program: BUILT_PROGRAM }));
      return [start(), start()];
    },
    async isTime(open) {
      let written = 0;
      const isHalf = async () => {
        written = await countWritten(open);
        return written >= paragraphs / 2;
      };
      await until(isHalf, {
        what: 'half of the paragraphs to be written',
        ...{ timeoutMs: MAX_INDEXING_MS, everyMs: LOOK_MS, state: () => `${written} of ${paragraphs}` },
      });
    },
  });
  const rows: [string, number][] = [
    ['paragraphs, each there once, with its words, labels and counts', paragraphs],
    ['written when one was killed', writtenBefore],
    ['seconds', Math.round(seconds)],
  ];
  print('Indexer killed', rows, []);
}

if (values.help) console.log(HELP);
else {
  const postgres = await startPostgres();
  try {
    for (const [index, test] of [killServers, stopDatabase, killOneIndexer].entries()) {
      if (values.only !== undefined && values.only !== String(index + 1)) continue;
      await test(postgres.emptySchema());
    }
  } finally {
    await postgres.stop();
  }
}
