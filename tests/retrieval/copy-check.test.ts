import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createCopyCheck } from '../../src/retrieval/copy-check.ts';

const TABLE = 'Служба | Часы\nСклад | 8:00–20:00';

describe('createCopyCheck', () => {
  it('recognises the same words in another document, whatever their layout, punctuation and case', () => {
    const isCopy = createCopyCheck();
    assert.equal(isCopy({ documentId: 'a', text: TABLE }), false);
    assert.equal(
      isCopy({ documentId: 'b', text: '| служба | Часы |\n|--------|------|\n| Склад | 8:00-20:00 |' }),
      true,
    );
    assert.equal(isCopy({ documentId: 'c', text: TABLE.replace('20:00', '21:00') }), false);
  });

  it('keeps repetitions within one document, and texts that only begin alike', () => {
    const isCopy = createCopyCheck();
    const opening = 'Договор аренды участка заключается на один сезон по письменному заявлению';
    assert.equal(isCopy({ documentId: 'a', text: `${opening} весной.` }), false);
    assert.equal(isCopy({ documentId: 'a', text: `${opening} весной.` }), false);
    assert.equal(isCopy({ documentId: 'b', text: `${opening} осенью.` }), false);
    assert.equal(isCopy({ documentId: 'b', text: `${opening} весной.` }), true);
  });
});
