import { lowered, raised } from '../../../canonical-text/raised.ts';
import { charactersOf, elementAt, elementsOf, valueAt, type XmlElement } from '../package/xml-element.ts';

/** What needs no brackets as a part of a fraction or below a root. */
const SIMPLE = /^(?:[\p{L}\p{M}\p{N}.,′]+|\(.*\)|[√∛∜].*|\|.*\|)$/u;
const ROOTS: Record<string, string> = { '': '√', '2': '√', '3': '∛', '4': '∜' };

type Write = (formula: XmlElement) => string;
const part = (formula: XmlElement, name: string): string => linearFormula(elementAt(formula, name));

const WRITERS: Record<string, Write> = {
  'm:r': (run) => elementsOf(run, 'm:t').map(charactersOf).join('').normalize('NFKC'),
  'm:f': (fraction) => `${inBrackets(part(fraction, 'm:num'))}/${inBrackets(part(fraction, 'm:den'))}`,
  'm:sSup': (power) => inBrackets(part(power, 'm:e')) + exponent(part(power, 'm:sup')),
  'm:sSub': (indexed) => part(indexed, 'm:e') + index(part(indexed, 'm:sub')),
  'm:sSubSup': (both) => part(both, 'm:e') + index(part(both, 'm:sub')) + exponent(part(both, 'm:sup')),
  'm:sPre': (both) => index(part(both, 'm:sub')) + exponent(part(both, 'm:sup')) + part(both, 'm:e'),
  'm:rad': (root) => {
    const degree = part(root, 'm:deg');
    const sign = ROOTS[degree];
    return (sign ?? `${exponent(degree)}√`) + inBrackets(part(root, 'm:e'));
  },
  'm:nary': (sum) => {
    const sign = valueAt(sum, 'm:naryPr', 'm:chr') ?? '∫';
    const from = part(sum, 'm:sub');
    const to = part(sum, 'm:sup');
    return `${sign}${from === '' ? '' : index(from)}${to === '' ? '' : exponent(to)} ${part(sum, 'm:e')}`;
  },
  'm:d': (brackets) => {
    const sign = (name: string, usual: string) => valueAt(brackets, 'm:dPr', name) ?? usual;
    const inside = elementsOf(brackets, 'm:e').map(linearFormula).join(sign('m:sepChr', '|'));
    return sign('m:begChr', '(') + inside + sign('m:endChr', ')');
  },
  'm:func': (applied) => `${part(applied, 'm:fName')} ${part(applied, 'm:e')}`,
  'm:limLow': (limit) => `${part(limit, 'm:e')}${index(part(limit, 'm:lim'))}`,
  'm:limUpp': (limit) => `${part(limit, 'm:e')}${exponent(part(limit, 'm:lim'))}`,
  'm:m': (matrix) => {
    const rows = elementsOf(matrix, 'm:mr').map((row) => elementsOf(row, 'm:e').map(linearFormula).join(', '));
    return `[${rows.join('; ')}]`;
  },
  'm:eqArr': (lines) => elementsOf(lines, 'm:e').map(linearFormula).join('; '),
};

/** A formula on one line: `(a + b)/c`, `x²`, `√(1 − x)`, `∑_(i = 1)^(n) x_(i)`. */
export function linearFormula(formula: XmlElement | undefined): string {
  if (!formula) return '';
  const write = WRITERS[formula.name];
  if (write) return write(formula);
  return elementsOf(formula)
    .filter(({ name }) => !name.endsWith('Pr'))
    .map(linearFormula)
    .join('');
}

function inBrackets(text: string): string {
  return text === '' || SIMPLE.test(text) ? text : `(${text})`;
}

function exponent(text: string): string {
  const signs = raised(text);
  return signs === text || signs.startsWith('^') ? `^${alone(text)}` : signs;
}

function index(text: string): string {
  const signs = lowered(text);
  return signs === text || signs.startsWith('_') ? `_${alone(text)}` : signs;
}

function alone(text: string): string {
  return /^.$/u.test(text) ? text : `(${text})`;
}
