import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createSentenceReader } from '../../../../src/answering/model/writing/read-sentences.ts';

const OUTPUT = 'Tea grows here [1]. It is picked\nin spring [2, 3].\nThe end';

function read(deltas: string[]) {
  const reader = createSentenceReader();
  const pushed = deltas.flatMap((delta) => reader.push(delta));
  const { steps: last, rest } = reader.end();
  const steps = [...pushed, ...last];
  return { steps, sentences: [...steps.flatMap(({ finished }) => finished), ...rest] };
}

describe('createSentenceReader', () => {
  it('reads the same sentences with their labels, however the stream is cut', () => {
    const { sentences } = read([OUTPUT]);
    assert.deepEqual(
      sentences.map(({ pieces }) => pieces.flatMap((piece) => (piece.kind === 'labels' ? piece.labels : []))),
      [[1], [], [2, 3], []],
    );
    assert.deepEqual(read(OUTPUT.split('')).sentences, sentences);
  });

  it('says where each sentence stands in the text without labels', () => {
    const { steps, sentences } = read([OUTPUT]);
    const text = steps.map(({ piece }) => (piece.kind === 'text' ? piece.text : '')).join('');
    assert.deepEqual([sentences[0]!.start, sentences.at(-1)!.end], [0, text.length]);
    for (const sentence of sentences) assert.equal(text.slice(sentence.start, sentence.end), sentence.text);
    for (const [index, { start }] of sentences.slice(1).entries()) assert.equal(start, sentences[index]!.end);
  });

  it('gives a sentence with the piece that finishes it, and the last one at the end', () => {
    const reader = createSentenceReader();
    const finished = reader.push('Tea grows here. It is picked.').flatMap((step) => step.finished);
    assert.deepEqual(
      finished.map(({ text }) => text.trim()),
      ['Tea grows here.'],
    );
    assert.deepEqual(
      reader.end().rest.map(({ text }) => text),
      ['It is picked.'],
    );
  });
});
