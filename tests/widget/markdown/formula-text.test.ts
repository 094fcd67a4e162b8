import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formulaText, writeFormulas } from '../../../src/widget/view/answer/markdown/formula-text.ts';

describe('a formula of LaTeX as text', () => {
  const FORMULAS: [latex: string, text: string][] = [
    ['E = mc^2', 'E = mc²'],
    ['\\frac{x^2}{a + b}', 'x²/(a + b)'],
    ['\\sqrt{2}\\cdot\\sqrt{n+1}', '√2·√(n+1)'],
    ['\\mathrm{CO_2}', 'CO₂'],
    ['6{,}02 \\times 10^{-23}', '6,02 × 10⁻²³'],
    ['e^{-kt}', 'e^(-kt)'],
    ['\\Delta t \\leq 5\\,\\text{с}', 'Δ t ≤ 5 с'],
    ['\\left[ 90^\\circ, \\alpha \\right]', '[ 90°, α ]'],
    ['\\begin{aligned} a &= b \\\\ c &= d \\end{aligned}', 'a = b ; c = d'],
    ['\\log_2 n', 'log₂ n'],
    ['\\{ 5\\% \\}', '{ 5% }'],
  ];
  for (const [latex, text] of FORMULAS) it(`${latex} is ${text}`, () => assert.equal(formulaText(latex), text));

  it('loses no word where its braces do not match', () => {
    for (const latex of ['a}b{c', '{a{b}c', 'a}}b}c']) assert.equal(formulaText(latex), 'abc', latex);
  });
});

describe('formulas in Markdown', () => {
  const TEXTS: Record<string, [markdown: string, written: string]> = {
    'in brackets are written as text': ['Площадь \\(\\pi r^2\\), или \\[ \\frac{a}{2} \\]', 'Площадь π r², или a\\/2'],
    'between dollars are written as text': ['$x_1$ и $$a*b*c$$', 'x₁ и a\\*b\\*c'],
    'are no sums of money': ['Costs $5 and $6, or US$5_000 $', 'Costs $5 and $6, or US$5_000 $'],
    'are no markers': ['Сказано \\[1\\]', 'Сказано \\[1\\]'],
    'stay as they are in code': [
      '`\\(x\\)`, ``a ` $x_1$``\n```\n\\(x\\)\n```',
      '`\\(x\\)`, ``a ` $x_1$``\n```\n\\(x\\)\n```',
    ],
  };
  for (const [title, [markdown, written]] of Object.entries(TEXTS))
    it(title, () => assert.equal(writeFormulas(markdown), written));
});
