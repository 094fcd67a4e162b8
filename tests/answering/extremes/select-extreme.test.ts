import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createExtremeSelector } from '../../../src/answering/extremes/select-extreme.ts';
import { askLibrary } from '../structure/ask-library.ts';

const MOORING = `# Стоянка яхт

| Причал | Цена за сутки | Цена за месяц | Глубина, м |
|---|---|---|---|
| Северный | 900 ₽ | 21 000 ₽ | 4 |
| Южный | 1 450 ₽ | 30 500 ₽ | 3 |
| Гостевой | 600 ₽ | 12 000 ₽ | 7 |

Капитан порта выдаёт призы регаты:

- первый приз — 40 000 рублей;
- приз зрителей — 55 000 рублей;
- приз новичкам — 15 000 рублей.`;
const PLANS = `# Storage plans

| Plan | Price per month | Space |
|---|---|---|
| Attic | €3.50 | 20 GB |
| Barn | €12 | 500 GB |
| Cellar | €7 | 90 GB |

The barn plan is the most popular one.`;

describe('a question for the most or the least', () => {
  const ask = askLibrary({ 'mooring.md': MOORING, 'plans.md': PLANS }, createExtremeSelector);

  for (const [question, quote] of [
    ['На каком причале самая дорогая стоянка?', '| Южный | 1 450 ₽ | 30 500 ₽ | 3 |'],
    ['На каком причале цена за месяц меньше всего?', '| Гостевой | 600 ₽ | 12 000 ₽ | 7 |'],
    ['У какого причала наибольшая глубина?', '| Гостевой | 600 ₽ | 12 000 ₽ | 7 |'],
    ['Какой приз регаты самый большой?', '- приз зрителей — 55 000 рублей;'],
    ['Which is the cheapest plan?', '| Attic | €3.50 | 20 GB |'],
    ['Which plan has the largest space?', '| Barn | €12 | 500 GB |'],
  ] as const)
    it(`answers "${question}" with the row or item that has it`, async () => {
      const { kind, citations } = await ask(question);
      assert.deepEqual([kind, citations.map((citation) => citation.quote)], ['answered', [quote]]);
    });

  it('leaves to others what no table or list can be compared for', async () => {
    for (const question of [
      'Which plan is the most popular?',
      'Какой якорь самый тяжёлый?',
      // The deepest is not the most expensive: it cannot be seen which column is meant.
      'Какой причал самый большой?',
      'What is the price of the barn plan?',
    ])
      assert.notEqual((await ask(question)).confidence, 0.8, question);
  });
});
