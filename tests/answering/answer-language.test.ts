import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answerLanguage } from '../../src/answering/answer-language.ts';

describe('answerLanguage', () => {
  it('is that of the question where the product speaks it, whatever is preferred', () => {
    assert.equal(answerLanguage('Кто подписал договор?', 'en'), 'ru');
    assert.equal(answerLanguage('Who signed the contract?', 'ru'), 'en');
    assert.equal(answerLanguage('Сколько стоит Samsung Galaxy S24 Ultra Titanium Black?', 'en'), 'ru');
  });

  it('is the preferred one for a question in another language, or in none', () => {
    for (const question of [
      'Wer hat den Vertrag unterschrieben?',
      'Хто підписав договір?',
      '谁签署了合同？',
      '28.11.2024',
    ]) {
      assert.equal(answerLanguage(question, 'ru'), 'ru');
      assert.equal(answerLanguage(question, 'en'), 'en');
    }
  });

  it('is Russian for Cyrillic letters and English for others where nothing is preferred', () => {
    assert.equal(answerLanguage('Хто підписав договір?'), 'ru');
    assert.equal(answerLanguage('Шартқа кім қол қойды?'), 'ru');
    assert.equal(answerLanguage('Wer hat den Vertrag unterschrieben?'), 'en');
    assert.equal(answerLanguage('谁签署了合同？'), 'en');
    assert.equal(answerLanguage('28.11.2024'), 'en');
  });
});
