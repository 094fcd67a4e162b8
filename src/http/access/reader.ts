import type { Request } from 'express';
import type { TagLists } from '../../documents/tags.ts';

/** Who asks and reads, as far as a request says. */
export interface Reader {
  /** Whose the conversations are; undefined for a reader without a name. */
  owner?: string | undefined;
  /** What this reader sees: documents with a tag of each of these lists. */
  readable: TagLists;
}

/** A reader without a name, who sees everything. */
export const ANYONE: Reader = { readable: [] };

/** A reader with a name. Who may read other documents than before begins other conversations. @param options.tags Null: all documents. */
export function readerNamed(
  name: string,
  { by, tags }: { by: 'key' | 'proxy' | 'assistant'; tags: readonly string[] | null },
): Reader {
  return { owner: JSON.stringify([by, name, tags && [...tags].sort()]), readable: tags === null ? [] : [tags] };
}

/** Whether a reader sees only some of the documents. */
export function isRestricted({ readable }: Reader): boolean {
  return readable.length > 0;
}

/** What a request may do. */
export interface Admission {
  reader: Reader;
  /** Whether it brings the key of an assistant, or may do without. */
  opens: (assistant: string) => boolean;
}

/** Finds out whose request it is; null where it says nothing that lets its sender read. @throws FORBIDDEN for a name that may not */
export type FindReader = (request: Request) => Admission | null;
