import type { Vocabulary } from '../../paragraph-search.ts';
import type { Postings } from '../../terms-blob.ts';

/** Keys of paragraphs from `first` to `last`, such as those of one document. */
export interface KeyRange {
  first: number;
  last: number;
}

/** The words of all paragraphs, in memory. */
export interface Keywords extends Vocabulary {
  /** How many slots there are; some are of deleted paragraphs. */
  readonly slots: number;
  /** How many terms the paragraph in each slot has; 0 when it was deleted. */
  readonly lengths: Uint16Array;
  paragraphKeyOf(slot: number): number;
  slotOf(paragraphKey: number): number | undefined;
  readonly paragraphCount: number;
  /** How many terms a paragraph has on average. */
  readonly averageLength: number;
  /** In how many paragraphs a term occurs, with those that were deleted and not compacted yet. */
  countOf(termKey: number): number;
  /** Writes the `countOf(termKey)` postings of a term into `postings`, in the order of the slots, those of deleted paragraphs among them. */
  read(termKey: number, postings: Postings): void;
}
