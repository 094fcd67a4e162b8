import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createCodeTracker } from '../../../../../src/answering/model/writing/reading/track-code.ts';

/** The characters of a text that are code. */
function codeOf(text: string): string {
  const code = createCodeTracker();
  return text
    .split('')
    .filter((character) => {
      code.read(character);
      return code.isInCode() && character !== '`';
    })
    .join('');
}

describe('createCodeTracker', () => {
  it('finds inline code, closed by as many backticks as opened it', () => {
    assert.equal(codeOf('да `a` нет ``b `c` d`` нет ```e``` нет'), 'ab c de');
  });

  it('ends inline code with its line', () => {
    assert.equal(codeOf('да `a\nнет'), 'a');
  });

  it('finds fenced blocks, closed by a fence on a line of its own that is as long', () => {
    assert.equal(codeOf('да\n  ````js\na\n```\n````b\n  `````\nнет'), 'js\na\n\nb\n  ');
  });

  it('reads backticks that open and close on one line as inline code', () => {
    assert.equal(codeOf('```a``` нет\nнет'), 'a');
    assert.equal(codeOf('` ` ```a\nнет'), ' a');
  });
});
