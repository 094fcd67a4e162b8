import { createHash, randomUUID } from 'node:crypto';
import { open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { SavedKeywords } from './keyword-index.ts';

const FILE = 'keywords.json';

const savedSchema = z.object({
  model: z.string(),
  compaction: z.number(),
  generation: z.number(),
  lastKey: z.number(),
  lastTerm: z.string().nullable(),
  slots: z.number(),
  /** Bytes of each part, in the order they stand in the file. */
  parts: z.tuple([z.number(), z.number(), z.number(), z.number(), z.number(), z.number()]),
  file: z.string(),
  sha256: z.string(),
});

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

/** Tells of what was saved, or null when it is missing, of before the last compaction, newer than the store, or of another model. */
export async function describeSavedKeywords(
  directory: string,
  { model, generation, compaction }: { model: string; generation: number; compaction: number },
): Promise<z.infer<typeof savedSchema> | null> {
  const json = await readFile(path.join(directory, FILE), 'utf8').catch(() => '{}');
  const saved = savedSchema.safeParse(parseJson(json)).data;
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
  const bytes = await readFile(path.join(directory, path.basename(saved.file))).catch(() => null);
  if (bytes === null || !isWhole(saved, bytes.length) || sha256Of([bytes]) !== saved.sha256) return null;
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
  const file = `keywords-${randomUUID()}.bin`;
  const description: z.infer<typeof savedSchema> = {
    model: of.model,
    compaction: of.compaction,
    generation: of.generation,
    lastKey: of.lastKey,
    lastTerm: of.lastTerm,
    slots: postings.slots,
    parts: parts.map(({ byteLength }) => byteLength) as z.infer<typeof savedSchema>['parts'],
    file,
    sha256: sha256Of(parts),
  };
  const [whole, beside] = [path.join(directory, file), path.join(directory, `${file}.json`)];
  try {
    const handle = await open(whole, 'w');
    try {
      for (const part of parts) await handle.writeFile(part);
    } finally {
      await handle.close();
    }
    await writeFile(beside, JSON.stringify(description));
    await rename(beside, path.join(directory, FILE));
  } catch (error) {
    // On a full disk half a file is in the way of everything else.
    await Promise.all([rm(whole, { force: true }), rm(beside, { force: true })]);
    throw error;
  }
  const superseded = (await readdir(directory)).filter(
    (name) => /^keywords-.*\.bin(\.json)?$/.test(name) && name !== file,
  );
  await Promise.all(superseded.map((name) => rm(path.join(directory, name), { force: true })));
}

/** Whether the parts are as long as they say of each other. */
function isWhole({ slots, parts }: z.infer<typeof savedSchema>, fileLength: number): boolean {
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

function sha256Of(parts: Uint8Array[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
