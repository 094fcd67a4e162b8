import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { excerptOf, terminalOf, wrapText } from '../../../src/cli/terminal/terminal.ts';

describe('wrapText', () => {
  it('breaks between words and keeps the breaks of the text', () => {
    assert.equal(wrapText('один два три\nчетыре', { width: 8 }), 'один два\nтри\nчетыре');
  });

  it('counts the indent as part of the width', () => {
    assert.equal(wrapText('one two', { width: 9, indent: '   ' }), '   one\n   two');
  });

  it('does not break a word that is wider than the terminal', () => {
    assert.equal(wrapText('a безопасности b', { width: 5 }), 'a\nбезопасности\nb');
  });

  it('breaks nothing when there is no terminal', () => {
    const long = 'слово '.repeat(100).trim();
    assert.equal(wrapText(long, { width: null }), long);
  });

  it('drops control characters, so that a document cannot steer the terminal', () => {
    assert.equal(wrapText('a\u001b[2Jb\u0007\tc\u009bd', { width: null }), 'a[2Jb cd');
  });
});

describe('excerptOf', () => {
  it('returns a short text unchanged', () => {
    assert.equal(excerptOf('город Астана,', 20), 'город Астана,');
  });

  it('cuts between words and never exceeds the length', () => {
    const excerpt = excerptOf('За Республику Армения', 15);
    assert.equal(excerpt, 'За Республику…');
    assert.ok(excerpt.length <= 15, `${excerpt.length} characters`);
    assert.equal(excerptOf('x'.repeat(20), 10), `${'x'.repeat(9)}…`);
  });
});

describe('terminalOf', () => {
  const stream = (properties: { isTTY: boolean; columns: number; hasColors: () => boolean }) =>
    properties as unknown as NodeJS.WriteStream;

  it('has no width and no colours when the output is a file', () => {
    const terminal = terminalOf(stream({ isTTY: false, columns: 0, hasColors: () => true }));
    assert.equal(terminal.width, null);
    assert.equal(terminal.bold('¶'), '¶');
  });

  it('has no colours on a terminal where they are switched off', () => {
    const terminal = terminalOf(stream({ isTTY: true, columns: 60, hasColors: () => false }));
    assert.equal(terminal.width, 60);
    assert.equal(terminal.dim('¶'), '¶');
  });

  it('assumes 80 columns for a terminal of unknown width', () => {
    const terminal = terminalOf(stream({ isTTY: true, columns: 0, hasColors: () => true }));
    assert.equal(terminal.width, 80);
    assert.equal(terminal.bold('¶'), '\u001b[1m¶\u001b[22m');
  });
});
