import type { Omission } from '../../../protocol/document-blocks.ts';
import { composeText } from '../../canonical-text/compose-text.ts';
import { titleOf } from '../../canonical-text/title.ts';
import { unreadable } from '../../unreadable.ts';
import type { ReadFile } from '../read-file.ts';
import { isMath, mathFormula } from '../xml/math-formula.ts';
import { openPackage, type Package } from '../xml/open-package.ts';
import { elementAt, elementsBelow, textIn, type XmlElement } from '../xml/parse-xml.ts';
import { readStyles } from './styles.ts';
import { textBlocks } from './text-blocks.ts';

/** Reads an ODT: headings and lists with the numbers that are shown, tables, notes. What is hidden or deleted stays out. */
export const readOdt: ReadFile = async (bytes, { onProgress }) => {
  const file = await openPackage(bytes);
  const manifest = file.part('META-INF/manifest.xml');
  if (manifest && elementsBelow(manifest, 'encryption-data').length > 0) {
    throw unreadable('it is protected by a password; save it without one');
  }
  const content = file.part('content.xml');
  const text = elementAt(content, 'body', 'text');
  if (!content || !text) throw unreadable('it has no text of an ODT inside; save it again as .odt');
  onProgress();
  const roots = [file.part('styles.xml'), content].flatMap((root) => root ?? []);
  const formulaOf = (object: XmlElement) => {
    const formula = formulaIn(object, file);
    return formula ? mathFormula(formula) : '';
  };
  const { blocks, objects } = textBlocks(text, { styles: readStyles(roots), formulaOf });
  const meta = elementAt(file.part('meta.xml'), 'meta', 'title');
  const title = titleOf({ metadata: meta ? textIn(meta) : null, blocks });
  return { ...composeText(blocks, { title }), title, omissions: omissionsOf(objects, file) };
};

/** The formula that an embedded object is: it stands in the object or is a part of the file. */
function formulaIn({ attributes, children }: XmlElement, file: Package): XmlElement | undefined {
  const path = (attributes.href ?? '').replace(/^\.\//, '');
  return [...children, file.part(`${path}/content.xml`)].find(
    (one): one is XmlElement => typeof one === 'object' && isMath(one),
  );
}

/** Formulas without words, charts, and tables of other programs. */
function omissionsOf(objects: readonly XmlElement[], file: Package): Omission[] {
  const formulas = objects.filter((object) => formulaIn(object, file) !== undefined).length;
  const others = objects.length - formulas;
  return [
    ...(formulas > 0 ? [{ kind: 'formulas-not-read' as const, count: formulas }] : []),
    ...(others > 0 ? [{ kind: 'parts-not-read' as const, count: others }] : []),
  ];
}
