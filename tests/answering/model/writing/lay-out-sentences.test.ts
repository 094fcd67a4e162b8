import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { supportsTruth, write } from './written.ts';

const textOf = async (output: string, grounding: 'strict' | 'mark' = 'strict') =>
  (await write([output], { grounding, checkGrounding: supportsTruth })).written.text;

/** Outputs and what is shown of them with GROUNDING=strict, where only what says that it is true is supported. */
const LAYOUTS: Record<string, [output: string, text: string][]> = {
  'ends a paragraph where its last sentence is left out': [
    ['True [1]. Wrong [2].\n\nTrue [3].', 'True [1].\n\nTrue [2].'],
    ['True [1].\nWrong [2].\nTrue [3].', 'True [1].\nTrue [2].'],
  ],
  'leaves no number of a list out': [
    ['1. True [1].\n2. Wrong [2].\n3. True [3].', '1. True [1].\n2. True [2].'],
    ['3) Wrong [1].\n4) True [2].\n\n5) True [3].', '3) True [1].\n\n4) True [2].'],
    ['1. True [1].\n1. True [2].', '1. True [1].\n1. True [2].'],
  ],
  'keeps the mark of an item whose first sentence is left out': [
    ['- Wrong [1]. True [2].\n- true [3]', '- True [1].\n- true [2]'],
  ],
  'keeps nested lists': [['- true [1]\n  - true [2]\n    1. true [3]', '- true [1]\n  - true [2]\n    1. true [3]']],
  'keeps headings, lead-ins, quotes and emphasis': [
    ['## Tea\n\nIt is **so**:\n\n> *True* [1].', '## Tea\n\nIt is **so**:\n\n> *True* [1].'],
  ],
  'shows a heading or a lead-in only with what follows': [
    ['## One\nWrong [1].\n## Two\nTrue [2].\n\n## Three', '## Two\nTrue [1].'],
    ['True [1].\n\nAs follows:\n- wrong [2]\n\nTrue [3].', 'True [1].\n\nTrue [2].'],
    ['# One\n## Two\nTrue [1].', '# One\n## Two\nTrue [1].'],
    [
      '# Tea\n\nTrue [1].\n\n## For 99 cups\n\n- wrong [2]\n\n## Leaves\n\nTrue [3].',
      '# Tea\n\nTrue [1].\n\n## Leaves\n\nTrue [2].',
    ],
    ['- First:\n  - wrong [1]\n- true [2]', '- true [1]'],
    [
      'So:\n\n1. **Green**\n   - true [1]\n2. **Black**\n   - wrong [2]\n3. **Leaves**\n   - true [2]',
      'So:\n\n1. **Green**\n   - true [1]\n2. **Leaves**\n   - true [2]',
    ],
  ],
  'keeps a table with its header, without the rows that are left out': [
    [
      '| A | B |\n|---|---|\n| true | x [1] |\n| wrong | y [2] |\n| true | z |\n[3]',
      '| A | B |\n|---|---|\n| true | x [1] |\n| true | z [2] |',
    ],
    ['True [1].\n\n| A | B |\n|---|---|\n| wrong | x [2] |\n\nTrue [3].', 'True [1].\n\nTrue [2].'],
  ],
  'puts labels behind what they prove, each where it belongs': [
    ['True. True, too. [1]', 'True [1]. True, too. [1]'],
    ['- true\n- true\n\n[1]', '- true [1]\n- true [1]'],
  ],
  'keeps what is missing, also before what is there': [
    ['The document does not say when. True [1].', 'The document does not say when. True [1].'],
    ['True [1]. В документе не сказано, сколько.', 'True [1]. В документе не сказано, сколько.'],
    ['True [1]. The document does not say when, but it is at 7.', 'True [1].'],
  ],
  'puts no blank between sentences that are written without': [['真true[1]。真true[2]。', '真true [1]。真true [2]。']],
};

describe('the layout of an answer', () => {
  for (const [name, cases] of Object.entries(LAYOUTS)) {
    it(name, async () => {
      for (const [output, text] of cases) assert.equal(await textOf(output), text);
    });
  }

  it('is that of the model where everything is shown', async () => {
    const output = '## Tea\n\n1. True [1].\n2. Wrong [2].\n\n| A | B |\n|---|---|\n| wrong | x [3] |';
    assert.equal(await textOf(output, 'mark'), output);
  });
});
