import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findQuotes, quotedBefore } from '../../../src/answering/follow-up/find-quotes.ts';
import type { ChatTurn } from '../../../src/protocol/requests.ts';
import { foundOf, paragraphOf, rankedOf } from '../found.ts';

const DOCUMENT = 'Tea is served\n  at five (see [3]). Coffee is not.\n\nCakes are sold on Sundays.';
const tea = paragraphOf(DOCUMENT, DOCUMENT.split('\n\n')[0]!);
const cakes = paragraphOf(DOCUMENT, 'Cakes are sold on Sundays.');
const search = async () => foundOf({ question: '', paragraphs: [rankedOf(cakes, {})] });
const textOf = ({ start, end }: { start: number; end: number }) => DOCUMENT.slice(start, end);

describe('findQuotes', () => {
  it('finds a quote in the paragraphs that were found, however it is broken into lines, and with its own numbers in brackets', async () => {
    const [quote] = await findQuotes(['Tea is served at five (see (3)).'], { near: [tea], search });
    assert.equal(textOf(quote!), 'Tea is served\n  at five (see [3]).');
  });

  it('searches the documents for a quote that is in none of them', async () => {
    const [quote] = await findQuotes(['Cakes are sold on Sundays.'], { near: [tea], search });
    assert.equal(textOf(quote!), 'Cakes are sold on Sundays.');
  });

  it('finds a quote after the name of its document', async () => {
    const [quote] = await findQuotes(['Menu»: «Coffee is not.'], { near: [tea], search });
    assert.equal(textOf(quote!), 'Coffee is not.');
  });

  it('leaves out a quote that no document has any more', async () => {
    assert.deepEqual(await findQuotes(['Soup is free.', 'Coffee is not.'], { near: [tea], search }), [
      { paragraph: tea, start: DOCUMENT.indexOf('Coffee'), end: DOCUMENT.indexOf('\n\n') },
    ]);
  });
});

describe('quotedBefore', () => {
  const turn = (question: string, answer: string): ChatTurn[] => [
    { role: 'user', content: question },
    { role: 'assistant', content: answer },
  ];

  it('reads what was quoted since the last question about the documents, and what the latest quoted', () => {
    const history = [
      ...turn('Что с чаем?', '«Чай в пять.» [1]'),
      ...turn('А кофе?', 'Ближайшее:\n«Кофе «Нет» нет.» [1]\n«Кофе в шесть.» [2]'),
      ...turn('подробнее', '«Кофе «Нет» нет. Кофе в шесть.» [1]'),
      ...turn('спасибо', 'Пожалуйста!'),
    ];
    assert.deepEqual(quotedBefore(history), {
      last: ['Кофе «Нет» нет. Кофе в шесть.'],
      all: ['Кофе «Нет» нет.', 'Кофе в шесть.', 'Кофе «Нет» нет. Кофе в шесть.'],
    });
  });

  it('reads nothing where nothing was quoted', () => {
    assert.deepEqual(quotedBefore(turn('Tea?', 'The document does not say.')), { last: [], all: [] });
    assert.deepEqual(quotedBefore([]), { last: [], all: [] });
  });
});
