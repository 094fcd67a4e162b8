import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createLog, type LogLevel } from '../src/log.ts';

/** What a log writes when one line of each level is given. */
function linesAt(level: LogLevel, isForPeople: boolean): string[] {
  const lines: string[] = [];
  const log = createLog(level, (line) => lines.push(line), { isForPeople });
  log.error('Не вышло', { error: new Error('снаружи', { cause: new Error('внутри') }), requestId: 'r-1' });
  log.warn('Осторожно');
  log.info('Сделано', { count: 3 });
  log.debug('Подробно');
  return lines;
}

describe('the log', () => {
  it('leaves out what is more detailed than its level', () => {
    for (const isForPeople of [true, false]) {
      const counts = (['silent', 'error', 'warn', 'info', 'debug'] as const).map(
        (level) => linesAt(level, isForPeople).length,
      );
      assert.deepEqual(counts, [0, 1, 2, 3, 4]);
    }
  });

  it('writes one line of JSON for each event, for programs', () => {
    const [error, , info] = linesAt('debug', false).map((line) => JSON.parse(line));
    assert.match(error.time, /^\d{4}-\d\d-\d\dT/);
    assert.deepEqual([error.level, error.message, error.requestId], ['error', 'Не вышло', 'r-1']);
    assert.match(JSON.stringify(error.error), /снаружи.*внутри/);
    assert.deepEqual({ ...info, time: '' }, { level: 'info', time: '', count: 3, message: 'Сделано' });
  });

  it('writes one line for each event, with stack and causes, for people', () => {
    const [error, , info] = linesAt('debug', true);
    assert.match(error!, /^\S+ error Не вышло requestId=r-1: Error: снаружи \| at .*внутри/);
    assert.match(info!, /^\S+ info Сделано count=3\n$/);
    for (const line of linesAt('debug', true)) assert.equal(line.indexOf('\n'), line.length - 1);
  });
});
