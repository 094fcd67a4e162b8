import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withUnitsOfHeader } from '../../../../src/answering/grounding/reading/with-units-of-header.ts';

describe('units of the heading of a column', () => {
  it('stand behind the numbers below it, and behind nothing else', () => {
    const table =
      '| Товар | Цена, руб. | Width (cm) |\n|---|---|---|\n| Полка 2 | 1 200 | 40 |\n| Рейка | по запросу | 5,5 |\nВсего 2';
    assert.equal(
      withUnitsOfHeader(table),
      '| Товар | Цена, руб. | Width (cm) |\n|---|---|---|\n| Полка 2 | 1 200 руб. | 40 cm |\n| Рейка | по запросу | 5,5 cm |\nВсего 2',
    );
  });

  it('are not taken from a heading that ends with none', () => {
    const table = '| Товар, вид | Штук |\n| 3 | 40 |';
    assert.equal(withUnitsOfHeader(table), table);
  });
});
