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

  it('looks further than its first and last signs for letters: a table may begin with lines', () => {
    const isCopy = createCopyCheck();
    const ruled = (text: string) => `${'-'.repeat(60)} ${text} ${'-'.repeat(60)}`;
    const [summer, winter] = ['Летом склад открыт с восьми утра', 'Зимой склад открыт с девяти утра'];
    assert.equal(isCopy({ documentId: 'a', text: ruled(summer) }), false);
    assert.equal(isCopy({ documentId: 'b', text: ruled(winter) }), false);
    assert.equal(isCopy({ documentId: 'c', text: ruled(summer).replaceAll('-', '=') }), true);
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
