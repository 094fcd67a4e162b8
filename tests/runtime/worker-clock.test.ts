import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, describe, it } from 'node:test';
import { Worker } from 'node:worker_threads';
import { createWorkerClock, ownThread } from '../../src/runtime/worker-clock.ts';

const WORK_MS = 300;
/** Says which thread it is, and works for a while at each message. */
const SOURCE = `
const { parentPort } = require('node:worker_threads');
let thread = null;
try { thread = '/proc/' + require('node:fs').readlinkSync('/proc/thread-self'); } catch {}
parentPort.postMessage(thread);
parentPort.on('message', (isWorking) => {
  const before = process.cpuUsage();
  const spent = () => { const { user, system } = process.cpuUsage(before); return (user + system) / 1000; };
  while (isWorking && spent() < ${WORK_MS});
  parentPort.postMessage('done');
});`;

describe('the clock of a worker', () => {
  for (const [name, isKnown] of [
    ['as the system counts it', true],
    ['as its event loop was busy', false],
  ] as const) {
    it(`counts its work and not its waiting, ${name}`, async () => {
      const worker = new Worker(SOURCE, { eval: true });
      after(() => worker.terminate());
      const [thread] = (await once(worker, 'message')) as [string | null];
      const clock = createWorkerClock(worker, () => (isKnown ? thread : null));
      const passing = async (isWorking: boolean) => {
        const before = clock();
        worker.postMessage(isWorking);
        await once(worker, 'message');
        return clock() - before;
      };
      const working = await passing(true);
      assert.ok(working > WORK_MS / 3, `${working} ms of work`);
      const waiting = await passing(false);
      assert.ok(waiting < working, `${waiting} ms of waiting`);
    });
  }

  it('knows the thread that asks, where the system does', () => {
    const thread = ownThread();
    assert.ok(thread === null || /^\/proc\/\d+\/task\/\d+$/.test(thread), `${thread}`);
  });
});
