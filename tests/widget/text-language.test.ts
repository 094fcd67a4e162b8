import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inQuotationMarks, languageOf } from '../../src/widget/text-language.ts';

describe('the language of a text', () => {
  for (const [language, text] of [
    ['ru', 'Договор подписан в Riga'],
    ['en', 'The lease was signed'],
    ['ar', 'متى تُرسل الطرود؟'],
    ['he', 'מתי נשלחות החבילות?'],
    ['ja', '荷物はいつ発送されますか'],
    ['zh', '包裹什么时候寄出'],
    ['ko', '소포는 언제 발송됩니까'],
    ['el', 'Πότε φεύγουν τα δέματα;'],
    ['hi', 'पार्सल कब भेजे जाते हैं'],
    ['th', 'พัสดุจะส่งเมื่อไร'],
    ['hy', 'Ե՞րբ են ուղարկվում ծանրոցները'],
    ['', '28.11.2024'],
    ['', 'ಪಾರ್ಸೆಲ್'],
  ] as const) {
    it(`is ${language || 'not known'}: ${text}`, () => assert.equal(languageOf(text), language));
  }

  it('chooses the quotation marks', () => {
    assert.deepEqual(['Да', 'Yes', 'نعم'].map(inQuotationMarks), ['«Да»', '“Yes”', '“نعم”']);
  });
});
