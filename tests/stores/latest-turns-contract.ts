import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { KeptTurn } from '../../src/protocol/conversation.ts';
import type { ConversationStore } from '../../src/stores/conversation-store.ts';
import { answer, type ConversationPlace, keep } from './conversation-store-contract.ts';

const HOUR_MS = 3_600_000;
const NEWEST = Date.parse('2026-03-01');

/** What every store of conversations promises of its latest turns. Call it once per implementation. */
export function describeLatestTurns(name: string, makePlace: () => Promise<ConversationPlace>): void {
  /** Opens a store that keeps conversations for a day. */
  async function withStore(visit: (store: ConversationStore, clock: { ms: number }) => Promise<void>): Promise<void> {
    const place = await makePlace();
    const clock = { ms: NEWEST };
    const store = place.open({ timeToLiveMs: 24 * HOUR_MS, now: () => clock.ms });
    try {
      await visit(store, clock);
    } finally {
      await store.close();
      await place.discard();
    }
  }

  describe(`${name} keeps the contract of the latest turns`, { timeout: 60_000 }, () => {
    it('gives those of all conversations, newest first, with their answers and what was thought of them', async () => {
      await withStore(async (store, clock) => {
        // Neither by their conversations nor by their numbers are they in the order of their times.
        for (const [question, conversationId] of [
          ['первый', 'z'],
          ['второй', 'a'],
          ['третий', 'z'],
          ['четвёртый', 'm'],
        ] as const) {
          clock.ms += 1000;
          await keep(store, { question, about: null, answer: answer(question, conversationId) });
        }
        await store.keepFeedback({ conversationId: 'a' }, { thumb: 'down', comment: 'Не то \u0000' });
        const turns = await latest(store, 3);
        assert.deepEqual(
          turns.map(({ question }) => question),
          ['четвёртый', 'третий', 'второй'],
        );
        assert.deepEqual(turns[2], {
          askedAt: '2026-03-01T00:00:02.000Z',
          question: 'второй',
          about: null,
          answer: answer('второй', 'a'),
          feedback: { thumb: 'down', comment: 'Не то \u0000' },
        });
      });
    });

    it('passes over what has expired or was forgotten', async () => {
      await withStore(async (store, clock) => {
        await keep(store, { question: 'expired', about: null, answer: answer('1', 'old') });
        clock.ms += 24 * HOUR_MS;
        await keep(store, { question: 'forgotten', about: null, answer: answer('2', 'gone') });
        await keep(store, { question: 'kept', about: null, answer: answer('3', 'here') });
        await store.forget('gone');
        assert.deepEqual(
          (await latest(store, 10)).map(({ question }) => question),
          ['kept'],
        );
      });
    });

    it('finds the latest among more than are read at once', async () => {
      await withStore(async (store, clock) => {
        for (let number = 0; number < 1205; number += 1) {
          clock.ms += 1;
          const conversationId = `c${(number * 577) % 1205}`;
          const turn = { question: String(number), about: null, answer: answer(String(number), conversationId) };
          await store.keepTurn(turn, { begins: true });
        }
        assert.deepEqual(
          (await latest(store, 120)).map(({ question }) => Number(question)),
          Array.from({ length: 120 }, (_, place) => 1204 - place),
        );
      });
    });
  });
}

async function latest(store: ConversationStore, limit: number): Promise<KeptTurn[]> {
  const turns: KeptTurn[] = [];
  for await (const turn of store.latestTurns(limit)) turns.push(turn);
  return turns;
}
