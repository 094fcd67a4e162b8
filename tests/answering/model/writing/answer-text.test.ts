import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createAnswerText } from '../../../../src/answering/model/writing/answer-text.ts';
import type { Piece } from '../../../../src/answering/model/writing/labels/read-labels.ts';
import type { AnswerEvent, Citation } from '../../../../src/protocol/answer.ts';

/** A citation of the paragraph with the number of the label; label 0 has none. */
function citationsByLabel() {
  const citations = new Map<number, Citation>();
  return async (label: number): Promise<Citation | null> => {
    if (label === 0) return null;
    const place = { documentId: 'tea', documentTitle: 'Tea', paragraph: label, start: label, end: label + 1, url: '' };
    if (!citations.has(label)) citations.set(label, { marker: 0, ...place, quote: 'x', prefix: '', suffix: '' });
    return citations.get(label)!;
  };
}
const words = (text: string): Piece => ({ kind: 'text', text });
const labels = (...numbers: number[]): Piece => ({ kind: 'labels', labels: numbers });

async function append(...pieces: Piece[]) {
  const answer = createAnswerText(citationsByLabel());
  const events: AnswerEvent[] = [];
  for (const piece of pieces) for await (const event of answer.append(piece)) events.push(event);
  return { answer, events };
}

describe('createAnswerText', () => {
  it('numbers citations in order of appearance, and drops labels without a citation', async () => {
    const { answer } = await append(words('One'), labels(7, 0), words('. Two'), labels(3, 7, 7), words('.'));
    assert.equal(answer.text, 'One [1]. Two [2][1].');
    assert.deepEqual(
      answer.citations.map(({ marker, paragraph }) => [marker, paragraph]),
      [
        [1, 7],
        [2, 3],
      ],
    );
  });

  it('sends each citation once, after its marker', async () => {
    const { events } = await append(words('One'), labels(7), labels(7));
    assert.deepEqual(
      events.map(({ event }) => event),
      ['text-delta', 'text-delta', 'citation-added', 'text-delta'],
    );
  });

  it('has no blanks at its ends, and no marker before its words', async () => {
    const { answer } = await append(words(' \n'), labels(7), words(' One. '), words('\n '));
    assert.deepEqual([answer.text, answer.citations], ['One.', []]);
  });

  it('cites nothing in code, and leaves no brackets that would pass for a marker', async () => {
    const { answer } = await append(words('See [9] and `code '), labels(7));
    assert.deepEqual([answer.text, answer.citations], ['See [9) and `code', []]);
  });
});
