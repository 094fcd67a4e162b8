import { extensionOf } from '../documents/extension-of.ts';
import { isTemporaryFile, READABLE_EXTENSIONS } from '../documents/read-documents.ts';
import { PilcrowError } from '../errors.ts';

/** Bytes of a name without its extension: the longest names that file systems take have 255, and a sidecar's is longer than its document's. */
const MAX_BYTES = 200;
/** Names that Windows keeps for devices, whatever their extension. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

/**
 * The name a file of a client gets in the documents folder: its last part alone, without what file systems, terminals or readers of names
 * could take for something else. Letters of all languages stay.
 *
 * @throws DOCUMENT_REFUSED when nothing is left of it, or no reader is for it.
 */
export function fileNameFrom(given: string): string {
  const visible = given
    .normalize('NFC')
    // Controls, marks that turn the direction of writing, lone surrogates.
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '');
  const last = visible
    .split(/[/\\]/)
    .at(-1)!
    .replace(/[<>:"|?*]/g, '-')
    .replace(/\s+/gu, ' ');
  const extension = extensionOf(last).toLowerCase();
  const stem = last
    .slice(0, last.length - extension.length)
    .replace(/^[\s.]+|(?<![\s.])[\s.]+$/gu, '')
    .replace(RESERVED, '_$&');
  if (stem === '') throw refused(given, 'nothing of its name can be kept; rename it');
  if (!READABLE_EXTENSIONS.includes(extension)) {
    throw refused(given, `this format is not supported; convert it to one of ${READABLE_EXTENSIONS.join(', ')}`);
  }
  const name = shortened(stem) + extension;
  if (isTemporaryFile(name))
    throw refused(given, 'it is a temporary file of another program; send the document itself');
  return name;
}

/** The path of a file without the extension of its format. */
export function stemOf(file: string): string {
  const extension = extensionOf(file);
  return READABLE_EXTENSIONS.includes(extension.toLowerCase()) ? file.slice(0, -extension.length) : file;
}

/** The error for a file that is not put in place. @param state What is wrong, and what to do. */
export function refused(file: string, state: string, cause?: unknown): PilcrowError {
  return new PilcrowError('DOCUMENT_REFUSED', `Cannot add "${file.slice(0, MAX_BYTES)}": ${state}`, { cause });
}

function shortened(stem: string): string {
  let [kept, bytes] = ['', 0];
  for (const character of stem) {
    bytes += Buffer.byteLength(character);
    if (bytes > MAX_BYTES) break;
    kept += character;
  }
  return kept.replace(/[\s.]+$/u, '');
}
