import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { valuesIn } from '../../src/text/values.ts';

describe('valuesIn', () => {
  it('reads numbers, dates and times of day in one form for all ways of writing them', () => {
    const readings = (text: string) => valuesIn(text).flatMap((value) => value.readings);
    assert.deepEqual(readings('двадцать пять или 1 000'), ['25', '1000']);
    assert.deepEqual(readings('11,8 млн'), ['11800000']);
    assert.deepEqual(readings('28 ноября'), ['28.11.']);
    assert.deepEqual(readings('at 9 p.m.'), ['21:00']);
    assert.deepEqual(readings('по четвергам'), ['weekday 4']);
  });

  it('says where they stand', () => {
    const text = 'С 28 ноября взнос — 11,8 млн, два раза по 5.';
    const written = valuesIn(text).map(({ start, end }) => text.slice(start, end));
    assert.deepEqual(written, ['28 ноября', '11,8 млн', 'два', '5']);
  });

  it('does not read words as numbers that begin like them', () => {
    for (const words of ['семья и пятно', 'сотрудники стола', 'четверть', 'often some tenders', 'they may come'])
      assert.deepEqual(valuesIn(words), [], words);
  });
});
