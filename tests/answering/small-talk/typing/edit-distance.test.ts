import assert from 'node:assert/strict';
import { it } from 'node:test';
import { isWithinEdits } from '../../../../src/answering/small-talk/typing/edit-distance.ts';

it('counts a letter too many, one too few, another one and two exchanged as one error each', () => {
  for (const written of ['hello', 'helloo', 'helo', 'hallo', 'hlelo', 'ehllo', 'ello', 'hellp'])
    assert.equal(isWithinEdits(written, 'hello', 1), true, written);
  for (const written of ['hlolo', 'hll', 'hxllx', 'helloos', 'lehlo', 'olleh', 'hexxo'])
    assert.equal(isWithinEdits(written, 'hello', 1), false, written);
  assert.equal(isWithinEdits('hxllx', 'hello', 2), true, 'two other letters');
  assert.equal(isWithinEdits('ehlol', 'hello', 2), true, 'two exchanges');
  assert.equal(isWithinEdits('abc', 'hello', 2), false, 'another word');
});
