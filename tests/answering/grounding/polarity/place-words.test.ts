import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { contentOf, placeWords } from '../../../../src/answering/grounding/polarity/place-words.ts';

describe('contentOf', () => {
  it('gives the places of the words of a clause that carry meaning', () => {
    const words = placeWords('The office is closed, but the shop is not.');
    const said = (clause: number) => contentOf(words, clause).map((place) => words[place]!.word);
    assert.deepEqual(said(0), ['office', 'closed']);
    assert.deepEqual(contentOf(words, 99), []);
  });

  it('reads each word once, however many clauses are asked for', () => {
    let reads = 0;
    const [word] = placeWords('office');
    const words = Array.from({ length: 1000 }, (_, clause) => ({
      ...word!,
      clause,
      get isContent() {
        reads += 1;
        return true;
      },
    }));
    for (const place of words.keys()) assert.deepEqual(contentOf(words, place), [place]);
    assert.equal(reads, 1000);
  });
});
