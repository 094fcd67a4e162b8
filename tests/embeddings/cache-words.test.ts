import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cacheWords } from '../../src/embeddings/cache-words.ts';

/** A tokenizer as the library makes them, which counts how often it parts a word. */
function countingTokenizer() {
  const parted: string[] = [];
  const model = {
    unknown: '?',
    tokenize(word: string) {
      parted.push(word);
      return [...word].map((letter) => (letter === 'x' ? this.unknown : letter));
    },
  };
  const tokenizer = { _tokenizer: { model } };
  return { tokenizer, model, parted };
}

describe('cacheWords', () => {
  it('tokenizes each word once, with the same tokens each time', () => {
    const { tokenizer, model, parted } = countingTokenizer();
    cacheWords(tokenizer);
    for (let round = 0; round < 3; round += 1) {
      assert.deepEqual(model.tokenize('чай'), ['ч', 'а', 'й']);
      assert.deepEqual(model.tokenize('xa'), ['?', 'a']);
      assert.deepEqual(model.tokenize(''), []);
    }
    assert.deepEqual(parted, ['чай', 'xa', '']);
  });

  it('caches words that are names of object properties', () => {
    const { tokenizer, model } = countingTokenizer();
    cacheWords(tokenizer);
    for (const word of ['constructor', '__proto__', 'size']) assert.deepEqual(model.tokenize(word), [...word]);
  });

  it('empties the cache when it is full, and goes on', () => {
    const { tokenizer, model, parted } = countingTokenizer();
    cacheWords(tokenizer);
    for (let number = 0; number < 100_001; number += 1) model.tokenize(`${number}`);
    assert.equal(parted.length, 100_001);
    model.tokenize('100000');
    assert.equal(parted.length, 100_001);
    assert.deepEqual(model.tokenize('7'), ['7']);
    assert.equal(parted.length, 100_002);
  });

  it('leaves tokenizers of other kinds unchanged', () => {
    for (const tokenizer of [{}, { _tokenizer: {} }, { _tokenizer: { model: { encode: () => [] } } }]) {
      const before = structuredClone(Object.keys(tokenizer));
      cacheWords(tokenizer);
      assert.deepEqual(Object.keys(tokenizer), before);
    }
  });
});
