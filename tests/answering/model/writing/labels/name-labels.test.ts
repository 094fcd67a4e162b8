import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createNameLabels } from '../../../../../src/answering/model/writing/labels/name-labels.ts';

const label = createNameLabels([
  { id: 'leases--rental', title: 'Rental agreement' },
  { id: 'charter', title: 'Устав, редакция 2' },
]);

describe('createNameLabels', () => {
  it('puts a label that no sentence has in place of the name of a document', () => {
    for (const written of [
      '[rental.md]',
      '[Rental agreement]',
      '[rental]',
      '[leases--rental.docx]',
      '【Rental Agreement】',
      '[Source: rental.md]',
      '[«Rental agreement», p. 3]',
      '[rental.md, ¶ 12]',
      '[rental.md; charter.txt]',
      '[Устав, редакция 2]',
      '[см. Устав, редакция 2]',
      '(rental.md)',
      '(source: rental.md, p. 3)',
    ]) {
      assert.equal(label(`The rent is due ${written}`), 'The rent is due [0]', written);
    }
  });

  it('takes a number beside the name for a label', () => {
    assert.equal(label('Yes [Rental agreement, 3]'), 'Yes [3]');
    assert.equal(label('Yes [rental.md; 3, 4]'), 'Yes [3, 4]');
  });

  it('leaves what names no document of the prompt, and a title in parentheses', () => {
    for (const text of [
      'Yes [other.md]',
      'Yes [3]',
      'Yes [see below]',
      'Yes (Rental agreement)',
      'Yes [rental.md',
      'x',
    ])
      assert.equal(label(text), text);
  });
});
