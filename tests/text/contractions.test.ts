import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isContractionOf, readingsAsContraction, wordPairsOf } from '../../src/text/contractions.ts';

const isIn = (word: string, text: string) => isContractionOf(wordPairsOf(text), readingsAsContraction(word));

describe('isContractionOf', () => {
  it('finds the two words that a Russian contraction stands for, in any of their forms', () => {
    for (const [word, text] of [
      ['зарплату', 'Заработная плата перечисляется на карту.'],
      ['медосмотр', 'Все проходят медицинские осмотры.'],
      ['стройматериалы', 'Хранение строительных материалов'],
      ['госпошлина', 'уплата государственной пошлины'],
    ] as const)
      assert.ok(isIn(word, text), `${word} in "${text}"`);
  });

  it('finds none in other words, in words apart, or in Latin ones', () => {
    for (const [word, text] of [
      ['зарплату', 'Арендная плата вносится вперёд.'],
      ['зарплату', 'Заработную, как и любую другую, плату'],
      ['медосмотр', 'медный осмотрщик'],
      ['sunflower', 'the sunny flower'],
    ] as const)
      assert.ok(!isIn(word, text), `${word} in "${text}"`);
  });
});
