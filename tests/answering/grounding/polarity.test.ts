import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isContradiction } from '../../../src/answering/grounding/polarity.ts';
import { gramsOf, overlapOfGrams } from '../../../src/text/n-grams.ts';

/** By spelling alone. */
const likeness = (word: string, other: string) => overlapOfGrams(gramsOf(word), gramsOf(other));
const contradicts = (sentence: string, nearest: string, source = nearest) =>
  isContradiction(sentence, { source, nearest }, likeness);

describe('isContradiction', () => {
  it('finds a negation added or lost', () => {
    assert.ok(
      contradicts('Сотрудничество направлено против третьих стран.', 'Оно не направлено против третьих стран.'),
    );
    assert.ok(contradicts('The library does not open on Sundays.', 'The library opens on Sundays.'));
    assert.ok(contradicts('Phones are supported.', "Phones aren't supported."));
    assert.ok(contradicts('Снимать можно со штативом.', 'Снимать можно без штатива.'));
  });

  it('finds a word with a negating prefix and the word without it', () => {
    assert.ok(contradicts('Double standards are acceptable.', 'Double standards are unacceptable.'));
    assert.ok(contradicts('Двойные стандарты допустимы.', 'Двойные стандарты недопустимы.'));
  });

  it('finds that the other side is taken', () => {
    assert.ok(contradicts('Министры одобряют хищения.', 'Осуждаем хищения.'));
    assert.ok(contradicts('The debt rose.', 'The debt had fallen.'));
    assert.ok(contradicts('Удлинители применять можно.', 'Удлинители применять нельзя.'));
  });

  it('finds nothing where both deny, bounds are given, or something else is denied', () => {
    assert.equal(contradicts('Снимать запрещено.', 'Снимать нельзя.'), false);
    assert.equal(contradicts('Не менее 10 дней отпуска.', 'Отпуск длится 10 дней.'), false);
    assert.equal(contradicts('Такси оплачивают.', 'Такси оплачивается, штрафы не оплачиваются.'), false);
    assert.equal(contradicts('Штрафы не платят.', 'Такси оплачивают.'), false);
  });
});
