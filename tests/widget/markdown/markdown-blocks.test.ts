import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { blocksOfMarkdown } from '../../../src/widget/view/answer/markdown/markdown-blocks.ts';

const HEADER = ['Срок', 'Плата'];

describe('tables of Markdown', () => {
  it('stand between the texts around them', () => {
    const text = 'Вот они:\n| Срок | Плата |\n|:---|--:|\n| год | 5 [1] |\n| месяц | **1** |\n\nЭто всё.';
    const rows = [
      ['год', '5 [1]'],
      ['месяц', '**1**'],
    ];
    assert.deepEqual(blocksOfMarkdown(text), ['Вот они:', { header: HEADER, rows }, '\nЭто всё.']);
  });

  it('need no bars at their edges, and have as many cells in each row as in the header', () => {
    const text = 'Срок | Плата\n-|-\nгод\n';
    assert.deepEqual(blocksOfMarkdown(text), [{ header: HEADER, rows: [] }, 'год\n']);
    const rows = blocksOfMarkdown('Срок | Плата\n-|-\n| год\n| месяц | 1 | лишнее |\n| | 2 |');
    assert.deepEqual(rows, [
      {
        header: HEADER,
        rows: [
          ['год', ''],
          ['месяц', '1'],
          ['', '2'],
        ],
      },
    ]);
  });

  it('have bars in their cells behind a backslash', () => {
    const [table] = blocksOfMarkdown('| Срок | Плата |\n|---|---|\n| a \\| b | `c \\| d` |');
    assert.deepEqual(table, { header: HEADER, rows: [['a | b', '`c | d`']] });
  });

  it('are none in code, without a line that divides, or with one of another width', () => {
    for (const text of [
      '```\n| a | b |\n|---|---|\n```',
      '~~~~\n| a | b |\n|---|---|\n~~~\n| a | b |\n|---|---|',
      '| a | b |\n| c | d |',
      '| a | b |\n|---|',
      'a\n---',
      'a | b\n---',
    ]) {
      assert.deepEqual(blocksOfMarkdown(text), [text]);
    }
  });

  it('are found below code that has ended', () => {
    const blocks = blocksOfMarkdown('```js\n| a |\n```\n\n| Срок | Плата |\n|---|---|\n| год | 5 |');
    assert.deepEqual(blocks, ['```js\n| a |\n```\n', { header: HEADER, rows: [['год', '5']] }]);
  });
});
