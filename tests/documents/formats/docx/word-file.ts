import { strToU8, zipSync } from 'fflate';
import { readDocx } from '../../../../src/documents/formats/docx/read-docx.ts';
import type { ReadText } from '../../../../src/documents/formats/read-file.ts';

const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const NAMESPACES = [
  `xmlns:w="${WORD}"`,
  `xmlns:r="${OFFICE}"`,
  'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"',
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
  'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"',
  'xmlns:o="urn:schemas-microsoft-com:office:office"',
].join(' ');

/** A part that the text refers to, by the kind of relationship and its own name. */
export interface PartOfFile {
  kind: string;
  name: string;
  content: string;
}

/** A root element of a part, with the names that a Word file knows. */
export function part(root: string, content: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><w:${root} ${NAMESPACES}>${content}</w:${root}>`;
}

/** A Word file. The id of the relationship to a part is its name. */
export function wordFile({
  body,
  parts = [],
  main = 'word/document.xml',
}: {
  body: string;
  parts?: PartOfFile[];
  main?: string;
}): Uint8Array {
  const relationship = ({ kind, name }: { kind: string; name: string }, target: string) =>
    `<Relationship Id="${name}" Type="${OFFICE}/${kind}" Target="${target}"/>`;
  const list = (relationships: string[]) =>
    `<Relationships xmlns="${RELATIONSHIPS}">${relationships.join('')}</Relationships>`;
  const file = main.split('/').at(-1)!;
  const files = {
    '_rels/.rels': list([relationship({ kind: 'officeDocument', name: 'main' }, main)]),
    [`word/_rels/${file}.rels`]: list(parts.map((one) => relationship(one, one.name))),
    [main]: part('document', `<w:body>${body}</w:body>`),
    ...Object.fromEntries(parts.map(({ name, content }) => [`word/${name}`, content])),
  };
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, content]) => [name, strToU8(content)])));
}

/** Reads a Word file in this thread. */
export function readWord(file: Parameters<typeof wordFile>[0]): Promise<ReadText> {
  return readDocx(wordFile(file), { onProgress: () => {} });
}

/** A paragraph. @param properties What stands in its `pPr`. @param look What stands in the `rPr` of its run. */
export function p(text: string, { properties = '', look = '' } = {}): string {
  return `<w:p><w:pPr>${properties}</w:pPr>${r(text, look)}</w:p>`;
}

/** A run. */
export function r(text: string, look = ''): string {
  return `<w:r><w:rPr>${look}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
}

/** A paragraph of a list. */
export function item(text: string, { list = 1, level = 0, look = '' } = {}): string {
  const properties = `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr>`;
  return p(text, { properties, look });
}

/** A level of a list: its format and text, and other properties. */
export interface LevelOfFile {
  format?: string;
  text: string;
  start?: number;
  more?: string;
}

/** `numbering.xml`: kinds of lists with their levels, and lists by the number of their kind, with what they override. */
export function numbering(
  kinds: LevelOfFile[][],
  lists: { kind: number; overrides?: string }[] = kinds.map((_, kind) => ({ kind })),
): PartOfFile {
  const level = ({ format = 'decimal', text, start = 1, more = '' }: LevelOfFile, index: number) =>
    `<w:lvl w:ilvl="${index}"><w:start w:val="${start}"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`;
  const content = [
    ...kinds.map(
      (levels, index) => `<w:abstractNum w:abstractNumId="${index}">${levels.map(level).join('')}</w:abstractNum>`,
    ),
    ...lists.map(
      ({ kind, overrides = '' }, index) =>
        `<w:num w:numId="${index + 1}"><w:abstractNumId w:val="${kind}"/>${overrides}</w:num>`,
    ),
  ].join('');
  return { kind: 'numbering', name: 'numbering.xml', content: part('numbering', content) };
}
