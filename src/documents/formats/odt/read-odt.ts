import type { Omission } from '../../../protocol/document-blocks.ts';
import { composeText } from '../../canonical-text/compose-text.ts';
import { titleOf } from '../../canonical-text/title.ts';
import { unreadable } from '../../unreadable.ts';
import type { ReadFile } from '../read-file.ts';
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
  const { blocks, objects } = textBlocks(text, readStyles(roots));
  const meta = elementAt(file.part('meta.xml'), 'meta', 'title');
  const title = titleOf({ metadata: meta ? textIn(meta) : null, blocks });
  return { ...composeText(blocks, { title }), title, omissions: omissionsOf(objects, file) };
};

/** Formulas are objects of their own; other objects are charts and tables of other programs. */
function omissionsOf(objects: readonly XmlElement[], file: Package): Omission[] {
  const isFormula = ({ attributes, children }: XmlElement) => {
    const path = (attributes.href ?? '').replace(/^\.\//, '');
    return [...children, file.part(`${path}/content.xml`)].some(
      (one) => typeof one === 'object' && one.name === 'math',
    );
  };
  const formulas = objects.filter(isFormula).length;
  const others = objects.length - formulas;
  return [
    ...(formulas > 0 ? [{ kind: 'formulas-not-read' as const, count: formulas }] : []),
    ...(others > 0 ? [{ kind: 'parts-not-read' as const, count: others }] : []),
  ];
}
