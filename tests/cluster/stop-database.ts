import { setTimeout as pause } from 'node:timers/promises';
import { sendRequest } from '../support/ask-server.ts';
import type { Cluster, ClusterServer } from '../support/cluster.ts';
import { until } from '../support/until.ts';
import { type AskedReport, askWhile, formatFailure } from './ask-while.ts';
import { changeDocuments, type DocumentChangesReport } from './change-documents.ts';
import { readDialogues, readTexts } from './dialogues.ts';
import type { Failure } from './load.ts';

/** A way to take the database away from all servers, and to give it back. */
export interface Outage {
  begin(): Promise<void>;
  end(): Promise<void>;
}

/** How long, and how hard. */
export interface OutageOptions {
  clients: number;
  /** Questions before the outage, and after it. */
  questions: number;
  lengthMs: number;
}

/** What came of it. */
export interface OutageReport extends AskedReport {
  changes: DocumentChangesReport;
  /** `performance.now()` at its begin and its end. */
  begunAt: number;
  endedAt: number;
  /** After the database's return, when the last request that failed had been sent; 0 when none was sent after it. */
  recoveryMs: number;
  /** After the database's return, when the last request that failed was answered. */
  lastFailureMs: number;
  /** After the database's return, when every server said that it is ready. */
  readyMs: number;
}

const DECLARATION = 'csto-declaration-2024';
const LOOK_MS = 50;
const MAX_RECOVERY_MS = 60_000;

/** Has many clients ask, and change documents, while the database is away for a time. */
export async function stopDatabaseUnderLoad(
  cluster: Cluster,
  outage: Outage,
  { clients, questions, lengthMs }: OutageOptions,
): Promise<OutageReport> {
  const [first] = cluster.servers;
  const texts = new Map([[DECLARATION, (await readTexts(first!)).get(DECLARATION)!]]);
  const options = { cluster, dialogues: readDialogues(), answers: null, texts, clients, documentIds: [DECLARATION] };
  const changing = changeDocuments(cluster);
  const times = { begunAt: 0, endedAt: 0, readyMs: 0 };
  const asked = await askWhile(options, async ({ reaches, report }) => {
    await reaches(questions);
    times.begunAt = performance.now();
    await outage.begin();
    await pause(lengthMs);
    await outage.end();
    times.endedAt = performance.now();
    await untilReady(cluster);
    times.readyMs = performance.now() - times.endedAt;
    await reaches(report.answered + questions);
    await changing.stop();
  });
  const changes = await changing.lookForChanges();
  const after = [...asked.failures, ...changes.failures].filter((failure) => failure.endedAt > times.endedAt);
  const latest = (at: (failure: Failure) => number) =>
    Math.max(0, ...after.map((failure) => at(failure) - times.endedAt));
  return {
    ...asked,
    ...times,
    changes,
    recoveryMs: latest(({ begunAt }) => begunAt),
    lastFailureMs: latest(({ endedAt }) => endedAt),
  };
}

/** Those that crashed are not waited for. */
async function untilReady({ servers }: Cluster): Promise<void> {
  const isReady = async ({ life }: ClusterServer) =>
    life === null || (await sendRequest(() => fetch(`${life.url}/readyz`))).outcome === 'answered';
  await Promise.all(
    servers.map(async (server) => {
      const what = `server ${server.life?.url} to be ready`;
      await until(() => isReady(server), { what, timeoutMs: MAX_RECOVERY_MS, everyMs: LOOK_MS });
    }),
  );
}

/** What must hold whenever the database is away, and does not. */
export function problemsOfOutage({ wrong, lost, crashes, failures, changes, begunAt }: OutageReport): string[] {
  return [
    ...wrong.map((text) => `wrong answer: ${text}`),
    ...[...lost, ...changes.lost].map((text) => `lost: ${text}`),
    ...crashes.map((text) => `crashed: ${text}`),
    ...[...failures, ...changes.failures]
      .filter((failure) => !isReportedWell(failure) || failure.endedAt < begunAt)
      .map((failure) => `failed: ${formatFailure(failure)}`),
  ];
}

/** Refused with a time to try again, or a stream that says what is wrong before it ends. */
function isReportedWell({ reply: { outcome, status, code, retryAfter } }: Failure): boolean {
  const isExpected = code === 'DATABASE_UNAVAILABLE';
  return isExpected && (outcome === 'failed' || (outcome === 'refused' && status === 503 && retryAfter !== null));
}

/** Rows of a table. */
export function formatOutage(report: OutageReport): [string, string | number][] {
  const { failures, changes } = report;
  const longest = Math.max(report.longestMs, changes.longestMs);
  return [
    ['questions answered', report.answered],
    ['seconds', Math.round(report.seconds)],
    ['database away, ms', Math.round(report.endedAt - report.begunAt)],
    ['requests refused with 503', failures.filter(({ reply }) => reply.outcome === 'refused').length],
    ['streams that ended with their error', failures.filter(({ reply }) => reply.outcome === 'failed').length],
    [
      'requests that ended otherwise',
      [...failures, ...changes.failures].filter((each) => !isReportedWell(each)).length,
    ],
    ['changes of documents acknowledged', changes.acknowledged],
    ['changes of documents refused', changes.failures.length],
    ['conversations, turns or documents lost', report.lost.length + changes.lost.length],
    ['servers that crashed', report.crashes.length],
    ['longest request, ms', Math.round(longest)],
    ['last failing request sent after the return, ms', Math.round(report.recoveryMs)],
    ['last failing request ended after the return, ms', Math.round(report.lastFailureMs)],
    ['all servers ready after the return, ms', Math.round(report.readyMs)],
  ];
}
