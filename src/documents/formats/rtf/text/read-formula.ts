import type { XmlElement } from '../../docx/package/xml-element.ts';
import { linearFormula } from '../../docx/text/linear-formula.ts';
import type { Group } from '../syntax/parse-groups.ts';
import { destinationOf, walkParts } from '../syntax/walk-parts.ts';

/** A formula on one line: its groups are the elements of a formula in a DOCX. @param decode Of bytes. */
export function readFormula(formula: Group, decode: (bytes: string) => string): string {
  return linearFormula(elementOf(formula, decode, 1));
}

/** `{\mchr x}` is `<m:chr m:val="x"/>`; the characters of `{\mr …}` are those of its `<m:t>`. */
function elementOf(group: Group, decode: (bytes: string) => string, uc: number): XmlElement {
  const children: XmlElement[] = [];
  let text = '';
  const inner = (one: Group, count: number): void => {
    const { name } = destinationOf(one);
    if (/^mo?[A-Za-z]/.test(name)) children.push(elementOf(one, decode, count));
    else walkParts(one, reader, count);
  };
  const add = (characters: string) => {
    text += characters;
  };
  const reader = { bytes: (bytes: string) => add(decode(bytes)), character: add, word: () => {}, group: inner };
  walkParts(group, reader, uc);
  if (text !== '') children.push({ name: 'm:t', attributes: {}, children: [text] });
  return { name: `m:${destinationOf(group).name.replace(/^m/, '')}`, attributes: { val: text }, children };
}
