import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createLog, escapeControls } from '../src/log.ts';

const NAME = 'a\u001b[31mred\u009b\u202etxt.exe';
const ESCAPED = 'a\\u001b[31mred\\u009b\\u202etxt.exe';

describe('escapeControls', () => {
  it('writes what a terminal would obey or turn round as JSON does', () => {
    assert.equal(escapeControls(NAME), ESCAPED);
    assert.equal(JSON.parse(`"${ESCAPED}"`), NAME);
    assert.equal(escapeControls('\u2066a\u2069\u200f\u007f\u0000'), '\\u2066a\\u2069\\u200f\\u007f\\u0000');
  });

  it('leaves words of all languages, joiners, tabs and line breaks', () => {
    const text = 'Ёж\tمرحبا שלום\nनमस्ते 👩‍👩‍👧 می‌خواهم';
    assert.equal(escapeControls(text), text);
  });

  it('is what a log does, where a name cannot begin a line of its own either', () => {
    for (const isForPeople of [true, false]) {
      const lines: string[] = [];
      const log = createLog('info', (line) => lines.push(line), { isForPeople });
      log.warn(`Cannot read "${NAME}\n2026-01-01 error forged"`, { file: NAME });
      assert.equal(lines.length, 1);
      assert.doesNotMatch(lines[0]!.slice(0, -1), /\p{Cc}|\u202e/u);
      assert.ok(lines[0]!.includes(ESCAPED), lines[0]);
      if (!isForPeople) assert.equal((JSON.parse(lines[0]!) as { file: string }).file, NAME);
    }
  });
});
