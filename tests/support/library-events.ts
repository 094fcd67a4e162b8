import type { DocumentLibrary } from '../../src/library/library.ts';
import type { ParagraphStore } from '../../src/stores/paragraph-store.ts';

export const RULES = 'Правила\n\nЗал открыт до девяти.';
export const GARDEN = 'Сад музея\n\nСад открыт с мая по сентябрь.';

/** Documents that can be changed, wherever they are kept. Files of more than 100,000 bytes are too large. */
export interface OpenLibrary {
  library: DocumentLibrary;
  store: ParagraphStore;
  /** What is left of files that were received, and not put in place. */
  received(): string[];
}
