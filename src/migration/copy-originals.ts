import { createHash } from 'node:crypto';
import type { KeptOriginal } from '../stores/index-writer.ts';
import type { ParagraphStore } from '../stores/paragraph-store.ts';

interface Stores {
  from: ParagraphStore;
  to: ParagraphStore;
}

/** The kept files of documents, to be written with them; each is read when it is written. */
export async function originalsOf(from: ParagraphStore, ids: readonly string[]): Promise<Map<string, KeptOriginal>> {
  const originals = new Map<string, KeptOriginal>();
  for (const id of ids) {
    const kept = await from.original(id);
    if (kept) originals.set(id, { name: kept.name, sha256: kept.sha256, read: () => readWhole(from, id) });
  }
  return originals;
}

/** Whether two stores keep the same of a document's file, by what they say of it; its bytes are compared by `originalDiffers`. */
export async function isSameOriginal({ from, to }: Stores, id: string): Promise<boolean> {
  const [given, copy] = await Promise.all([from.original(id), to.original(id)]);
  return given?.sha256 === copy?.sha256 && given?.name === copy?.name && given?.size === copy?.size;
}

/** Whether the copy of a document's file is another one, byte for byte. */
export async function originalDiffers(stores: Stores, id: string): Promise<boolean> {
  if (!(await isSameOriginal(stores, id))) return true;
  const copy = await stores.to.original(id);
  if (copy === null) return false;
  const bytes = await readWhole(stores.to, id);
  return createHash('sha256').update(bytes).digest('hex') !== copy.sha256;
}

async function readWhole(store: ParagraphStore, id: string): Promise<Uint8Array> {
  const kept = await store.original(id);
  const bytes = kept && (await store.originalBytes(id, { sha256: kept.sha256, start: 0, end: kept.size }));
  if (!bytes) throw new Error(`the file of "${id}" was removed meanwhile`);
  return bytes;
}
