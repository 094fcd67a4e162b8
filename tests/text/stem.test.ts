import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { stemOf } from '../../src/text/stem.ts';

describe('stemOf', () => {
  it('is the same for all forms of a word, in Russian and in English', () => {
    for (const forms of [
      'квитанция квитанции квитанцией',
      'ресторан ресторана ресторане рестораны ресторанов',
      'выдают выдаёт выдаётся',
      'parcels parcel',
      'delivers delivered delivering',
    ])
      assert.equal(new Set(forms.replaceAll('ё', 'е').split(' ').map(stemOf)).size, 1, forms);
  });

  it('differs for other words', () => {
    for (const [one, other] of [
      ['сторона', 'страна'],
      ['policy', 'police'],
    ] as const)
      assert.notEqual(stemOf(one), stemOf(other), `${one}, ${other}`);
  });
});
