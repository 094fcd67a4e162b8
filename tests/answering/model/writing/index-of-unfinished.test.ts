import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { indexOfUnfinished } from '../../../../src/answering/model/writing/index-of-unfinished.ts';
import type { Piece } from '../../../../src/answering/model/writing/read-markers.ts';

/** A sentence as it is read: `[1]` is a label. */
const sentence = (text: string): { pieces: Piece[] } => ({
  pieces: text
    .split(/(\[1\])/)
    .filter((piece) => piece !== '')
    .map((piece) => (piece === '[1]' ? { kind: 'labels', labels: [1] } : { kind: 'text', text: piece })),
});
const FIRST = 'Зал открыт с девяти. [1]';

describe('indexOfUnfinished', () => {
  for (const text of [
    'Вход свободный. [1]',
    'Вход свободный [1].',
    'Вход свободный. ',
    '**Вход свободный.**',
    'Entry is free!',
    'The price is $4.99. [1]',
    'Он сказал: «Вход свободный.»',
  ]) {
    it(`takes "${text}" as a whole sentence`, () => {
      assert.equal(indexOfUnfinished([sentence(FIRST), sentence(text)]), -1);
    });
  }

  for (const text of [
    'Вход',
    'Service accounts are [1]',
    'The price is $4.',
    'Это стоит 5 руб.',
    'См. ст.',
    'Вход [1] сво',
  ]) {
    it(`takes "${text}" as one that breaks off`, () => {
      assert.equal(indexOfUnfinished([sentence(FIRST), sentence(text)]), 1);
      assert.equal(indexOfUnfinished([sentence(FIRST), sentence(text), sentence('\n')]), 1);
    });
  }

  it('has nothing to find in no text', () => {
    assert.equal(indexOfUnfinished([]), -1);
    assert.equal(indexOfUnfinished([sentence(' ')]), -1);
  });
});
