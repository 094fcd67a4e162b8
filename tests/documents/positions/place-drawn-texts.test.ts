import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DrawnText } from '../../../src/documents/positions/drawn-text.ts';
import { placeDrawnTexts } from '../../../src/documents/positions/place-drawn-texts.ts';
import { rectanglesOf } from '../../../src/documents/positions/rectangles-of.ts';
import {
  problemOfPositions,
  readPositions,
  storedPositions,
} from '../../../src/documents/positions/stored-positions.ts';

const line = (text: string, index: number, more: Partial<DrawnText> = {}): DrawnText => ({
  ...{ text, page: 1, left: 60, top: 100 + index * 20, width: text.length * 6, height: 12, turn: 0 },
  ...more,
});

/** The pieces of a text that drawn texts were placed at. */
function placed(text: string, ...drawn: string[]): string[] {
  return placeDrawnTexts(
    text,
    drawn.map((one, index) => line(one, index)),
  ).map(({ start, end }) => text.slice(start, end));
}

describe('placing what a page shows in the text that was made of it', () => {
  it('leaves the hyphens of broken words and the blanks of spaced ones', () => {
    assert.deepEqual(placed('ДОГОВОР о судостроительных работах', 'Д О Г О В О Р', 'о судострои-', 'тельных работах'), [
      'ДОГОВОР',
      'о судострои',
      'тельных работах',
    ]);
  });

  it('takes raised signs, marks of notes, bullets and composed letters for what they are', () => {
    assert.deepEqual(placed('- Площадь 48[1] м² и\u0301 чай', '• Площадь 48', '1', 'м', '2', 'и\u0301', 'чаи\u0306'), [
      'Площадь 48',
      '1',
      'м',
      '²',
      'и\u0301',
      'чай',
    ]);
  });

  it('places texts that say the same in their order, and leaves out what is in no text', () => {
    assert.deepEqual(placed('да | нет | да', 'да', 'нет', 'да'), ['да', 'нет', 'да']);
    assert.deepEqual(placed('Плата за место', 'Плата', 'zzz', 'за место'), ['Плата', 'за место']);
  });
});

describe('positions of a text', () => {
  const text = 'Зал открыт до девяти\nи в праздники.';
  const texts = placeDrawnTexts(text, [line('Зал открыт до девяти', 0), line('и в праздники.', 1)]);
  const positions = { pages: [{ page: 1, width: 595.2, height: 842 }], texts };

  it('are read as they were stored', () => {
    const stored = storedPositions(positions);
    assert.deepEqual(readPositions(stored), positions);
    assert.equal(problemOfPositions(stored, text), null);
    assert.match(problemOfPositions(stored, 'Зал')!, /^has the position of a text at 0 that is not in it$/);
    assert.equal(problemOfPositions(null, text), null);
  });

  it('are one rectangle a line, over all of its words', () => {
    const [page] = rectanglesOf(positions, text, { start: 0, end: text.length });
    assert.deepEqual(page, {
      ...{ page: 1, width: 595.2, height: 842 },
      rectangles: [
        { left: 60, top: 100, width: 120, height: 12 },
        { left: 60, top: 120, width: 84, height: 12 },
      ],
    });
    assert.deepEqual(rectanglesOf(positions, text, { start: text.length, end: text.length + 9 }), []);
  });

  it('of texts that are written upward are cut from their foot', () => {
    const turned = { ...texts[0]!, left: 60, top: 100, width: 12, height: 200, turn: 3 as const };
    const [page] = rectanglesOf({ ...positions, texts: [turned] }, text, { start: 14, end: 20 });
    const [{ left, top, width, height }] = page!.rectangles as [
      { left: number; top: number; width: number; height: number },
    ];
    assert.deepEqual([left, top, width], [60, 100, 12]);
    assert.ok(height > 50 && height < 80, `the last six of twenty letters are ${height} of 200 points`);
  });
});
