import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AnswerEvent } from '../../../src/protocol/answer.ts';
import { afterEvent, newTurn, type Turn } from '../../../src/widget/conversation/turn.ts';
import { scriptedAnswer, scriptedEvents } from '../../support/scripted-assistant.ts';

const EXCERPTS = scriptedAnswer('«Слова.» [1]');
const thinking: AnswerEvent = { event: 'thinking', data: {} };
const excerpts: AnswerEvent = { event: 'excerpts', data: EXCERPTS };
const [start, found, first, second, end] = scriptedEvents(['Да', ', так.']) as [
  ...[AnswerEvent, AnswerEvent, AnswerEvent, AnswerEvent, AnswerEvent],
];

function turnAfter(...events: AnswerEvent[]): Turn {
  const turn = newTurn({ id: 1, question: 'Так ли?', about: null });
  for (const event of events) Object.assign(turn, afterEvent(turn, event));
  return turn;
}

/** What is seen of a turn: its state, its text, and the excerpts that stand in for it. */
const seen = ({ status, text, provisional }: Turn) => [status, text, provisional?.text ?? null];

describe('a turn that waits for a chat model', () => {
  it('thinks when the server says so, until a text comes', () => {
    assert.deepEqual(seen(turnAfter(start, found)), ['finding', '', null]);
    assert.deepEqual(seen(turnAfter(start, found, thinking, thinking)), ['thinking', '', null]);
    assert.deepEqual(seen(turnAfter(start, found, thinking, first, thinking)), ['answering', 'Да', null]);
  });

  it('shows excerpts until the first words of the model take their place', () => {
    assert.deepEqual(seen(turnAfter(start, found, excerpts)), ['finding', '', EXCERPTS.text]);
    assert.deepEqual(seen(turnAfter(start, found, excerpts, thinking)), ['thinking', '', EXCERPTS.text]);
    const turn = turnAfter(start, found, excerpts, thinking, first);
    assert.deepEqual([...seen(turn), turn.citations], ['answering', 'Да', null, []]);
    assert.deepEqual(seen(turnAfter(start, found, excerpts, first, second)), ['answering', 'Да, так.', null]);
  });

  it('ends with the whole answer, whatever was shown before', () => {
    assert.deepEqual(seen(turnAfter(start, found, excerpts, end)), ['done', 'Да, так.', null]);
    assert.deepEqual(seen(turnAfter(start, found, first, excerpts)), ['answering', 'Да', null]);
  });

  it('is not changed by an event of a later version', () => {
    const later = { event: 'weather', data: { text: 'Дождь' } } as unknown as AnswerEvent;
    assert.deepEqual(turnAfter(start, later, found, later, first, later), turnAfter(start, found, first));
  });
});
