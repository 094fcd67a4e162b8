import type { Cluster } from '../support/cluster.ts';
import { type Failure, type Load, type LoadOptions, type LoadReport, lookForTurns, startLoad } from './load.ts';

/** What many clients saw while something happened, and what is left of it. */
export interface AskedReport extends LoadReport {
  seconds: number;
  /** Conversations and turns that were received and are not kept. */
  lost: string[];
  /** Requests that were open on a server when it was killed. */
  killedRequests: Failure[];
  otherFailures: Failure[];
  crashes: string[];
}

/** Has many clients ask while `disturb` runs, and looks afterwards for every turn that one of them received. */
export async function askWhile(options: LoadOptions, disturb: (load: Load) => Promise<void>): Promise<AskedReport> {
  const startedAt = performance.now();
  const load = startLoad(options);
  try {
    await disturb(load);
  } finally {
    await load.stop();
  }
  const { report } = load;
  return {
    ...report,
    seconds: (performance.now() - startedAt) / 1000,
    lost: await lookForTurns(options.cluster, report),
    killedRequests: report.failures.filter(({ isOfKilled }) => isOfKilled),
    otherFailures: report.failures.filter(({ isOfKilled }) => !isOfKilled),
    crashes: options.cluster.crashes,
  };
}

/** Kills one server after the other and starts it again, until `isEnough`. @param pause Between two kills, unless the start takes longer. */
export async function killInTurn(
  { servers }: Cluster,
  { pause, isEnough }: { pause: () => Promise<unknown>; isEnough: (kills: number) => boolean },
): Promise<number> {
  let kills = 0;
  for (; !isEnough(kills); kills += 1) {
    const server = servers[kills % servers.length]!;
    await server.kill();
    await Promise.all([server.start(), pause()]);
  }
  return kills;
}

/** What must hold whenever servers are killed, and does not. */
export function problemsOf({ wrong, lost, otherFailures, crashes }: AskedReport): string[] {
  return [
    ...wrong.map((text) => `wrong answer: ${text}`),
    ...lost.map((text) => `lost: ${text}`),
    ...otherFailures.map((failure) => `failed: ${formatFailure(failure)}`),
    ...crashes.map((text) => `crashed: ${text}`),
  ];
}

/** A failure in one line. */
export function formatFailure({ server, what, reply, begunAt, endedAt }: Failure): string {
  const { outcome, status, code } = reply;
  return `${what} of server ${server}: ${outcome} ${status ?? ''} ${code ?? ''} after ${Math.round(endedAt - begunAt)} ms`;
}

/** Rows of a table. */
export function formatAsked(report: AskedReport): [string, string | number][] {
  const { killedRequests, otherFailures } = report;
  return [
    ['questions answered', report.answered],
    ['seconds', Math.round(report.seconds)],
    ['conversations', report.acknowledged.size],
    ...countByServer('failed on a server as it was killed', killedRequests),
    ...countByServer('failed otherwise', otherFailures),
    ['wrong answers', report.wrong.length],
    ['conversations or turns lost', report.lost.length],
    ['servers that crashed', report.crashes.length],
    ['longest request, ms', Math.round(report.longestMs)],
  ];
}

function countByServer(what: string, failures: Failure[]): [string, string | number][] {
  const counts = new Map<string, number>();
  for (const { server } of failures) counts.set(server, (counts.get(server) ?? 0) + 1);
  const rows = [...counts].sort().map(([server, count]): [string, number] => [`  of server ${server}`, count]);
  return [[`requests that ${what}`, failures.length], ...rows];
}
