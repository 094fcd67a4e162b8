import { reasonOf } from '../../../errors.ts';
import { onOneLine } from '../../document.ts';
import { unreadable } from '../../unreadable.ts';
import type { Format } from '../format-worker.ts';
import type { ReadText, TextDetails } from '../read-file.ts';
import { readInWorker } from '../read-in-worker.ts';
import { convertDoc } from './convert-doc.ts';
import { findConverter, PROGRAM_FOLDERS } from './find-converter.ts';

/** The first bytes of the container that old Word keeps its files in. */
const CONTAINER = Buffer.from('d0cf11e0a1b11ae1', 'hex');
/** What else is named .doc, by how it starts. */
const OTHERS: readonly [start: RegExp, format: Format][] = [
  [/^\s*\{\\rtf/, 'rtf'],
  [/^PK\p{Cc}\p{Cc}/u, 'docx'],
  [/^\s*(?:<!doctype html|<html)/i, 'html'],
];
const START_BYTES = 200;
const MAX_REASON_LENGTH = 160;

/**
 * Reads a file of old Word by converting it with a program of this machine.
 *
 * @param options.folders Where to look for programs.
 * @throws DOCUMENT_UNREADABLE also when there is no such program.
 */
export async function readDoc(
  bytes: Uint8Array,
  { folders = PROGRAM_FOLDERS }: { folders?: readonly string[] } = {},
): Promise<ReadText & TextDetails> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = buffer.toString('latin1', 0, START_BYTES).replace(/^ï»¿/, '');
  const other = OTHERS.find(([pattern]) => pattern.test(start));
  if (other) return readInWorker({ format: other[1], bytes });
  if (!buffer.subarray(0, CONTAINER.length).equals(CONTAINER)) {
    throw unreadable('it is no file of Word; save it as .docx');
  }
  const converter = await findConverter(folders);
  if (!converter) {
    throw unreadable(
      'the old format .doc needs a program that converts it; save it as .docx, or install LibreOffice or antiword',
    );
  }
  const { format, bytes: converted } = await convertDoc(bytes, converter).catch((cause: unknown) => {
    const reason = onOneLine(reasonOf(cause)).slice(0, MAX_REASON_LENGTH);
    throw unreadable(`${converter.kind} could not convert it (${reason}); save it as .docx, without a password`, cause);
  });
  return readInWorker({ format, bytes: converted });
}
