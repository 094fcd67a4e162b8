import { onOneLine } from '../../document.ts';
import type { XmlElement } from '../docx/package/xml-element.ts';
import { linearFormula } from '../docx/text/linear-formula.ts';

/** An element of MathML, of whatever parser. */
export interface MathElement {
  readonly name: string;
  readonly children: readonly (MathElement | string)[];
}

interface OfficeElement extends MathElement {
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (OfficeElement | string)[];
}

/** Of the elements of MathML whose parts have roles: the element of a formula in a DOCX, and its parts in order. */
const WITH_ROLES: ReadonlyMap<string, readonly [name: string, ...roles: string[]]> = new Map([
  ['mfrac', ['f', 'num', 'den']],
  ['msup', ['sSup', 'e', 'sup']],
  ['msub', ['sSub', 'e', 'sub']],
  ['msubsup', ['sSubSup', 'e', 'sub', 'sup']],
  ['munderover', ['sSubSup', 'e', 'sub', 'sup']],
  ['munder', ['limLow', 'e', 'lim']],
  ['mover', ['limUpp', 'e', 'lim']],
  ['mroot', ['rad', 'e', 'deg']],
]);
/** Elements whose parts have one role. */
const OF_ONE_ROLE: ReadonlyMap<string, readonly [name: string, role: string]> = new Map([
  ['mtable', ['m', '']],
  ['mtr', ['mr', '']],
  ['mlabeledtr', ['mr', '']],
  ['mtd', ['e', '']],
  ['msqrt', ['rad', 'e']],
  ['mfenced', ['d', 'e']],
]);
const TOKENS = new Set(['mi', 'mn', 'mo', 'mtext', 'ms']);
/** What only describes a formula, or keeps room. */
const LEFT_OUT = new Set([
  'annotation',
  'annotation-xml',
  'mphantom',
  'none',
  'mprescripts',
  'maligngroup',
  'malignmark',
]);
/** Signs for what is not written: applying a function, multiplying, separating. */
const INVISIBLE = /[\u2061-\u2064]/g;

/** Whether an element is a formula in MathML. */
export function isMath({ name }: { name: string }): boolean {
  return localName(name) === 'math';
}

/** A formula on one line: `x² + (a + b)/2`. Its annotations are left out. */
export function mathFormula(math: MathElement): string {
  return onOneLine(linearFormula(formulaElement(math)));
}

/** A formula of Office on one line. @param formula Its names are without prefixes. */
export function officeFormula(formula: OfficeElement): string {
  return onOneLine(linearFormula(withPrefix(formula)));
}

function withPrefix({ name, attributes, children }: OfficeElement): XmlElement {
  const parts = children.map((child) => (typeof child === 'string' ? child : withPrefix(child)));
  return { name: `m:${name}`, attributes, children: parts };
}

function formulaElement(element: MathElement): XmlElement {
  const name = localName(element.name);
  if (TOKENS.has(name)) return run(textOf(element));
  const parts = element.children
    .filter((child): child is MathElement => typeof child !== 'string' && !LEFT_OUT.has(localName(child.name)))
    .map(formulaElement);
  const roles = WITH_ROLES.get(name);
  if (roles) {
    const [own, ...names] = roles;
    return wrapped(
      own,
      names.map((role, index) => wrapped(role, parts.slice(index, index + 1))),
    );
  }
  const [own = 'oMath', role = ''] = OF_ONE_ROLE.get(name) ?? [];
  return wrapped(own, role === '' ? parts : [wrapped(role, parts)]);
}

function run(text: string): XmlElement {
  const shown = text.replace(INVISIBLE, '');
  return wrapped('r', [{ name: 'm:t', attributes: {}, children: [shown] }]);
}

function wrapped(name: string, children: XmlElement[]): XmlElement {
  return { name: `m:${name}`, attributes: {}, children };
}

function textOf({ children }: MathElement): string {
  return children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
