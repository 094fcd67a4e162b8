import path from 'node:path';
import { decodeText } from '../../canonical-text/decode-text.ts';
import { unzip } from '../epub/unzip.ts';
import { elementsBelow, elementsOf, parseXml, textIn, type XmlElement } from './parse-xml.ts';

/** A part that another one refers to. */
export interface Relationship {
  id: string;
  /** The last word of its type: `slideLayout`. */
  type: string;
  /** The path of the part. */
  target: string;
}

/** A file of Office: parts in XML that refer to each other. */
export interface Package {
  /** A part, `undefined` when the file does not have it. @throws DOCUMENT_UNREADABLE where it is damaged. */
  part(path: string): XmlElement | undefined;
  /** What a part refers to; '' is the package itself. */
  relationships(path: string): Relationship[];
  /** The title in its properties. */
  title(): string | null;
}

/** Opens a file of Office. @throws DOCUMENT_UNREADABLE when it is damaged or grows too much. */
export async function openPackage(bytes: Uint8Array): Promise<Package> {
  const files = await unzip(bytes, (name) => /\.(?:xml|rels)$/i.test(name));
  const parts = new Map<string, XmlElement>();
  const part = (name: string) => {
    const known = parts.get(name);
    const file = files.get(name);
    if (known || !file) return known;
    const parsed = parseXml(decodeText(file).text);
    parts.set(name, parsed);
    return parsed;
  };
  return {
    part,
    relationships(name) {
      const folder = path.posix.dirname(name);
      const list = part(path.posix.join(folder, '_rels', `${path.posix.basename(name)}.rels`));
      return list ? elementsOf(list, 'Relationship').map((one) => relationshipOf(one, folder)) : [];
    },
    title() {
      const properties = part('docProps/core.xml');
      return properties ? textIn(elementsBelow(properties, 'title')[0]) : null;
    },
  };
}

function relationshipOf({ attributes }: XmlElement, folder: string): Relationship {
  const { Id: id = '', Type: type = '', Target: target = '' } = attributes;
  const resolved = target.startsWith('/') ? target.slice(1) : path.posix.join(folder, target);
  return { id, type: path.posix.basename(type), target: resolved };
}
