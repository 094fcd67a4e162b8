import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sectionsOf } from '../../../src/documents/canonical-text/sections.ts';

describe('sectionsOf', () => {
  const read = (text: string) => sectionsOf(text).map(({ heading, start, end }) => [heading, text.slice(start, end)]);

  it('returns each heading, without its marks, with the text before the next one', () => {
    assert.deepEqual(read('Вступление.\n\n# Один ##\n\nТекст.\n### Два\nИ ещё.\n'), [
      ['Один', '\n\nТекст.\n'],
      ['Два', '\nИ ещё.\n'],
    ]);
  });

  it('treats a code fence as part of its section', () => {
    assert.deepEqual(read('# One\n\n```\n# comment\n```\n'), [['One', '\n\n```\n# comment\n```\n']]);
  });

  it('finds none in a text without headings', () => {
    assert.deepEqual(read('Просто текст.\n\n#хэштег'), []);
  });
});
