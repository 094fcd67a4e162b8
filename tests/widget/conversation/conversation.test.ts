import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AnswerEvent } from '../../../src/protocol.ts';
import { AskError, type AskFailure, type ChatRequest } from '../../../src/widget/conversation/ask-server.ts';
import { createConversation, type SavedConversation } from '../../../src/widget/conversation/conversation.ts';
import { scriptedEvents } from '../../support/scripted-assistant.ts';

/** A server that gives the scripted answers one after another, and writes down what it was asked. */
function scriptServer(answers: (AnswerEvent[] | AskFailure | 'never')[]) {
  const requests: ChatRequest[] = [];
  const signals: AbortSignal[] = [];
  async function* ask(request: ChatRequest, signal: AbortSignal): AsyncGenerator<AnswerEvent> {
    requests.push(request);
    signals.push(signal);
    const answer = answers[requests.length - 1]!;
    if (answer === 'never') {
      yield scriptedEvents([])[0]!;
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
      return;
    }
    if (!Array.isArray(answer)) throw new AskError(answer);
    yield* answer;
  }
  return { ask, requests, signals };
}

function converse(answers: Parameters<typeof scriptServer>[0], saved: SavedConversation | null = null) {
  const server = scriptServer(answers);
  const saves: SavedConversation[] = [];
  const conversation = createConversation({ ask: server.ask, saved, onChange: (now) => saves.push(now) });
  return { ...server, conversation, saves };
}

const ALL = { documentIds: [] };
const FAILURE: AskFailure = { kind: 'limited', retryAfterSeconds: 5, detail: null };

describe('a conversation', () => {
  it('gathers the text of an answer as it arrives', async () => {
    const { conversation, saves } = converse([scriptedEvents(['При', 'вет'])]);
    const answer = await conversation.ask('Кто?', ALL);
    assert.equal(answer?.text, 'Привет');
    assert.deepEqual(
      saves.map(({ turns }) => [turns[0]!.status, turns[0]!.text]),
      [
        ['finding', ''],
        ['finding', ''],
        ['finding', ''],
        ['answering', 'При'],
        ['answering', 'Привет'],
        ['done', 'Привет'],
      ],
    );
    assert.equal(conversation.isBusy, false);
  });

  it('tells the server what was said before, its conversation and the documents', async () => {
    const { conversation, requests } = converse([scriptedEvents(['Да.']), scriptedEvents(['Нет.'])]);
    await conversation.ask('Первый?', ALL);
    await conversation.ask('А второй?', { documentIds: ['устав'] });
    assert.deepEqual(requests, [
      { message: 'Первый?', history: [] },
      {
        message: 'А второй?',
        history: [
          { role: 'user', content: 'Первый?' },
          { role: 'assistant', content: 'Да.' },
        ],
        conversationId: 'conversation-1',
        documentIds: ['устав'],
      },
    ]);
  });

  it('asks about a paragraph in its document, with its words as what was said last', async () => {
    const { conversation, requests } = converse([scriptedEvents(['Да.'])]);
    const about = { documentId: 'устав', paragraph: 3, text: 'Стороны договорились.' };
    await conversation.ask('О чём это?', { documentIds: ['другой'], about });
    assert.deepEqual(requests[0], {
      message: 'О чём это?',
      history: [{ role: 'user', content: 'Стороны договорились.' }],
      documentIds: ['устав'],
    });
    assert.deepEqual(conversation.turns[0]!.about, about);
  });

  it('shows a failure, and asks again in its place', async () => {
    const { conversation, requests } = converse([FAILURE, scriptedEvents(['Да.'])]);
    assert.equal(await conversation.ask('Кто?', ALL), null);
    assert.deepEqual([conversation.turns[0]!.status, conversation.turns[0]!.failure], ['failed', FAILURE]);
    assert.equal(conversation.isBusy, false);
    assert.equal((await conversation.retry(ALL))?.text, 'Да.');
    assert.deepEqual(
      conversation.turns.map(({ question, status }) => [question, status]),
      [['Кто?', 'done']],
    );
    assert.deepEqual(requests[1]!.history, []);
  });

  it('stops when told to, and goes on with the next question', async () => {
    const { conversation, signals } = converse(['never', scriptedEvents(['Да.'])]);
    const stopped = conversation.ask('Кто?', ALL);
    assert.equal(conversation.isBusy, true);
    conversation.stop();
    assert.equal(await stopped, null);
    assert.equal(signals[0]!.aborted, true);
    assert.equal(conversation.turns[0]!.status, 'stopped');
    assert.equal((await conversation.ask('Где?', ALL))?.text, 'Да.');
  });

  it('answers one question at a time: a new one stops the one before', async () => {
    const { conversation } = converse(['never', scriptedEvents(['Да.'])]);
    const [first, second] = await Promise.all([conversation.ask('Кто?', ALL), conversation.ask('Где?', ALL)]);
    assert.deepEqual([first, second?.text], [null, 'Да.']);
    assert.deepEqual(
      conversation.turns.map(({ status }) => status),
      ['stopped', 'done'],
    );
  });

  it('forgets everything when it begins anew, an answer that is still arriving included', async () => {
    const { conversation, requests } = converse([scriptedEvents(['Да.']), 'never', scriptedEvents(['Нет.'])]);
    await conversation.ask('Кто?', ALL);
    const arriving = conversation.ask('Где?', ALL);
    conversation.clear();
    await arriving;
    assert.deepEqual(conversation.turns, []);
    await conversation.ask('Когда?', ALL);
    assert.deepEqual(requests[2], { message: 'Когда?', history: [] });
  });

  it('goes on from what was saved', async () => {
    const { conversation: earlier, saves } = converse([scriptedEvents(['Да.'])]);
    await earlier.ask('Кто?', ALL);
    const { conversation, requests } = converse([scriptedEvents(['Нет.'])], saves.at(-1)!);
    assert.equal(conversation.turns[0]!.text, 'Да.');
    await conversation.ask('А где?', ALL);
    assert.equal(requests[0]!.conversationId, 'conversation-1');
    assert.equal(requests[0]!.history.length, 2);
  });
});
