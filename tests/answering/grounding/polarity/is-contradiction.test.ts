import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isContradiction } from '../../../../src/answering/grounding/polarity/is-contradiction.ts';
import { gramsOf, overlapOfGrams } from '../../../../src/text/n-grams.ts';

/** By spelling alone. */
const likeness = (word: string, other: string) => overlapOfGrams(gramsOf(word), gramsOf(other));
const contradicts = (sentence: string, nearest: string, source = nearest) =>
  isContradiction(sentence, { source, nearest }, likeness);

describe('isContradiction', () => {
  it('finds a negation added or lost', () => {
    assert.equal(
      contradicts('Сотрудничество направлено против третьих стран.', 'Оно не направлено против третьих стран.'),
      true,
    );
    assert.equal(contradicts('The library does not open on Sundays.', 'The library opens on Sundays.'), true);
    assert.equal(contradicts('Phones are supported.', "Phones aren't supported."), true);
    assert.equal(contradicts('Снимать можно со штативом.', 'Снимать можно без штатива.'), true);
  });

  it('finds a word with a negating prefix and the word without it', () => {
    assert.equal(contradicts('Double standards are acceptable.', 'Double standards are unacceptable.'), true);
    assert.equal(contradicts('Двойные стандарты допустимы.', 'Двойные стандарты недопустимы.'), true);
  });

  it('finds a word with the opposite meaning', () => {
    assert.equal(contradicts('Министры одобряют хищения.', 'Осуждаем хищения.'), true);
    assert.equal(contradicts('The debt rose.', 'The debt had fallen.'), true);
    assert.equal(contradicts('Удлинители применять можно.', 'Удлинители применять нельзя.'), true);
  });

  it('finds nothing where both sentences negate, where bounds are given, or where something else is negated', () => {
    assert.equal(contradicts('Снимать запрещено.', 'Снимать нельзя.'), false);
    assert.equal(contradicts('Не менее 10 дней отпуска.', 'Отпуск длится 10 дней.'), false);
    assert.equal(contradicts('Такси оплачивают.', 'Такси оплачивается, штрафы не оплачиваются.'), false);
    assert.equal(contradicts('Штрафы не платят.', 'Такси оплачивают.'), false);
  });
});
