import yauzl from 'yauzl';
import { PilcrowError, reasonOf } from '../../../errors.ts';
import { unreadable } from '../../unreadable.ts';

const MAX_ENTRIES = 10_000;
/** Unpacked bytes of all wanted files: a long book has 5 MB of text. */
const MAX_BYTES = 100_000_000;
/** Ratio of unpacked to packed bytes, checked from so many unpacked bytes on: text has 30, tables of blanks 100. */
const MAX_RATIO = 250;
const BYTES_BEFORE_RATIO = 5_000_000;
/** How the directory of an archive and the record behind it start, and where that record says how long the directory is and where it starts. */
const DIRECTORY = Buffer.from('PK\u0001\u0002');
const END = Buffer.from('PK\u0005\u0006');
const END_BYTES = 22;
const DIRECTORY_SIZE = 12;
const DIRECTORY_OFFSET = 16;
const COMMENT_LENGTH_BYTES = 2;

/**
 * Unpacks the files of a zip archive that are wanted. The limits apply to the unpacked bytes, not to the sizes that the archive claims.
 *
 * @throws DOCUMENT_UNREADABLE when it is damaged, too large, or a zip bomb.
 */
export async function unzip(
  bytes: Uint8Array,
  isWanted: (name: string) => boolean,
): Promise<Map<string, Buffer<ArrayBuffer>>> {
  const files = new Map<string, Buffer<ArrayBuffer>>();
  let total = 0;
  try {
    const archive = await yauzl.fromBufferPromise(archiveIn(bytes), { lazyEntries: true, autoClose: false });
    let entries = 0;
    for await (const entry of archive.eachEntry()) {
      entries += 1;
      if (entries > MAX_ENTRIES) throw tooMuch(`it has more than ${MAX_ENTRIES} files inside`);
      if (!isWanted(entry.fileName) || files.has(entry.fileName)) continue;
      const chunks: Buffer[] = [];
      let length = 0;
      for await (const chunk of (await archive.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
        length += chunk.length;
        total += chunk.length;
        if (total > MAX_BYTES) throw tooMuch(`its text has more than ${MAX_BYTES / 1_000_000} MB`);
        if (length > BYTES_BEFORE_RATIO && length > entry.compressedSize * MAX_RATIO) {
          throw tooMuch(`"${entry.fileName}" inside it grows more than ${MAX_RATIO}-fold`);
        }
        chunks.push(chunk);
      }
      files.set(entry.fileName, Buffer.concat(chunks));
    }
  } catch (error) {
    if (error instanceof PilcrowError) throw error;
    throw unreadable(`it is damaged (${reasonOf(error)}); save it again with the program it comes from`, error);
  }
  return files;
}

/** The archive without bytes before and behind it, such as a line break or the head of a message, which are no damage. */
function archiveIn(bytes: Uint8Array): Buffer {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let end = buffer.lastIndexOf(END); end !== -1; end = end === 0 ? -1 : buffer.lastIndexOf(END, end - 1)) {
    if (end + END_BYTES > buffer.length) continue;
    const directory = end - buffer.readUInt32LE(end + DIRECTORY_SIZE);
    const start = directory - buffer.readUInt32LE(end + DIRECTORY_OFFSET);
    if (start < 0 || !buffer.subarray(directory).subarray(0, DIRECTORY.length).equals(DIRECTORY)) continue;
    if (start === 0 && end + END_BYTES === buffer.length) return buffer;
    const archive = Buffer.from(buffer.subarray(start, end + END_BYTES));
    archive.writeUInt16LE(0, archive.length - COMMENT_LENGTH_BYTES);
    return archive;
  }
  return buffer;
}

function tooMuch(state: string) {
  return unreadable(`${state} when it is unpacked; save it again with the program it comes from, or split it`);
}
