import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findMatches } from '../../../../src/pages/reader/finding/find-matches.ts';

const find = (text: string, query: string) => findMatches(text, query).map(({ start, end }) => text.slice(start, end));

describe('findMatches', () => {
  it('ignores letter case and the difference between ё and е', () => {
    assert.deepEqual(find('Её Ёлка, её ЁЛКА, ее елка', 'еЁ ёл'), ['Её Ёл', 'её ЁЛ', 'ее ел']);
    assert.deepEqual(find('The THE then', 'the'), ['The', 'THE', 'the']);
  });

  it('treats any run of spaces and line breaks as one', () => {
    assert.deepEqual(find('из года\nв год и из\u00a0года  в год', ' из года в  год '), [
      'из года\nв год',
      'из\u00a0года  в год',
    ]);
  });

  it('matches every special character literally', () => {
    assert.deepEqual(find('a.b a+b (a|b) [a-b] a\\b $^ /', 'a+b'), ['a+b']);
    assert.deepEqual(find('a.b a+b (a|b) [a-b]', '(a|b)'), ['(a|b)']);
    assert.deepEqual(find('a.b a+b (a|b) [a-b]', '[a-b]'), ['[a-b]']);
    assert.deepEqual(find('a\\b $^ /', '\\b $^ /'), ['\\b $^ /']);
  });

  it('finds decomposed letters, and characters of two code units', () => {
    assert.deepEqual(find('Чей? Ещё 🕊 мир', 'й'.normalize('NFD')), ['й']);
    assert.deepEqual(find('мир 🕊 мир', '🕊'), ['🕊']);
  });

  it('finds nothing for an empty query', () => {
    assert.deepEqual([find('text', ''), find('text', ' \n')], [[], []]);
    assert.deepEqual(find('', 'text'), []);
  });
});
