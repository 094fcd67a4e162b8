/** A formula of LaTeX between its marks, on one line. `$4 or $5` is none: a formula has a command, a power or an index. */
const FORMULA =
  /\$\$([^$\n]{1,400})\$\$|\$((?=[^$\n]*(?:\\[a-zA-Z%,]|[\^_]\{|\^\d))[^$\n]{1,400})\$|\\\((.{1,400}?)\\\)|\\\[((?=[^\]\n]*(?:\\[a-zA-Z]|[=^_+*/<>]))[^\n]{1,400}?)\\\]/gu;

const SIGNS: Record<string, string> = {
  times: '×',
  cdot: '·',
  div: '÷',
  pm: '±',
  le: '≤',
  leq: '≤',
  ge: '≥',
  geq: '≥',
  lt: '<',
  gt: '>',
  ne: '≠',
  neq: '≠',
  approx: '≈',
  sim: '~',
  circ: '°',
  degree: '°',
  percent: '%',
  to: '→',
  rightarrow: '→',
  infty: '∞',
  sum: '∑',
  Delta: 'Δ',
  alpha: 'α',
  beta: 'β',
  gamma: 'γ',
  lambda: 'λ',
  mu: 'µ',
  pi: 'π',
  sigma: 'σ',
  omega: 'ω',
  Omega: 'Ω',
  quad: ' ',
};
const POWERS: Record<string, string> = { '0': '⁰', '1': '¹', '2': '²', '3': '³', '-': '⁻', n: 'ⁿ' };

/** Writes the formulas of a text as they are read: `$\frac{a}{b} \le 3\,\text{m}^2$` is a/b ≤ 3 m². */
export function readFormulas(text: string): string {
  return text
    .replace(FORMULA, (_, ...formulas: (string | undefined)[]) =>
      plain(formulas.slice(0, 4).find((formula) => formula !== undefined)!),
    )
    .replace(/\\([%$&#])/g, '$1');
}

function plain(formula: string): string {
  return formula
    .replace(/\\[dt]?frac\{([^{}]*)\}\{([^{}]*)\}/g, '$1/$2')
    .replace(/\\(?:text|mathrm|mathbf|mathit|operatorname|textbf|textit|mbox|boxed)\{([^{}]*)\}/g, '$1')
    .replace(/\\sqrt\{([^{}]*)\}/g, '√($1)')
    .replace(/\^\{?\\circ\}?/g, '°')
    .replace(/\\[,;: ]/g, ' ')
    .replace(/\\(?:left|right|displaystyle)(?![a-zA-Z])|\\!/g, '')
    .replace(/\\([a-zA-Z]+)/g, (_, name: string) => SIGNS[name] ?? name)
    .replace(/\^\{?([-\dn])\}?(?!\d)/g, (_, power: string) => POWERS[power] ?? `^${power}`)
    .replace(/_\{([^{}]*)\}/g, '_$1')
    .replace(/[{}]|\\(?=[%$&#{}])/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
