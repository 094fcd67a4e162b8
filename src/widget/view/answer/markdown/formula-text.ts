/**
 * Code stays as it is; formulas stand between `\(…\)`, `\[…\]`, `$$…$$` or `$…$`. A number in brackets is a marker, and `$5 and $6` are sums.
 * The lengths are bounded: a text full of openings is read in one go.
 */
const CODE_OR_FORMULA = new RegExp(
  [
    '(?<code>```.*?(?:```|$)|~~~.*?(?:~~~|$)|(?<ticks>`{1,2})[^\\n]{0,2000}?\\k<ticks>)',
    '\\\\\\((?<round>.{1,2000}?)\\\\\\)',
    '\\\\\\[(?!\\d+\\\\\\])(?<square>.{1,2000}?)\\\\\\]',
    '\\$\\$(?<dollars>[^$]+)\\$\\$',
    '\\$(?=[^$\\n]*[\\\\^_])(?<dollar>\\S|\\S[^$\\n]*\\S)\\$(?!\\d)',
  ].join('|'),
  'gs',
);
const PUNCTUATION = /[!-/:-@[-`{-~]/g;

const SHIFTED = '0123456789+-=()n';
const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ';
const LOWERED = '₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₙ';
const GREEK =
  'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho varsigma sigma tau upsilon phi chi psi omega'.split(
    ' ',
  );
const SIGNS = new Map(
  (
    'times × cdot · div ÷ pm ± le ≤ leq ≤ ge ≥ geq ≥ ne ≠ neq ≠ approx ≈ infty ∞ to → rightarrow → Rightarrow ⇒ ' +
    'sum ∑ prod ∏ int ∫ partial ∂ in ∈ circ ° ldots … cdots … dots …'
  )
    .match(/\S+ \S+/g)!
    .map((pair) => pair.split(' ') as [string, string]),
);
/** Commands that say how their argument looks, or how the formula is set. */
const SILENT = /^(?:!|begin|end|text\w*|math\w+|operatorname|left|right|[bB]ig\w*|displaystyle|limits|boxed)$/;

/** Markdown whose formulas of LaTeX are written on a line, as far as plain text can: `\(\frac{x^2}{2}\)` is x²/2. */
export function writeFormulas(markdown: string): string {
  return markdown.replace(CODE_OR_FORMULA, (whole, ...found) => {
    const { code, round, square, dollars, dollar } = found.at(-1) as Record<string, string | undefined>;
    const formula = round ?? square ?? dollars ?? dollar;
    return code !== undefined || formula === undefined ? whole : formulaText(formula).replace(PUNCTUATION, '\\$&');
  });
}

/** A formula of LaTeX as plain text. Commands that are not known stand as their names: sin, log. */
export function formulaText(latex: string): string {
  const tokens = latex.match(/\\[a-zA-Z]+|\\.|\s+|./gsu) ?? [];
  let at = 0;

  /** Up to a closing brace, or the end. */
  function sequence(): string {
    let text = '';
    while (at < tokens.length && tokens[at] !== '}') text += next();
    at += 1;
    return text;
  }
  /** A group or a single sign. */
  function argument(): string {
    while (/^\s/.test(tokens[at] ?? '')) at += 1;
    return at < tokens.length ? next().trim() : '';
  }
  function next(): string {
    const token = tokens[at++]!;
    if (token === '{') return sequence();
    if (token === '^') return shifted(argument(), RAISED, '^');
    if (token === '_') return shifted(argument(), LOWERED, '_');
    if (token === '&') return '';
    if (token === '~') return ' ';
    if (!token.startsWith('\\')) return token;
    return command(token.slice(1));
  }
  function command(name: string): string {
    if (/^[dt]?frac$/.test(name)) return `${grouped(argument())}/${grouped(argument())}`;
    if (name === 'sqrt') return `√${grouped(argument())}`;
    if (name === '\\') return '; ';
    if (name === 'begin' || name === 'end') argument();
    if (SILENT.test(name)) return '';
    if (/^(?:[,;: ]|q?quad)$/.test(name)) return ' ';
    return SIGNS.get(name) ?? greek(name) ?? name;
  }

  let text = '';
  while (at < tokens.length) text += sequence();
  return text.replace(/\s+/g, ' ').trim();
}

function greek(name: string): string | null {
  const place = GREEK.indexOf(name.toLowerCase());
  if (place === -1) return null;
  const letter = String.fromCharCode(0x3b1 + place);
  return /^[A-Z]/.test(name) ? letter.toUpperCase() : letter;
}

/** `²` where Unicode has all the signs, else `^(2k)`. */
function shifted(text: string, signs: string, mark: string): string {
  const places = [...text].map((sign) => SHIFTED.indexOf(sign));
  if (places.every((place) => place >= 0)) return places.map((place) => signs[place]).join('');
  return /^[°′]+$/.test(text) ? text : mark + grouped(text);
}

function grouped(text: string): string {
  return /^[\p{L}\p{N}.,°∞]*$/u.test(text) ? text : `(${text})`;
}
