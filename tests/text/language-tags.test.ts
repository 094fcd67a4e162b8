import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isOtherLanguage, isSameLanguage, languageName } from '../../src/text/language-tags.ts';

describe('language tags', () => {
  it('are of one language whatever the region or the script', () => {
    assert.equal(isSameLanguage('en', 'en-GB'), true);
    assert.equal(isOtherLanguage('zh', 'zh-Hant-TW'), false);
    assert.equal(isSameLanguage('en', 'de'), false);
    assert.equal(isOtherLanguage('en', 'de'), true);
  });

  it('are neither the same nor different where one is not known', () => {
    for (const [one, other] of [
      ['und', 'en'],
      ['en', 'und'],
      ['und', 'und'],
    ] as const) {
      assert.deepEqual([isSameLanguage(one, other), isOtherLanguage(one, other)], [false, false]);
    }
  });

  it('have names in the languages of the product, except for what is not known', () => {
    assert.equal(languageName('de', 'en'), 'German');
    assert.equal(languageName('de', 'ru'), 'немецкий');
    assert.equal(languageName('und', 'en'), null);
  });
});
