import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createAnswerTextReader } from '../../../../../src/answering/model/client/text/read-answer-text.ts';

/** What is left of a text that comes in these pieces, and whether it began in the middle of reasoning. */
function read(pieces: Iterable<string>, { beginsInThought = false } = {}) {
  const reader = createAnswerTextReader({ beginsInThought });
  let text = '';
  for (const piece of [...[...pieces].map((part) => reader.push(part)), reader.end()].flat()) {
    if (piece.kind === 'text') text += piece.text;
    if (piece.kind === 'restart') text = '';
  }
  return { text: text.trim(), beganInThought: reader.beganInThought };
}

const ANSWER = 'Срок — 5 дней [2]. It ends then [3].';
const THOUGHT = 'Пользователь спрашивает о сроке [2]. a < b, so NO_ANSWER?';

const WRITTEN: [string, string][] = [
  ['nothing but the answer', ANSWER],
  ['a thought', `<think>\n${THOUGHT}\n</think>\n\n${ANSWER}`],
  ['a thought under another name', `<thinking>${THOUGHT}</thinking>${ANSWER}`],
  ['an empty thought', `<think>\n\n</think>\n\n${ANSWER}`],
  ['a thought of a namespace', `<seed:think>${THOUGHT}</seed:think>${ANSWER}`],
  ['a thought in square brackets', `[THINK]${THOUGHT}[/THINK]${ANSWER}`],
  ['a thought in triangles', `◁think▷${THOUGHT}◁/think▷${ANSWER}`],
  ['a thought between tokens', `<|begin_of_thought|>${THOUGHT}<|end_of_thought|>${ANSWER}`],
  ['a thought of capitals', `<|START_THINKING|>${THOUGHT}<|END_THINKING|>${ANSWER}`],
  ['a thought whose opening is missing', `${THOUGHT}\n</think>\n\n${ANSWER}`],
  ['thoughts between sentences', `Срок — 5 дней [2]. <think>${THOUGHT}</think>It ends then [3].`],
  [
    'channels',
    `<|channel|>analysis<|message|>${THOUGHT}<|end|><|start|>assistant<|channel|>final<|message|>${ANSWER}<|return|>`,
  ],
  ['a head', `<|im_start|>assistant\n${ANSWER}<|im_end|>`],
  ['a head between tokens', `<|start_header_id|>assistant<|end_header_id|>\n\n${ANSWER}<|eot_id|>`],
  ['tags around the answer', `<think>${THOUGHT}</think><answer>${ANSWER}</answer>`],
  ['a token at the end', `${ANSWER}</s>`],
  ['a token of full width at the end', `${ANSWER}<｜end▁of▁sentence｜>`],
  ['another turn', `${ANSWER}<end_of_turn>\n<start_of_turn>user\nAnd then?`],
];

describe('createAnswerTextReader', () => {
  for (const [name, written] of WRITTEN) {
    it(`keeps the answer alone of ${name}, wherever the stream cuts it`, () => {
      assert.equal(read([written]).text, ANSWER);
      assert.equal(read(written).text, ANSWER, 'a character at a time');
      for (let at = 1; at < written.length; at += 1) {
        assert.equal(read([written.slice(0, at), written.slice(at)]).text, ANSWER, written.slice(0, at));
      }
    });
  }

  it('has nothing to show of a thought that does not end', () => {
    assert.equal(read([`<think>${THOUGHT}`]).text, '');
  });

  it('leaves a tag in code or behind a quotation mark, and what only looks like one', () => {
    for (const text of [
      'Пишите `<think>` и `</think>`.',
      'Тег «<think>» открывает.',
      'a <b> c < d [A] [12] <',
      'x [THIN',
    ]) {
      assert.equal(read([text]).text, text);
      assert.equal(read(text).text, text);
    }
  });

  it('holds back the text of a model that begins in the middle of reasoning, until that ends', () => {
    assert.deepEqual(read([`${THOUGHT}</think>${ANSWER}`]), { text: ANSWER, beganInThought: true });
    const reader = createAnswerTextReader({ beginsInThought: true });
    assert.deepEqual(
      reader.push(THOUGHT),
      [{ kind: 'thought' }, { kind: 'thought' }].slice(0, reader.push('').length + 1),
    );
    assert.deepEqual(read([`${THOUGHT}</think>${ANSWER}`], { beginsInThought: true }).text, ANSWER);
    assert.deepEqual(read([ANSWER], { beginsInThought: true }), { text: ANSWER, beganInThought: false });
  });

  it('does not take a second end of reasoning for the first', () => {
    assert.equal(read([`<think>${THOUGHT}</think>${ANSWER}</think>`]).text, ANSWER);
  });

  it('reads brackets by the ten thousand in one go', () => {
    const text = '<[◁'.repeat(20_000);
    assert.equal(read([text]).text, text);
    assert.equal(read(text.match(/.{1,3}/gs)!).text, text);
  });
});
