import path from 'node:path';
import { decodeText } from '../../../canonical-text/decode-text.ts';
import { unreadable } from '../../../unreadable.ts';
import { unzip } from '../../epub/unzip.ts';
import { elementsOf, parseXml, type XmlElement } from './xml-element.ts';

/** Parts with text; pictures, fonts and other documents inside stay packed. */
const WANTED = /\.(?:xml|rels|x?html?|txt)$/i;
const UNWANTED = /(?:^|\/)(?:theme|customXml|glossary|embeddings|charts|diagrams)\//i;
const RELATIONSHIPS_OF_PACKAGE = '';
const USUAL_MAIN_PART = 'word/document.xml';

/** A part of the package, and what it refers to. */
export interface Part {
  name: string;
  text(): string;
  /** The part with the id of a relationship; undefined when it is not in the package. */
  partAt(id: string | undefined): Part | undefined;
  /** The name that a relationship gives, whether or not there is such a part. */
  targetAt(id: string | undefined): string | undefined;
  /** The first part that has this kind of relationship to it, such as `numbering`. */
  partOf(kind: string): Part | undefined;
}

/** The parts of a Word file that are read. */
export interface WordPackage {
  main: Part;
  /** Title and the like. */
  properties: Part | undefined;
}

/**
 * Opens a package by its relationships, since its parts may have any name.
 *
 * @throws DOCUMENT_UNREADABLE when it is damaged or has no main part.
 */
export async function openPackage(bytes: Uint8Array): Promise<WordPackage> {
  const unpacked = await unzip(bytes, (name) => WANTED.test(name) && !UNWANTED.test(name));
  const files = new Map([...unpacked].map(([name, content]) => [name.replaceAll('\\', '/').toLowerCase(), content]));
  const root = partAt(files, RELATIONSHIPS_OF_PACKAGE);
  const main =
    root.partOf('officeDocument') ?? (files.has(USUAL_MAIN_PART) ? partAt(files, USUAL_MAIN_PART) : undefined);
  if (!main) throw unreadable('it has no text of a DOCX inside; save it again as .docx');
  return { main, properties: root.partOf('core-properties') };
}

interface Relationship {
  id: string;
  kind: string;
  target: string;
}

function partAt(files: ReadonlyMap<string, Buffer>, name: string): Part {
  let relationships: Relationship[] | undefined;
  const targets = (isMeant: (relationship: Relationship) => boolean) => {
    relationships ??= relationshipsOf(files, name);
    return relationships.filter(isMeant).map(({ target }) => target);
  };
  const related = (isMeant: (relationship: Relationship) => boolean) => {
    const found = targets(isMeant).find((target) => files.has(target.toLowerCase()));
    return found === undefined ? undefined : partAt(files, found);
  };
  return {
    name,
    text: () => decodeText(files.get(name.toLowerCase())!).text,
    targetAt: (id) => targets((relationship) => relationship.id === id)[0],
    partAt: (id) => related((relationship) => relationship.id === id),
    partOf: (kind) => related((relationship) => relationship.kind === kind),
  };
}

function relationshipsOf(files: ReadonlyMap<string, Buffer>, name: string): Relationship[] {
  const folder = path.posix.dirname(name);
  const file = files.get(path.posix.join(folder, '_rels', `${path.posix.basename(name)}.rels`).toLowerCase());
  if (!file) return [];
  return elementsOf(parseXml(decodeText(file).text)).flatMap(({ attributes }: XmlElement) => {
    const { Id: id = '', Type: type = '', Target: target = '', TargetMode: mode } = attributes;
    if (mode === 'External') return [];
    const whole = target.startsWith('/') ? target.slice(1) : path.posix.join(folder, target);
    return [{ id, kind: path.posix.basename(type), target: whole }];
  });
}
