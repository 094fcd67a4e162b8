import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createModalListSelector } from '../../../src/answering/sections/select-modal-list.ts';
import { askLibrary } from '../structure/ask-library.ts';

const KENNEL = `# Питомник

## Права и обязанности

1.1. Хозяин собаки обязан:

- привозить корм;
- оплачивать прививки.

1.2. Хозяин собаки имеет право:

- гулять с собакой;
- присутствовать на осмотре.

1.3. Хозяину собаки запрещается:

- кормить чужих собак;
- открывать вольер.

1.4. Собака может:

- лаять;
- спать.`;

describe('a question for what somebody may, must or must not do', () => {
  const ask = askLibrary({ 'kennel.md': KENNEL }, createModalListSelector);
  const RIGHTS = ['1.2. Хозяин собаки имеет право:', '- гулять с собакой;\n- присутствовать на осмотре.'];
  const BANS = ['1.3. Хозяину собаки запрещается:', '- кормить чужих собак;\n- открывать вольер.'];

  for (const [question, quotes] of [
    ['Что может делать хозяин собаки?', RIGHTS],
    ['Какие права у хозяина собаки?', RIGHTS],
    ['Что нельзя хозяину собаки?', BANS],
    ['Что запрещено?', BANS],
  ] as const)
    it(`answers "${question}" with the list whose lead-in says it of the same one`, async () => {
      const { citations, confidence } = await ask(question);
      assert.deepEqual([confidence, citations.map(({ quote }) => quote)], [0.9, quotes]);
    });

  it('leaves to others what asks of somebody else, or for one thing', async () => {
    for (const question of ['Что может делать врач?', 'Может ли хозяин собаки гулять?'])
      assert.notEqual((await ask(question)).confidence, 0.9, question);
  });
});
