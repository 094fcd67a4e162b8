import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addressOf, readAddress, wholeParagraph } from '../../../../src/pages/reader/marking/address.ts';

const read = (address: string) => readAddress(new URL(address, 'http://localhost'));
const PAGE = new URL('http://localhost/documents/x?language=ru&quote=1-2#paragraph-3');

describe('the URL of marked words', () => {
  it('has the quotes in their order, and the paragraph it leads to', () => {
    assert.deepEqual(read('/documents/x?quote=5660-6039&quote=10-20#paragraph-18'), {
      quotes: [
        { start: 5660, end: 6039 },
        { start: 10, end: 20 },
      ],
      paragraph: 18,
    });
    assert.deepEqual(read('/'), { quotes: [], paragraph: null });
  });

  it('is read without its malformed parts', () => {
    for (const quote of ['', '5', '5-', '-5', '9-5', '5-5', 'a-b', '1.5-2', '1-2-3', '1e1-20', '1-9999999999999']) {
      assert.deepEqual(read(`/?quote=${quote}&quote=1-2`).quotes, [{ start: 1, end: 2 }], quote);
    }
    for (const hash of ['#paragraph-', '#paragraph-x', '#paragraph-1x', '#text', '#paragraph-9999999999']) {
      assert.equal(read(`/${hash}`).paragraph, null, hash);
    }
  });

  it('is written so that it reads back the same, and keeps its other parameters', () => {
    const words = [
      { paragraph: 2, start: 10, end: 20, marker: 1 },
      { paragraph: 5, start: 30, end: 40, marker: 2 },
    ];
    const written = addressOf(PAGE, { words, pressed: 1, isFromChat: true });
    assert.equal(written, '/documents/x?language=ru&quote=10-20&quote=30-40#paragraph-5');
    assert.deepEqual(
      read(written).quotes,
      words.map(({ start, end }) => ({ start, end })),
    );
  });

  it('of a whole paragraph, or of nothing, has no quotes', () => {
    const whole = { words: [wholeParagraph(7)], pressed: 0, isFromChat: true };
    assert.equal(addressOf(PAGE, whole), '/documents/x?language=ru#paragraph-7');
    assert.equal(addressOf(PAGE, null), '/documents/x?language=ru');
  });
});
