import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { onOneLine } from '../../src/documents/document.ts';

describe('onOneLine', () => {
  it('replaces line breaks and runs of whitespace with single spaces, and trims', () => {
    assert.equal(onOneLine('\n с ООН\nи её\t\u00a0 учреждениями\f'), 'с ООН и её учреждениями');
  });

  it('leaves single blanks, and nothing of a text of blanks', () => {
    assert.equal(onOneLine(' Green  tea \n\n is \u2028 steeped. '), 'Green tea is steeped.');
    assert.deepEqual(['', ' ', '\n \n', 'tea'].map(onOneLine), ['', '', '', 'tea']);
  });
});
