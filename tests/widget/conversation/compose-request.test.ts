import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { composeRequest } from '../../../src/widget/conversation/compose-request.ts';
import type { Turn } from '../../../src/widget/conversation/turn.ts';
import { scriptedAnswer } from '../../support/scripted-assistant.ts';

function turn(id: number, text: string | null): Turn {
  const answer = text === null ? null : scriptedAnswer(text);
  return {
    ...{ id, question: `Вопрос ${id}?`, about: null, status: answer ? 'done' : 'stopped', text: text ?? 'Нача' },
    ...{ citations: [], answer, failure: null, provisional: null, isKept: true, feedback: null },
  };
}

const FIRST = { turns: [], about: null, documentIds: [], conversationId: null };

describe('a request', () => {
  it('for the first question has the question alone: no history, not even an empty one', () => {
    assert.deepEqual(Object.keys(composeRequest('Кто?', FIRST)), ['message']);
  });

  it('for a later question has the conversation id and the earlier turns', () => {
    const request = composeRequest('А где?', { ...FIRST, turns: [turn(1, 'Да.')], conversationId: 'c' });
    assert.deepEqual(request, {
      message: 'А где?',
      conversationId: 'c',
      history: [
        { role: 'user', content: 'Вопрос 1?' },
        { role: 'assistant', content: 'Да.' },
      ],
    });
  });

  it('leaves out unanswered questions, and the history when no question was answered', () => {
    const turns = [turn(1, null), turn(2, 'Yes.'), turn(3, null)];
    const { history } = composeRequest('And?', { ...FIRST, turns, conversationId: 'c' });
    assert.deepEqual(
      history?.map(({ content }) => content),
      ['Вопрос 2?', 'Yes.'],
    );
    const unanswered = composeRequest('And?', { ...FIRST, turns: [turn(1, null)], conversationId: 'c' });
    assert.deepEqual(unanswered, { message: 'And?', conversationId: 'c' });
  });

  it('has the six latest turns, and of each answer no more than a follow-up needs', () => {
    const turns = Array.from({ length: 9 }, (_, index) => turn(index, 'Слово '.repeat(1000)));
    const { history } = composeRequest('И?', { ...FIRST, turns, conversationId: 'c' });
    assert.equal(history?.length, 12);
    assert.equal(history?.[0]?.content, 'Вопрос 3?');
    assert.equal(history?.[1]?.content.length, 2000);
  });

  it('names the paragraph it is about, and its document only', () => {
    const about = { documentId: 'устав', paragraph: 3, text: 'Стороны договорились.' };
    const request = composeRequest('О чём это?', { ...FIRST, about, documentIds: ['другой'] });
    assert.deepEqual(request, {
      message: 'О чём это?',
      documentIds: ['устав'],
      about: { documentId: 'устав', paragraph: 3 },
    });
  });

  it('has the tags to answer from, unless it is about a paragraph', () => {
    const tags = ['право'];
    assert.deepEqual(composeRequest('О чём это?', { ...FIRST, tags }), { message: 'О чём это?', tags });
    const about = { documentId: 'устав', paragraph: 1, text: '' };
    assert.equal(composeRequest('О чём это?', { ...FIRST, tags, about }).tags, undefined);
  });
});
