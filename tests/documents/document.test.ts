import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { onOneLine } from '../../src/documents/document.ts';

describe('onOneLine', () => {
  it('replaces line breaks and runs of whitespace with single spaces, and trims', () => {
    assert.equal(onOneLine('\n с ООН\nи её\t\u00a0 учреждениями\f'), 'с ООН и её учреждениями');
  });
});
