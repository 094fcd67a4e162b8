import { createHash } from 'node:crypto';
import path from 'node:path';
import { fileNameFrom } from '../file-names.ts';

const PAGE_EXTENSION = /\.(?:html?|xhtml)$/i;
const DIGITS_OF_HASH = 8;

/**
 * The file that a page is kept in: a folder for its host, in it the path and query of its address as a name.
 *
 * @param isTaken Whether a file is that of another page, or of another document.
 */
export function pageFile(address: string, isTaken: (file: string) => boolean): string {
  const { host, pathname, search } = new URL(address);
  const parts = pathname.split('/').filter((part) => part !== '');
  const stem = [...parts, ...(pathname.endsWith('/') ? ['index'] : [])].map(decoded).join('--');
  const name = `${stem.replace(PAGE_EXTENSION, '')}${decoded(search).replace('?', '-')}`.replace(/^[.~$\s]+/, '');
  const file = (stemOfName: string) =>
    path.join(folderOf(host), fileNameFrom(`${stemOfName.replace(/[/\\]/g, '-')}.html`));
  const hash = createHash('sha256').update(address).digest('hex').slice(0, DIGITS_OF_HASH);
  const plain = /\p{L}|\p{N}/u.test(name) ? file(name) : file(hash);
  // Its beginning: the end of a long name is cut off.
  return isTaken(plain) ? file(`${hash}-${name}`) : plain;
}

/** Ports are part of a host; a colon is part of no file name. */
function folderOf(host: string): string {
  return host.replace(/[^a-z\d.-]+/gi, '-').replace(/^[.-]+/, '');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
