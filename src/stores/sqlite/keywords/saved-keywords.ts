import { open, readFile } from 'node:fs/promises';
import { z } from 'zod';
import { readDescription, savedFileOf, savedFileSchema, saveFile } from '../saved-file.ts';
import type { SavedKeywords } from './keyword-index.ts';

const FILE = 'keywords.json';

const savedSchema = savedFileSchema.extend({
  model: z.string(),
  compaction: z.number(),
  generation: z.number(),
  lastKey: z.number(),
  lastTerm: z.string().nullable(),
  slots: z.number(),
  /** Bytes of each part, in the order they stand in the file. */
  parts: z.tuple([z.number(), z.number(), z.number(), z.number(), z.number(), z.number()]),
});
type SavedDescription = z.infer<typeof savedSchema>;

/** A keyword index, and the state of the store it was made from. */
export interface KeywordsOfStore {
  model: string;
  compaction: number;
  generation: number;
  /** Paragraphs up to this key are in. */
  lastKey: number;
  /** The term with the highest key. */
  lastTerm: string | null;
  keywords: SavedKeywords;
}

/** Describes what was saved; null when it is missing, of before the last compaction, newer than the store, or of another model. */
export async function describeSavedKeywords(
  directory: string,
  { model, generation, compaction }: { model: string; generation: number; compaction: number },
): Promise<SavedDescription | null> {
  const saved = await readDescription(directory, FILE, savedSchema);
  const isFit = saved?.model === model && saved.compaction === compaction && saved.generation <= generation;
  return isFit ? saved : null;
}

/** Loads what was saved, or null when it is missing, damaged, or does not fit. */
export async function loadKeywords(
  directory: string,
  expected: { model: string; generation: number; compaction: number },
): Promise<KeywordsOfStore | null> {
  const saved = await describeSavedKeywords(directory, expected);
  if (saved === null) return null;
  const file = await savedFileOf(directory, saved);
  const bytes = file && (await readFile(file).catch(() => null));
  if (!bytes || !isWhole(saved, bytes.length)) return null;
  let at = 0;
  /** Copied: the parts are not aligned, and the whole would be kept alive by any of them. */
  const [keys, lengths, counts, offsets, lastSlots, packed] = saved.parts.map((length) => {
    const part = new Uint8Array(bytes.subarray(at, at + length));
    at += length;
    return part;
  }) as [Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array];
  return {
    ...saved,
    keywords: {
      keys: new Float64Array(keys.buffer),
      lengths: new Uint16Array(lengths.buffer),
      counts: new Uint32Array(counts.buffer),
      postings: {
        firstSlot: 0,
        slots: saved.slots,
        offsets: new Uint32Array(offsets.buffer),
        lastSlots: new Uint32Array(lastSlots.buffer),
        bytes: packed,
      },
    },
  };
}

/** Saves an index: to a new file first, and the description names it last. */
export async function saveKeywords(directory: string, of: KeywordsOfStore): Promise<void> {
  const { keys, lengths, counts, postings } = of.keywords;
  const parts = [keys, lengths, counts, postings.offsets, postings.lastSlots, postings.bytes].map(
    ({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength),
  );
  const { keywords: _, ...state } = of;
  const bytesOfParts = parts.map(({ byteLength }) => byteLength) as SavedDescription['parts'];
  const details: Omit<SavedDescription, 'file' | 'sha256'> = { ...state, slots: postings.slots, parts: bytesOfParts };
  await saveFile(
    { directory, name: 'keywords', extension: 'bin', description: FILE },
    { write: (file) => writeParts(file, parts), details },
  );
}

async function writeParts(file: string, parts: Uint8Array[]): Promise<void> {
  const handle = await open(file, 'w');
  try {
    for (const part of parts) await handle.writeFile(part);
  } finally {
    await handle.close();
  }
}

/** Whether the parts are as long as they say of each other. */
function isWhole({ slots, parts }: SavedDescription, fileLength: number): boolean {
  const [keys, lengths, counts, offsets, lastSlots, packed] = parts;
  return (
    keys === slots * Float64Array.BYTES_PER_ELEMENT &&
    lengths === slots * Uint16Array.BYTES_PER_ELEMENT &&
    counts % Uint32Array.BYTES_PER_ELEMENT === 0 &&
    lastSlots % Uint32Array.BYTES_PER_ELEMENT === 0 &&
    offsets === lastSlots + Uint32Array.BYTES_PER_ELEMENT &&
    keys + lengths + counts + offsets + lastSlots + packed === fileLength
  );
}
