import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setText } from '../../../../src/http/website/document/paragraph-text.ts';

describe('setText', () => {
  it('lets the browser wrap running text, hard-wrapped or not', () => {
    assert.deepEqual(setText('Первая строка\nи вторая'), { className: null, html: 'Первая строка\nи вторая' });
  });

  it('shows a signature block in columns, with the spaces between them kept', () => {
    assert.deepEqual(setText('За Армению  За <Беларусь>'), {
      className: 'columns-2',
      html: '<span class="cell">За Армению</span>  <span class="cell">За &lt;Беларусь&gt;</span>',
    });
    assert.equal(setText('Seller   Buyer   Witness\nA. Smith   B. Jones   C. Lee').className, 'columns-3');
  });

  it('does not read two spaces between sentences as columns', () => {
    const typed =
      'This sentence ends here, as a typist would end it.  And this one begins after two blanks of that typist.';
    assert.equal(setText(typed).className, null);
    assert.equal(setText('A short line.  Another\nand the rest of it').className, null);
  });

  it('keeps the lines of lists, tables, quotations and code', () => {
    for (const text of [
      'Нужно:\n- хлеб\n- соль',
      '1. One\n2. Two',
      '| a | b |\n|---|---|',
      '> said\n> so',
      '```\nx\n```',
    ]) {
      assert.equal(setText(text).className, 'lines', text);
    }
    assert.equal(setText('- a single line').className, null);
  });
});
