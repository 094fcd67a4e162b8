import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { createReadinessCheck } from '../../../../src/http/api/answers/readiness.ts';

/** A check of an assistant whose state the test sets. */
function checkOf(state: { isReady: () => Promise<boolean> }) {
  let asked = 0;
  const isReady = async () => {
    asked += 1;
    return state.isReady();
  };
  const indexing = async () => ({ done: 3, total: 7 }) as never;
  return {
    check: createReadinessCheck({ isReady, indexing }, { patienceMs: 20 }),
    askedTimes: () => asked,
  };
}

describe('the readiness check', () => {
  it('refuses with how far the index is, until it is ready', async () => {
    const state = { isReady: async () => false };
    const { check } = checkOf(state);
    await assert.rejects(check(), { code: 'INDEX_NOT_READY', progress: { done: 3, total: 7 } });
    state.isReady = async () => true;
    await check();
  });

  it('does not look again for a question once a probe succeeded, however long that would take', async () => {
    const state: { isReady(): Promise<boolean> } = { isReady: async () => true };
    const { check, askedTimes } = checkOf(state);
    await check({ again: true });
    state.isReady = async () => pause(200, true, { ref: false });
    await check();
    assert.equal(askedTimes(), 1);
  });

  it('looks again for each probe, and a probe that fails stops no question', async () => {
    const state = { isReady: async () => true };
    const { check } = checkOf(state);
    await check();
    state.isReady = async () => false;
    await assert.rejects(check({ again: true }), { code: 'INDEX_NOT_READY' });
    await check();
  });
});
