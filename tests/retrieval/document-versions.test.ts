import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findVersions } from '../../src/retrieval/document-versions.ts';

const PRICES = [
  { id: 'p23', title: 'Тарифы парома на 2023 год', date: null },
  { id: 'p24', title: 'Тарифы парома на 2024 год', date: null },
  { id: 'rules-old', title: 'Ferry rules', date: '2021-03-01' },
  { id: 'rules-new', title: 'Ferry rules', date: '2021-09-15' },
  { id: 'map', title: 'Map of the lake 2024', date: null },
];

describe('findVersions', () => {
  const versions = findVersions(PRICES);
  const CASES: [string, { others: string[]; withoutYear: string[] }][] = [
    ['Сколько стоит билет в 2023 году?', { others: ['p24'], withoutYear: ['rules-old', 'rules-new'] }],
    ['Сколько стоит билет в 2019 году?', { others: [], withoutYear: ['p23', 'p24', 'rules-old', 'rules-new'] }],
    ['Сколько сейчас стоит билет?', { others: ['p23', 'rules-old'], withoutYear: [] }],
    ['What are the current rules?', { others: ['p23', 'rules-old'], withoutYear: [] }],
    ['How much is a ticket?', { others: [], withoutYear: [] }],
    ['Что значит код 2023-17?', { others: [], withoutYear: [] }],
  ];
  for (const [question, { others, withoutYear }] of CASES) {
    it(`reads which version ${JSON.stringify(question)} asks for`, () => {
      const asked = versions.asked(question);
      assert.deepEqual([...asked.others].sort(), [...others].sort());
      assert.deepEqual([...asked.withoutYear].sort(), [...withoutYear].sort());
    });
  }

  it('takes documents with other names, or without a year, for no versions', () => {
    const none = findVersions([PRICES[0]!, PRICES[4]!, { id: 'x', title: 'Тарифы парома', date: null }]);
    assert.equal(none.asked('Сколько сейчас стоит билет?').others.size, 0);
  });

  it('knows no versions but those that are searched', () => {
    const { others, withoutYear } = versions.asked('Сколько сейчас стоит билет в 2024 году?', ['p23', 'rules-old']);
    assert.deepEqual([...others, ...withoutYear], []);
    assert.deepEqual([...versions.asked('Что сейчас?', ['rules-old', 'rules-new']).others], ['rules-old']);
  });
});
