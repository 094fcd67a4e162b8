import type { Document } from '../document.ts';
import type { RecognisePages } from '../recognition/recognised-page.ts';

/** The result of reading a file. */
export interface ReadText extends Pick<Document, 'text' | 'paragraphs' | 'blocks' | 'omissions' | 'positions'> {
  /** The title the file itself carries, if any. */
  title: string | null;
  /** Where it is on the web, by the file itself: `isPageAddress`. */
  url?: string | null;
}

/** What the text of a file says of itself. */
export interface TextDetails extends Pick<Document, 'language' | 'act'> {}

/** What a reader is given beside the bytes. */
export interface ReadFileOptions {
  /** Called whenever a part of the file has been read, to show that reading is not stuck. */
  onProgress: () => void;
  /** Recognises text in pages that are pictures; left out where that is switched off or cannot be done. */
  recognise?: RecognisePages | undefined;
}

/**
 * Reads a file of one format.
 *
 * @throws DOCUMENT_UNREADABLE without the file's name: the caller knows it.
 */
export type ReadFile = (bytes: Uint8Array, options: ReadFileOptions) => Promise<ReadText>;
