import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';

/*
 * Starts a server on a folder that it has not seen, asks all along, and counts what it answers until the index is whole and after: `npx tsx bench/first-start.ts
 * --files 3000`, after a build. Exits with 1 when an answer was wrong.
 */

const PARAGRAPHS = 11;
const PAUSE_MS = 250;
/** Questions that are asked of the whole index. */
const QUESTIONS_AFTER = 40;

const { values } = parseArgs({
  options: { files: { type: 'string', default: '3000' }, port: { type: 'string', default: '4571' } },
});
const files = Number(values.files);
const url = `http://127.0.0.1:${values.port}`;
const root = mkdtempSync(path.join(tmpdir(), 'pilcrow-first-'));
const counts = { refusedConnection: 0, notReady: 0, right: 0, wrong: 0, otherFailure: 0 };

/** The number of a member's card, which no other member has. */
const cardOf = (member: number) => 100_000 + member * 7;

function writeFolder(): void {
  const rest = Array.from(
    { length: PARAGRAPHS - 1 },
    (_, index) => `Пункт ${index + 1} правил клуба: взносы вносят в кассу до ${index + 2} числа.`,
  );
  for (let member = 1; member <= files; member += 1) {
    const first = `Участник номер ${member} клуба получил карту ${cardOf(member)}.`;
    writeFileSync(path.join(root, `member-${member}.txt`), [first, ...rest].join('\n\n'));
  }
}

async function ask(member: number): Promise<void> {
  const body = JSON.stringify({ message: `Какую карту получил участник номер ${member}?` });
  const headers = { 'content-type': 'application/json', accept: 'application/json' };
  const response = await fetch(`${url}/api/chat`, { method: 'POST', headers, body }).catch(() => null);
  if (response === null) counts.refusedConnection += 1;
  else if (response.status === 503 && response.headers.has('retry-after')) counts.notReady += 1;
  else if (!response.ok) counts.otherFailure += 1;
  else
    counts[((await response.json()) as { text: string }).text.includes(String(cardOf(member))) ? 'right' : 'wrong'] +=
      1;
}

writeFolder();
const begun = performance.now();
const server = spawn(process.execPath, ['dist/main.js', 'serve'], {
  stdio: ['ignore', 'ignore', 'inherit'],
  env: {
    ...process.env,
    ...{
      DOCUMENTS_DIR: root,
      INDEX_DIR: path.join(root, '.index'),
      PORT: values.port,
      LOG_LEVEL: 'warn',
      RATE_LIMIT_PER_MINUTE: '0',
    },
  },
});
try {
  for (let asked = 0; ; asked += 1) {
    await ask(1 + ((asked * 997) % files));
    if (counts.right + counts.wrong >= QUESTIONS_AFTER) break;
    if (counts.right + counts.wrong === 0) await sleep(PAUSE_MS);
  }
  console.log({
    files,
    paragraphs: files * PARAGRAPHS,
    seconds: Math.round((performance.now() - begun) / 1000),
    ...counts,
  });
  process.exitCode = counts.wrong + counts.otherFailure === 0 ? 0 : 1;
} finally {
  server.kill('SIGTERM');
  await new Promise((resolve) => server.once('exit', resolve));
  rmSync(root, { recursive: true, force: true });
}
