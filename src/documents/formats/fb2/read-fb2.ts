import { composeText } from '../../canonical-text/compose-text.ts';
import { decodeText } from '../../canonical-text/decode-text.ts';
import { titleOf } from '../../canonical-text/title.ts';
import { unreadable } from '../../unreadable.ts';
import { unzip } from '../epub/unzip.ts';
import type { ReadFile } from '../read-file.ts';
import { elementAt, parseXml, textIn } from '../xml/parse-xml.ts';
import { bookBlocks } from './book-blocks.ts';

const ENCODING = /^[^<]*<\?xml[^>]*?encoding\s*=\s*["']([\w-]+)/;
const HEAD_BYTES = 200;

/** Reads an FB2, also in a zip archive: sections as headings, notes at their marks, lines of verses kept. */
export const readFb2: ReadFile = async (bytes, { onProgress }) => {
  const book = await unpacked(bytes);
  const [, declared] = ENCODING.exec(new TextDecoder('latin1').decode(book.subarray(0, HEAD_BYTES))) ?? [];
  const { text, omissions } = decodeText(book, { declared });
  const root = parseXml(text);
  onProgress();
  if (root.name !== 'FictionBook') throw unreadable('it holds no FictionBook; save it again as .fb2');
  const blocks = bookBlocks(root);
  const named = textIn(elementAt(root, 'description', 'title-info', 'book-title'));
  const title = titleOf({ metadata: named, blocks });
  return { ...composeText(blocks, { title }), title, omissions };
};

async function unpacked(bytes: Uint8Array): Promise<Uint8Array> {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return bytes;
  const [book] = (await unzip(bytes, (name) => /\.fb2$/i.test(name))).values();
  if (!book) throw unreadable('it has no .fb2 inside; put the book itself here');
  return book;
}
