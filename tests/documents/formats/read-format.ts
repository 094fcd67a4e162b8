import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Document } from '../../../src/documents/document.ts';
import { readDocumentFile } from '../../../src/documents/read-documents.ts';
import { PilcrowError } from '../../../src/errors.ts';
import { temporaryDirectory, writeFiles } from '../../support/temporary-directory.ts';

const SAMPLES = path.join(import.meta.dirname, '..', 'samples');

/** Reads a file of `tests/documents/samples`, as the index does. */
export function readSample(file: string): Promise<Document> {
  return readDocumentFile(SAMPLES, file, { maxBytes: 1_000_000 });
}

export function sampleBytes(file: string): Uint8Array {
  return new Uint8Array(readFileSync(path.join(SAMPLES, file)));
}

/** Reads bytes under a name. */
export function readBytes(name: string, bytes: Uint8Array | string): Promise<Document> {
  const directory = writeFiles(temporaryDirectory(), { [name]: Buffer.from(bytes) });
  return readDocumentFile(directory, name, { maxBytes: 10_000_000 });
}

/** Why a file cannot be read. */
export async function refusalOf(name: string, bytes: Uint8Array | string): Promise<string> {
  try {
    await readBytes(name, bytes);
  } catch (error) {
    assert.ok(error instanceof PilcrowError, `${name}: ${error}`);
    assert.equal(error.code, 'DOCUMENT_UNREADABLE');
    return error.message;
  }
  assert.fail(`${name} was read`);
}

/** The headings that the paragraph with a text stands under, and its page. */
export function placeOf(
  { text, paragraphs }: Document,
  words: string,
): { heading: string | null; page: number | null } {
  const found = paragraphs.find(({ start, end }) => text.slice(start, end).includes(words));
  assert.ok(found, `no paragraph has "${words}"`);
  return { heading: found.heading, page: found.page };
}

/** The rows of all tables as lines, those of a header marked with `#`. */
export function tableLines({ text, blocks }: Document): string[] {
  return blocks.flatMap((block) =>
    block.kind === 'table'
      ? block.rows.map(({ start, end, isHeader }) => (isHeader ? '# ' : '') + text.slice(start, end))
      : [],
  );
}
