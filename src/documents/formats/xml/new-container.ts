import { unreadable } from '../../unreadable.ts';

/** The first bytes of the container of old Office files, which also holds encrypted new ones. */
const OLD_CONTAINER = Buffer.from('d0cf11e0a1b11ae1', 'hex');

/** @throws DOCUMENT_UNREADABLE for a file in the container of old Office files. @param extension That the file should have. */
export function requireNewContainer(bytes: Uint8Array, extension: string): void {
  if (OLD_CONTAINER.equals(bytes.subarray(0, OLD_CONTAINER.length))) {
    throw unreadable(`it is protected by a password, or of an old kind; save it as ${extension} without a password`);
  }
}
