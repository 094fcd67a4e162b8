import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Piece } from '../../../../../src/answering/model/writing/labels/read-labels.ts';
import { isUnfinished } from '../../../../../src/answering/model/writing/reading/is-unfinished.ts';

/** A sentence as it is read: `[1]` is a label. */
const sentence = (text: string): { pieces: Piece[] } => ({
  pieces: text
    .split(/(\[1\])/)
    .filter((piece) => piece !== '')
    .map((piece) => (piece === '[1]' ? { kind: 'labels', labels: [1] } : { kind: 'text', text: piece })),
});

describe('isUnfinished', () => {
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
      assert.equal(isUnfinished(sentence(text)), false);
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
      assert.equal(isUnfinished(sentence(text)), true);
    });
  }
});
