import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createEventSelector } from '../../../src/answering/periods/select-events.ts';
import { askLibrary } from '../structure/ask-library.ts';

const LOG = `# Журнал маяка

02.06.2023 Заменена лампа. Новая светит дальше.

17 июня 2023 г. Буря повредила трап.

05.07.2023 Трап починили.

9 июня 2024 г. Приезжала комиссия.`;
const CHOIR = `# The choir's year

The choir sang in Bristol on 3 March 2022. The next concert followed on 19 March 2022 in Bath. In April the choir rested.`;

describe('a question for what happened in a month or a year', () => {
  const ask = askLibrary({ 'log.md': LOG, 'choir.md': CHOIR }, createEventSelector);

  for (const [question, quotes] of [
    [
      'Что произошло в июне 2023 года?',
      ['02.06.2023 Заменена лампа. Новая светит дальше.', '17 июня 2023 г. Буря повредила трап.'],
    ],
    [
      'Какие события были в июне?',
      [
        '02.06.2023 Заменена лампа. Новая светит дальше.',
        '17 июня 2023 г. Буря повредила трап.',
        '9 июня 2024 г. Приезжала комиссия.',
      ],
    ],
    [
      'What happened in March 2022?',
      ['The choir sang in Bristol on 3 March 2022.', 'The next concert followed on 19 March 2022 in Bath.'],
    ],
  ] as const)
    it(`answers "${question}" with all that has a date of it`, async () => {
      const { kind, citations } = await ask(question);
      assert.deepEqual([kind, citations.map(({ quote }) => quote)], ['answered', quotes]);
    });

  it('leaves to others a day, a period without entries, and what asks for more', async () => {
    for (const question of [
      'Что произошло 5 июля 2023 года?',
      'Что произошло в ноябре?',
      'Что было с трапом в июле?',
      'Когда приезжала комиссия?',
    ])
      assert.notEqual((await ask(question)).confidence, 0.8, question);
  });
});
