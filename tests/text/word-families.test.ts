import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isDocumentWord, isSigningWord, wordFamily } from '../../src/text/word-families.ts';

describe('wordFamily', () => {
  const isPeace = wordFamily('мирный peace peaceful');

  it('contains the words it was given', () => {
    assert.deepEqual(['мирный', 'peace', 'peaceful'].filter(isPeace), ['мирный', 'peace', 'peaceful']);
  });

  it('contains other forms and misspellings of them', () => {
    assert.deepEqual(['мирным', 'мирные', 'peacefull'].filter(isPeace), ['мирным', 'мирные', 'peacefull']);
  });

  it('does not contain other words', () => {
    assert.deepEqual(['война', 'минный', 'please', 'piece', ''].filter(isPeace), []);
  });

  it('contains no word when it was given none', () => {
    assert.equal(wordFamily('')('мир'), false);
  });
});

describe('the families', () => {
  for (const word of ['подписали', 'подписавшие', 'подпесали', 'signed', 'signatures', 'signeing']) {
    it(`recognise ${word} as signing`, () => {
      assert.equal(isSigningWord(word), true);
    });
  }

  it('do not mix up documents and signing', () => {
    assert.equal(isSigningWord('декларация'), false);
    assert.equal(isDocumentWord('подписали'), false);
    assert.deepEqual(['декларации', 'соглашения', 'treaties', 'document'].filter(isDocumentWord), [
      'декларации',
      'соглашения',
      'treaties',
      'document',
    ]);
  });
});
