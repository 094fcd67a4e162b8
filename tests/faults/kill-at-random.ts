import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { answerFrom, assertSound, indexFolder, withStore } from '../support/check-index.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { startWorker, WORKS, type Work } from './kill-worker.ts';

/** What many kills did. */
export interface KillReport {
  kills: Record<Work, number>;
  /** What was being done, as often as it was ended by a kill. */
  killedWhile: Map<string, number>;
  /** Documents that were said to be kept, looked for after each kill. */
  lookedFor: number;
  lost: string[];
  wrong: string[];
  unopened: string[];
}

/** The longest time between a worker's being ready and its end. */
const MAX_MS = 400;
const QUESTIONS = ['Where does the river begin?', 'Что сказано о реке?'];

/**
 * Starts a process that indexes, sends documents or compacts, kills it at a random moment, looks at what it left, and begins again with that.
 *
 * @param kills How many, of each kind of work in turn.
 * @param seed The same seed gives the same moments, as far as the machine is as fast.
 */
export async function killAtRandom({ kills, seed }: { kills: number; seed: number }): Promise<KillReport> {
  const random = seededRandom(seed);
  const root = mkdtempSync(path.join(tmpdir(), 'pilcrow-kills-'));
  const [directory, indexDirectory] = [path.join(root, 'documents'), path.join(root, 'index')];
  const report: KillReport = {
    kills: { index: 0, send: 0, compact: 0 },
    killedWhile: new Map(),
    lookedFor: 0,
    lost: [],
    wrong: [],
    unopened: [],
  };
  /** The states a document may be in: as acknowledged last, or as it was to become since. Null: deleted. */
  const allowed = new Map<string, (string | null)[]>();
  try {
    for (let kill = 0; kill < kills; kill += 1) {
      const work = WORKS[kill % WORKS.length]!;
      const worker = startWorker(work, { directory, indexDirectory, seed: seed + kill });
      await worker.ready;
      await delay(random() * MAX_MS);
      worker.process.kill('SIGKILL');
      const { doing, errors } = await worker.ended;
      if (errors !== '') report.wrong.push(`kill ${kill}, ${work}: ${errors}`);
      worker.send(allowed);
      report.kills[work] += 1;
      report.killedWhile.set(doing, (report.killedWhile.get(doing) ?? 0) + 1);
      await lookAt({ directory, indexDirectory }, { allowed, report, name: `kill ${kill}, ${work}, ${doing}` });
    }
    await indexFolder(directory, indexDirectory);
    assertSound(indexDirectory);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
  return report;
}

async function lookAt(
  { directory, indexDirectory }: { directory: string; indexDirectory: string },
  { allowed, report, name }: { allowed: Map<string, (string | null)[]>; report: KillReport; name: string },
): Promise<void> {
  try {
    await withStore(indexDirectory, async (store) => {
      const indexed = new Map((await store.documents()).map(({ id, sha256 }) => [id, sha256]));
      const inFolder = filesIn(directory);
      for (const [id, states] of allowed) {
        const [sha256, file] = [indexed.get(id) ?? null, inFolder.get(id) ?? null];
        report.lookedFor += 1;
        if (!states.includes(sha256)) report.lost.push(`${name}: "${id}" is ${sha256}, not ${states.join(' or ')}`);
        if (!states.includes(file))
          report.lost.push(`${name}: the file of "${id}" is ${file}, not ${states.join(' or ')}`);
        const text = sha256 === null ? null : (await store.document(id))!.text;
        if (text !== null && sha256Of(text) !== sha256) report.wrong.push(`${name}: "${id}" has another text`);
        // What is in the folder and not in the index yet is taken in next.
        allowed.set(id, [sha256, file]);
      }
      for (const id of indexed.keys()) if (!allowed.has(id)) report.lost.push(`${name}: "${id}" comes from nowhere`);
      for (const question of QUESTIONS) {
        await answerFrom(store, question).catch((error: unknown) => report.wrong.push(`${name}: ${String(error)}`));
      }
    });
    assertSound(indexDirectory);
  } catch (error) {
    report.unopened.push(`${name}: ${String(error)}`);
  }
}

/** The report as a table. */
export function formatKills({ kills, killedWhile, lookedFor, lost, wrong, unopened }: KillReport): string {
  const rows: [string, string][] = [
    ...Object.entries(kills).map(([work, count]): [string, string] => [`kills while working: ${work}`, String(count)]),
    ...[...killedWhile].sort().map(([doing, count]): [string, string] => [`  ended while ${doing}`, String(count)]),
    ['documents looked for', String(lookedFor)],
    ['lost documents', String(lost.length)],
    ['wrong citations', String(wrong.length)],
    ['did not open, or not whole', String(unopened.length)],
  ];
  const width = Math.max(...rows.map(([left]) => left.length));
  const table = rows.map(([left, right]) => `${left.padEnd(width)}  ${right.padStart(6)}`);
  return [...table, ...lost, ...wrong, ...unopened].join('\n');
}

function filesIn(directory: string): Map<string, string> {
  const names = readdirSync(directory).filter((file) => file.endsWith('.txt') && !file.startsWith('.'));
  return new Map(names.map((file) => [file.slice(0, -4), sha256Of(readFileSync(path.join(directory, file), 'utf8'))]));
}

function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [kills = 200, seed = 2024] = process.argv.slice(2).map(Number);
  const startedAt = performance.now();
  const report = await killAtRandom({ kills, seed });
  console.log(`${formatKills(report)}\n${Math.round((performance.now() - startedAt) / 1000)} s`);
  if (report.lost.length + report.wrong.length + report.unopened.length > 0) process.exitCode = 1;
}
