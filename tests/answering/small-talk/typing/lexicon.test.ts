import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { soundOfLatin } from '../../../../src/answering/small-talk/typing/keyboard-and-sound.ts';
import { createLexicon } from '../../../../src/answering/small-talk/typing/lexicon.ts';

const lexicon = createLexicon(['thanks', 'document*', '*шь', 'погода!', 'достоверно', 'документ*', 'appreciated']);
const never = () => false;

describe('createLexicon', () => {
  it('knows words by their beginning and by their end', () => {
    assert.deepEqual([...lexicon.exact('documents')], ['document*']);
    assert.deepEqual([...lexicon.exact('куришь')], ['*шь']);
    assert.deepEqual([...lexicon.exact('docs')], []);
  });

  it('leaves a doubtful word to those who have it', () => {
    assert.deepEqual([...lexicon.written('погода', never)], ['погода!']);
    assert.deepEqual([...lexicon.written('погода', () => true)], []);
    assert.deepEqual([...lexicon.written('thanks', () => true)], ['thanks']);
  });

  it('knows another form of a Russian word, where it is no word of its own', () => {
    assert.deepEqual([...lexicon.written('достоверна', never)], ['достоверно']);
    assert.deepEqual([...lexicon.written('достоверна', () => true)], []);
    assert.deepEqual([...lexicon.written('appreciation', never)], []);
  });

  it('knows the beginning of a word by its sound', () => {
    assert.deepEqual([...lexicon.sounding(soundOfLatin('dokumenty'))], ['документ*']);
  });
});
