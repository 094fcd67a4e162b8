import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AnswerEvent } from '../../../src/protocol/answer.ts';
import type { Feedback } from '../../../src/protocol/conversation.ts';
import type { ChatRequest } from '../../../src/protocol/requests.ts';
import { createConversation } from '../../../src/widget/conversation/conversation.ts';
import type { SavedConversation } from '../../../src/widget/conversation/turn-list.ts';
import { AskError, type AskFailure } from '../../../src/widget/requests/ask-server.ts';
import type { FeedbackFailure, KeptAnswer } from '../../../src/widget/requests/kept-conversation.ts';
import { scriptedAnswer, scriptedEvents } from '../../support/scripted-assistant.ts';

/** What a server says that keeps the conversation. */
function keptEvents(answerId: string, text: string): AnswerEvent[] {
  const ids = { id: answerId, conversationId: 'conversation-1' };
  return [
    { event: 'answer-start', data: { ...ids, language: 'ru', isKept: true } },
    { event: 'answer-end', data: { ...scriptedAnswer(text), ...ids } },
  ];
}

/** Feedback that waits until the test decides what becomes of it. */
interface SentFeedback extends KeptAnswer, Feedback {
  settle: (failure: FeedbackFailure | null) => void;
}

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
  const sent: SentFeedback[] = [];
  const deleted: string[] = [];
  const conversation = createConversation({
    ask: server.ask,
    sendFeedback: (answer, feedback) => new Promise((settle) => sent.push({ ...answer, ...feedback, settle })),
    deleteConversation: (id) => deleted.push(id),
    saved,
    onChange: (now) => saves.push(now),
  });
  return { ...server, conversation, saves, sent, deleted };
}

const ALL = { documentIds: [] };
const FAILURE: AskFailure = { kind: 'limited', retryAfterSeconds: 5, detail: null };

describe('a conversation', () => {
  it('collects the text of an answer as it arrives', async () => {
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

  it('sends the server the earlier turns, the conversation id and the documents', async () => {
    const { conversation, requests } = converse([scriptedEvents(['Да.']), scriptedEvents(['Нет.'])]);
    await conversation.ask('Первый?', ALL);
    await conversation.ask('А второй?', { documentIds: ['устав'] });
    assert.deepEqual(requests, [
      { message: 'Первый?' },
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

  it('asks about a paragraph in its document by its number', async () => {
    const { conversation, requests } = converse([scriptedEvents(['Да.'])]);
    const about = { documentId: 'устав', paragraph: 3, text: 'Стороны договорились.' };
    await conversation.ask('О чём это?', { documentIds: ['другой'], about });
    assert.deepEqual(requests[0], {
      message: 'О чём это?',
      documentIds: ['устав'],
      about: { documentId: 'устав', paragraph: 3 },
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
    assert.deepEqual(requests[1], { message: 'Кто?' });
  });

  it('stops on demand, and continues with the next question', async () => {
    const { conversation, signals } = converse(['never', scriptedEvents(['Да.'])]);
    const stopped = conversation.ask('Кто?', ALL);
    assert.equal(conversation.isBusy, true);
    conversation.stop();
    assert.equal(await stopped, null);
    assert.equal(signals[0]!.aborted, true);
    assert.equal(conversation.turns[0]!.status, 'stopped');
    assert.equal((await conversation.ask('Где?', ALL))?.text, 'Да.');
  });

  it('answers one question at a time, and a new one stops the one before', async () => {
    const { conversation } = converse(['never', scriptedEvents(['Да.'])]);
    const [first, second] = await Promise.all([conversation.ask('Кто?', ALL), conversation.ask('Где?', ALL)]);
    assert.deepEqual([first, second?.text], [null, 'Да.']);
    assert.deepEqual(
      conversation.turns.map(({ status }) => status),
      ['stopped', 'done'],
    );
  });

  it('removes everything when it is cleared, including an answer that is still arriving', async () => {
    const { conversation, requests } = converse([scriptedEvents(['Да.']), 'never', scriptedEvents(['Нет.'])]);
    await conversation.ask('Кто?', ALL);
    const arriving = conversation.ask('Где?', ALL);
    conversation.clear();
    await arriving;
    assert.deepEqual(conversation.turns, []);
    await conversation.ask('Когда?', ALL);
    assert.deepEqual(requests[2], { message: 'Когда?' });
  });

  it('continues from what was saved', async () => {
    const { conversation: earlier, saves } = converse([scriptedEvents(['Да.'])]);
    await earlier.ask('Кто?', ALL);
    const { conversation, requests } = converse([scriptedEvents(['Нет.'])], saves.at(-1)!);
    assert.equal(conversation.turns[0]!.text, 'Да.');
    await conversation.ask('А где?', ALL);
    assert.equal(requests[0]!.conversationId, 'conversation-1');
    assert.equal(requests[0]!.history?.length, 2);
  });
});

describe('a conversation that the server keeps', () => {
  const DOWN: Feedback = { thumb: 'down', comment: 'Не то.' };
  const UP: Feedback = { thumb: 'up', comment: null };
  /** Feedback is sent once that before it has arrived. */
  const turnOfTheLoop = () => new Promise((resolve) => setImmediate(resolve));

  async function converseTwice() {
    const conversing = converse([keptEvents('a', 'Да.'), keptEvents('b', 'Нет.'), scriptedEvents(['Может быть.'])]);
    const answers = [await conversing.conversation.ask('Кто?', ALL), await conversing.conversation.ask('Где?', ALL)];
    return { ...conversing, answers: answers.map((answer) => answer!) };
  }

  it('is marked as kept from the start of an answer', async () => {
    const { conversation, saves } = converse([keptEvents('a', 'Да.'), scriptedEvents(['Нет.'])]);
    await conversation.ask('Кто?', ALL);
    await conversation.ask('Где?', ALL);
    assert.deepEqual(
      conversation.turns.map(({ isKept, feedback }) => [isKept, feedback]),
      [
        [true, null],
        [false, null],
      ],
    );
    assert.equal(saves.find(({ turns }) => turns[0]?.isKept)?.turns[0]?.status, 'finding');
  });

  it('has the feedback on an answer once the server has saved it', async () => {
    const { conversation, answers, sent, saves } = await converseTwice();
    const giving = conversation.giveFeedback(answers[0]!, DOWN);
    await turnOfTheLoop();
    const { settle, ...feedback } = sent[0]!;
    assert.deepEqual(feedback, { conversationId: 'conversation-1', answerId: 'a', ...DOWN });
    assert.equal(conversation.turns[0]!.feedback, null);
    settle(null);
    assert.equal(await giving, null);
    assert.deepEqual(
      saves.at(-1)!.turns.map(({ feedback }) => feedback),
      [DOWN, null],
    );
  });

  it('has no feedback that the server did not save', async () => {
    const { conversation, answers, sent, saves } = await converseTwice();
    const before = saves.length;
    const giving = conversation.giveFeedback(answers[1]!, UP);
    await turnOfTheLoop();
    sent[0]!.settle('limited');
    assert.equal(await giving, 'limited');
    assert.equal(conversation.turns[1]!.feedback, null);
    assert.equal(saves.length, before);
  });

  it('sends feedback in the order it is given, also after some that failed', async () => {
    const { conversation, answers, sent } = await converseTwice();
    const giving = [UP, DOWN].map((feedback) => conversation.giveFeedback(answers[0]!, feedback));
    await turnOfTheLoop();
    assert.deepEqual(
      sent.map(({ thumb }) => thumb),
      ['up'],
    );
    sent[0]!.settle('offline');
    await turnOfTheLoop();
    sent[1]!.settle(null);
    assert.deepEqual(await Promise.all(giving), ['offline', null]);
    assert.deepEqual(conversation.turns[0]!.feedback, DOWN);
  });

  it('does not show feedback of a deleted turn on a new one', async () => {
    const { conversation, answers, sent } = await converseTwice();
    const giving = conversation.giveFeedback(answers[0]!, UP);
    conversation.clear();
    await conversation.ask('Когда?', ALL);
    sent[0]!.settle(null);
    await giving;
    assert.deepEqual(
      conversation.turns.map(({ question, feedback }) => [question, feedback]),
      [['Когда?', null]],
    );
  });

  it('gives way to another one, which the next question continues, and is not deleted', async () => {
    const { conversation, deleted, requests, saves } = await converseTwice();
    const [first] = conversation.turns;
    conversation.load({ conversationId: 'other', turns: [first!] });
    assert.deepEqual(conversation.turns, [first]);
    assert.equal(saves.at(-1)!.conversationId, 'other');
    await conversation.ask('А где?', ALL);
    assert.equal(requests.at(-1)!.conversationId, 'other');
    assert.deepEqual(deleted, []);
  });

  it('is deleted by the server when it is cleared, if it was kept', async () => {
    const { conversation, deleted } = await converseTwice();
    conversation.clear();
    assert.deepEqual(deleted, ['conversation-1']);
    await conversation.ask('Кто?', ALL);
    conversation.clear();
    assert.deepEqual(deleted, ['conversation-1']);
  });
});
