import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Answer } from '../../src/protocol/answer.ts';
import type { KeptConversation } from '../../src/protocol/conversation.ts';
import type { ConversationStore } from '../../src/stores/conversation-store.ts';
import { scriptedAnswer } from '../support/scripted-assistant.ts';
import { nastyTexts } from './nasty-texts.ts';

const DAY_MS = 86_400_000;

/** Where conversations are kept: a folder, a schema. Several stores may be open on it at once. */
export interface ConversationPlace {
  open(options: { timeToLiveMs: number; now: () => number }): ConversationStore;
  discard(): Promise<void>;
}

/** An answer with an id, of a conversation. */
export const answer = (id: string, conversationId: string): Answer => ({
  ...scriptedAnswer(`Ответ ${id} «как есть» 🕊️`),
  id,
  conversationId,
});

/** Keeps a turn: the conversation begins with it, or goes on. */
export async function keep(
  store: ConversationStore,
  turn: Parameters<ConversationStore['keepTurn']>[0],
): Promise<void> {
  const known = await store.conversation(turn.answer.conversationId);
  await store.keepTurn(turn, { begins: known === null });
}

/**
 * What every store of conversations promises. Call it once per implementation.
 *
 * @param options.asKept What becomes of a question or comment with half a surrogate pair, which is no text in any encoding: one text for all
 * that may become of it.
 */
export function describeConversationStore(
  name: string,
  makePlace: () => Promise<ConversationPlace>,
  { asKept }: { asKept: (text: string) => string },
): void {
  /** Opens a store on a clock that the test turns. */
  async function withStore(
    visit: (store: ConversationStore, clock: { ms: number; place: ConversationPlace }) => Promise<void>,
  ): Promise<void> {
    const place = await makePlace();
    const clock = { ms: Date.parse('2026-01-01'), place };
    const store = place.open({ timeToLiveMs: DAY_MS, now: () => clock.ms });
    try {
      await visit(store, clock);
    } finally {
      await store.close();
      await place.discard();
    }
  }

  describe(`${name} keeps the contract of conversations`, { timeout: 60_000 }, () => {
    it('returns questions and answers exactly, in order', async () => {
      await withStore(async (store, clock) => {
        const about = { documentId: 'декларация', paragraph: 3 };
        await keep(store, { question: 'Первый?', about: null, answer: answer('1', 'c') });
        clock.ms += 1000;
        await keep(store, { question: 'Второй?', about, answer: answer('2', 'c') });
        await keep(store, { question: 'Чужой?', about: null, answer: answer('3', 'other') });
        assert.deepEqual(await store.conversation('c'), {
          id: 'c',
          createdAt: '2026-01-01T00:00:00.000Z',
          expiresAt: '2026-01-02T00:00:01.000Z',
          turns: [
            {
              askedAt: '2026-01-01T00:00:00.000Z',
              question: 'Первый?',
              about: null,
              answer: answer('1', 'c'),
              feedback: null,
            },
            {
              askedAt: '2026-01-01T00:00:01.000Z',
              question: 'Второй?',
              about,
              answer: answer('2', 'c'),
              feedback: null,
            },
          ],
        });
      });
    });

    it('returns some turns from a number on, and null where there are none', async () => {
      await withStore(async (store) => {
        for (const id of ['1', '2', '3', '4'])
          await keep(store, { question: id, about: null, answer: answer(id, 'c') });
        const questions = async (from: number, limit: number) =>
          (await store.conversation('c', { from, limit }))?.turns.map(({ question }) => question) ?? null;
        assert.deepEqual(await questions(1, 2), ['1', '2']);
        assert.deepEqual(await questions(3, 5), ['3', '4']);
        assert.equal(await questions(5, 5), null);
      });
    });

    it('returns the latest turns, oldest first, and null for an unknown conversation', async () => {
      await withStore(async (store) => {
        for (const id of ['1', '2', '3']) await keep(store, { question: id, about: null, answer: answer(id, 'c') });
        assert.deepEqual(await store.history('c', 2), [
          { role: 'user', content: '2' },
          { role: 'assistant', content: answer('2', 'c').text },
          { role: 'user', content: '3' },
          { role: 'assistant', content: answer('3', 'c').text },
        ]);
        assert.equal(await store.history('unknown', 2), null);
        assert.equal(await store.conversation('unknown'), null);
      });
    });

    it('expires a conversation by the time of its last turn', async () => {
      await withStore(async (store, clock) => {
        await keep(store, { question: 'a', about: null, answer: answer('1', 'c') });
        clock.ms += DAY_MS - 1;
        await keep(store, { question: 'b', about: null, answer: answer('2', 'c') });
        clock.ms += DAY_MS - 1;
        assert.equal((await store.conversation('c'))?.turns.length, 2);
        clock.ms += 1;
        assert.equal(await store.conversation('c'), null);
        assert.equal(await store.history('c', 6), null);
        assert.equal(
          await store.keepFeedback({ conversationId: 'c', answerId: '1' }, { thumb: 'up', comment: null }),
          null,
        );
      });
    });

    it('replaces earlier feedback on an answer', async () => {
      await withStore(async (store) => {
        for (const id of ['1', '2']) await keep(store, { question: id, about: null, answer: answer(id, 'c') });
        const give = (answerId: string | undefined, thumb: 'up' | null, comment: string | null) =>
          store.keepFeedback({ conversationId: 'c', answerId }, { thumb, comment });
        assert.equal(await give('1', null, 'Не то'), '1');
        assert.equal(await give('1', 'up', null), '1');
        assert.equal(await give('3', 'up', null), null);
        assert.equal(await give(undefined, null, 'О последнем'), '2');
        assert.equal(
          await store.keepFeedback({ conversationId: 'd', answerId: '1' }, { thumb: 'up', comment: null }),
          null,
        );
        const { turns } = (await store.conversation('c'))!;
        assert.deepEqual(
          turns.map(({ feedback }) => feedback),
          [
            { thumb: 'up', comment: null },
            { thumb: null, comment: 'О последнем' },
          ],
        );
      });
    });

    it('does not bring back a conversation that was erased while it was answered', async () => {
      await withStore(async (store) => {
        await keep(store, { question: 'a', about: null, answer: answer('1', 'c') });
        await store.forget('c');
        await store.keepTurn({ question: 'b', about: null, answer: answer('2', 'c') }, { begins: false });
        assert.equal(await store.conversation('c'), null);
      });
    });

    it('has its data when it is reopened, and can be used by another process at the same time', async () => {
      await withStore(async (store, { place }) => {
        const other = place.open({ timeToLiveMs: DAY_MS, now: () => Date.parse('2026-01-01') });
        await keep(store, { question: 'a', about: null, answer: answer('1', 'c') });
        await keep(other, { question: 'b', about: null, answer: answer('2', 'c') });
        await other.close();
        assert.equal((await store.conversation('c'))!.turns.length, 2);
      });
    });

    it('numbers the turns that two servers add at once, and loses none', async () => {
      await withStore(async (store, clock) => {
        const stores = [store, clock.place.open({ timeToLiveMs: DAY_MS, now: () => clock.ms })];
        await keep(store, { question: '0', about: null, answer: answer('0', 'c') });
        const ids = Array.from({ length: 20 }, (_, index) => String(index + 1));
        await Promise.all(
          ids.map((id, index) =>
            stores[index % 2]!.keepTurn({ question: id, about: null, answer: answer(id, 'c') }, { begins: false }),
          ),
        );
        const { turns } = (await store.conversation('c'))!;
        assert.deepEqual(turns.map(({ question }) => question).toSorted(), ['0', ...ids].toSorted());
        assert.deepEqual(
          turns.map((turn) => turn.answer.id),
          turns.map(({ question }) => question),
        );
        await stores[1]!.close();
      });
    });

    it('refuses to begin a conversation twice', async () => {
      await withStore(async (store) => {
        const turn = { question: 'a', about: null, answer: answer('1', 'c') };
        await store.keepTurn(turn, { begins: true });
        await assert.rejects(store.keepTurn(turn, { begins: true }));
        assert.equal((await store.conversation('c'))!.turns.length, 1);
      });
    });

    it('stores any text exactly, in every field', async () => {
      await withStore(async (store) => {
        for (const [index, text] of nastyTexts().entries()) {
          const conversationId = `c${index}`;
          const about = { documentId: text, paragraph: 1 };
          const given: Answer = { ...answer('1', conversationId), text };
          await store.keepTurn({ question: text, about, answer: given }, { begins: true });
          await store.keepFeedback({ conversationId }, { thumb: 'down', comment: text });
          const [turn] = (await store.conversation(conversationId))!.turns;
          const { question, feedback, ...rest } = turn!;
          assert.deepEqual(rest, { askedAt: '2026-01-01T00:00:00.000Z', about, answer: given });
          assert.deepEqual([question, feedback!.comment!].map(asKept), [text, text].map(asKept));
          assert.equal(feedback!.thumb, 'down');
          const [asked, answered] = (await store.history(conversationId, 1))!;
          assert.deepEqual([asked!.content, answered!.content].map(asKept), [text, text].map(asKept));
        }
      });
    });

    it('finds a conversation only under its own id', async () => {
      await withStore(async (store) => {
        await keep(store, { question: 'a', about: null, answer: answer('1', 'c') });
        for (const id of nastyTexts()) {
          assert.equal(await store.conversation(id), null);
          assert.equal(await store.history(id, 5), null);
          assert.equal(await store.forget(id), false);
          const feedback = { thumb: 'up' as const, comment: null };
          assert.equal(await store.keepFeedback({ conversationId: id }, feedback), null);
          assert.equal(await store.keepFeedback({ conversationId: 'c', answerId: id }, feedback), null);
        }
        assert.equal((await store.conversation('c'))!.turns.length, 1);
      });
    });

    it('exports everything in the order of ids, and imports it again', async () => {
      await withStore(async (store, clock) => {
        const ids = Array.from({ length: 120 }, (_, index) => `Ид-${index}`);
        await keep(store, { question: 'old', about: null, answer: answer('1', 'expired') });
        clock.ms += DAY_MS;
        for (const id of ids.toReversed()) await keep(store, { question: id, about: null, answer: answer('1', id) });
        await keep(store, { question: 'b', about: { documentId: 'd', paragraph: 2 }, answer: answer('2', 'Ид-7') });
        await store.keepFeedback({ conversationId: 'Ид-7', answerId: '1' }, { thumb: 'up', comment: 'Да' });
        const all = await everythingOf(store);
        assert.deepEqual(
          all.map(({ id }) => id),
          ids.toSorted(),
        );
        await withStore(async (other, otherClock) => {
          otherClock.ms = clock.ms;
          for (const conversation of [...all, ...all]) await other.putBack(conversation);
          assert.deepEqual(await everythingOf(other), all);
          await other.keepTurn({ question: 'c', about: null, answer: answer('3', 'Ид-7') }, { begins: false });
          const { turns } = (await other.conversation('Ид-7'))!;
          assert.deepEqual(
            turns.map(({ answer: { id } }) => id),
            ['1', '2', '3'],
          );
        });
      });
    });

    it('imports only conversations that are newer than the stored ones and have not expired', async () => {
      await withStore(async (store, clock) => {
        await keep(store, { question: 'a', about: null, answer: answer('1', 'c') });
        const older = (await store.conversation('c'))!;
        clock.ms += 1;
        await keep(store, { question: 'b', about: null, answer: answer('2', 'c') });
        const newer = (await store.conversation('c'))!;
        await store.putBack(older);
        assert.deepEqual(await store.conversation('c'), newer);
        await store.keepFeedback({ conversationId: 'c' }, { thumb: 'up', comment: null });
        await store.putBack(newer);
        assert.equal((await store.conversation('c'))!.turns[1]!.feedback?.thumb, 'up');
        await store.forget('c');
        await store.putBack(older);
        await store.putBack(newer);
        assert.deepEqual(await store.conversation('c'), newer);
        await store.forget('c');
        clock.ms += DAY_MS;
        await store.putBack(newer);
        clock.ms -= DAY_MS;
        assert.equal(await store.conversation('c'), null);
      });
    });
  });
}

async function everythingOf(store: ConversationStore): Promise<KeptConversation[]> {
  const all: KeptConversation[] = [];
  for await (const conversation of store.everything()) all.push(conversation);
  return all;
}
