import { unreadable } from '../../../unreadable.ts';

/** The first bytes of the container of old Office files, which also holds encrypted new ones. */
const OLD_CONTAINER = Buffer.from('d0cf11e0a1b11ae1', 'hex');
/** The name of a stream in such a container. */
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le');
/** Files that are given the extension of another format, by how they start. */
const OTHER_FORMATS: readonly [start: RegExp, format: string, extension: string][] = [
  [/^\s*\{\\rtf/, 'RTF', '.rtf'],
  [/^\s*%PDF-/, 'PDF', '.pdf'],
  [/^\s*(?:<!doctype html|<html)/i, 'HTML', '.html'],
];
const START_BYTES = 200;

/** @throws DOCUMENT_UNREADABLE for files that only have the extension of a DOCX, which says what they are. */
export function refuseOtherFiles(bytes: Uint8Array): void {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.subarray(0, OLD_CONTAINER.length).equals(OLD_CONTAINER)) {
    throw buffer.includes(ENCRYPTED)
      ? unreadable('it is protected by a password; save it without one')
      : unreadable('it is an old .doc, not a DOCX; save it as .docx');
  }
  const start = buffer.toString('latin1', 0, START_BYTES).replace(/^ï»¿/, '');
  const other = OTHER_FORMATS.find(([pattern]) => pattern.test(start));
  if (other) throw unreadable(`it is ${other[1]}, not a DOCX; save it as .docx or name it ${other[2]}`);
}
