import type { Paragraph } from '../document.ts';

/** What a reader makes of a file's bytes. */
export interface ReadText {
  /** The canonical text. */
  text: string;
  paragraphs: Paragraph[];
  /** The title the file itself carries, if any. */
  title: string | null;
}

/**
 * Reads a file of one format.
 *
 * @param options.onProgress Called whenever a part of the file has been read: it is not stuck.
 * @throws DOCUMENT_UNREADABLE without the file's name: the caller knows it.
 */
export type ReadFile = (bytes: Uint8Array, options: { onProgress: () => void }) => Promise<ReadText>;
