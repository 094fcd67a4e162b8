import yauzl from 'yauzl';
import { PilcrowError, reasonOf } from '../../../errors.ts';
import { unreadable } from '../../unreadable.ts';

const MAX_ENTRIES = 10_000;
/** Unpacked bytes of all wanted files: a long book has 5 MB of text. */
const MAX_BYTES = 100_000_000;
/** Ratio of unpacked to packed bytes, checked from so many unpacked bytes on: text has 30, tables of blanks 100. */
const MAX_RATIO = 250;
const BYTES_BEFORE_RATIO = 5_000_000;

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
    const archive = await yauzl.fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
      lazyEntries: true,
      autoClose: false,
    });
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

function tooMuch(state: string) {
  return unreadable(`${state} when it is unpacked; save it again with the program it comes from, or split it`);
}
