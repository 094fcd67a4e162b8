import type { Document } from '../document.ts';

/** The result of reading a file. */
export interface ReadText extends Pick<Document, 'text' | 'paragraphs' | 'blocks' | 'omissions'> {
  /** The title the file itself carries, if any. */
  title: string | null;
}

/**
 * Reads a file of one format.
 *
 * @param options.onProgress Called whenever a part of the file has been read, to show that reading is not stuck.
 * @throws DOCUMENT_UNREADABLE without the file's name: the caller knows it.
 */
export type ReadFile = (bytes: Uint8Array, options: { onProgress: () => void }) => Promise<ReadText>;
