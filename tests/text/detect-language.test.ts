import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { detectLanguage } from '../../src/text/detect-language.ts';

describe('detectLanguage', () => {
  for (const [text, language] of [
    ['Когда подписана декларация?', 'ru'],
    ['When was the declaration signed?', 'en'],
    ['Что такое NATO и ОДКБ?', 'ru'],
    ['What does «Канал» mean in this document?', 'en'],
    ['ОДКБ CSTO', 'ru'],
    ['28.11.2024?', 'en'],
    ['', 'en'],
    ['Έλλάδα', 'en'],
  ] as const) {
    it(`takes ${JSON.stringify(text)} for ${language}`, () => {
      assert.equal(detectLanguage(text), language);
    });
  }
});
