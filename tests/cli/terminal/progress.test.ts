import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createProgress, describeStep, type ProgressStream } from '../../../src/cli/terminal/progress.ts';

const step = { what: 'Indexing', unit: 'texts', done: 300, total: 700 };

/** A stream and a log that record what was written. */
function createRecorder(terminal: { isTTY: boolean; columns: number }) {
  const written: string[] = [];
  const logged: string[] = [];
  const stream = { ...terminal, write: (text: string) => written.push(text) > 0 } as ProgressStream;
  return { written, logged, stream, log: { info: (message: string) => void logged.push(message) } };
}

describe('describeStep', () => {
  it('shows speed and time left', () => {
    const text = describeStep(step, { since: 0, elapsedMs: 2000 });
    assert.equal(text, 'Indexing: 300 of 700 texts, 150 texts a second, 3 s left');
  });

  it('computes the speed from where the work began', () => {
    assert.match(describeStep(step, { since: 200, elapsedMs: 2000 }), /, 50 texts a second, 8 s left$/);
  });

  it('shows long times in minutes and hours', () => {
    const slow = { ...step, done: 1, total: 7201 };
    assert.match(describeStep(slow, { since: 0, elapsedMs: 1000 }), /2 h 0 min left$/);
    assert.match(describeStep({ ...slow, total: 126 }, { since: 0, elapsedMs: 1000 }), /2 min 5 s left$/);
  });

  it('shows neither before anything is done', () => {
    assert.equal(describeStep({ ...step, done: 0 }, { since: 0, elapsedMs: 10 }), 'Indexing: 0 of 700 texts');
  });
});

describe('createProgress', () => {
  const always = { isShown: true, patienceMs: 0 };

  it('rewrites one line of a terminal, never wider than it, and clears it at the end', () => {
    const { stream, log, written, logged } = createRecorder({ isTTY: true, columns: 40 });
    const progress = createProgress({ stream, log, ...always });
    progress.report(step);
    progress.end();
    assert.equal(written.length, 2);
    assert.equal(written[0]!.slice(0, 6), '\r\u001b[2K█');
    assert.ok(written[0]!.length - '\r\u001b[2K'.length < 40, JSON.stringify(written[0]));
    assert.equal(written[1], '\r\u001b[2K');
    assert.deepEqual(logged, []);
  });

  it('writes a line of the log every tenth of the way when there is no terminal', () => {
    const { stream, log, written, logged } = createRecorder({ isTTY: false, columns: 0 });
    const progress = createProgress({ stream, log, ...always });
    for (let done = 0; done <= 100; done += 1) progress.report({ ...step, done, total: 100 });
    progress.end();
    assert.equal(logged.length, 10);
    assert.match(logged.at(-1)!, /^Indexing: 100 of 100 texts/);
    assert.deepEqual(written, []);
  });

  it('prints nothing when there is nothing to do, when the work is short, or when it is switched off', () => {
    const { stream, log, written } = createRecorder({ isTTY: true, columns: 80 });
    createProgress({ stream, log, ...always }).report({ ...step, done: 0, total: 0 });
    createProgress({ stream, log, isShown: true, patienceMs: 60_000 }).report(step);
    createProgress({ stream, log, isShown: false, patienceMs: 0 }).report(step);
    assert.deepEqual(written, []);
  });
});
