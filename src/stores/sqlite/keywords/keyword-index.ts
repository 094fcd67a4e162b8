import { decodeTerms } from '../../terms-blob.ts';
import type { FrozenPostings } from './frozen-postings.ts';
import type { Keywords } from './keywords.ts';
import { createPostingLists } from './posting-lists.ts';

/** All that a keyword index holds but its terms, as it is saved. */
export interface SavedKeywords {
  keys: Float64Array;
  lengths: Uint16Array;
  counts: Uint32Array;
  postings: FrozenPostings;
}

/** An inverted index in memory: paragraphs are added at its end and removed in place; what is packed is never changed, only merged. */
export interface KeywordIndex extends Keywords {
  addTerms(terms: readonly string[]): void;
  /** @param terms As `encodeTerms` gives them. */
  addParagraph(paragraph: { key: number; length: number; terms: Uint8Array }): void;
  /** Removes the paragraphs with keys from `first` to `last`. */
  removeParagraphs(first: number, last: number): void;
  /** How many slots are of deleted paragraphs. */
  readonly deleted: number;
  /** Packs everything into one piece. */
  pack(): SavedKeywords;
}

/** Creates an index, from what was saved or empty. */
export function createKeywordIndex(saved?: SavedKeywords): KeywordIndex {
  const vocabulary = createTermCounts(saved?.counts);
  const paragraphs = createSlots(saved);
  const lists = createPostingLists(saved?.postings);
  return {
    terms: vocabulary.terms,
    keyOf: vocabulary.keyOf,
    occurs: (termKey) => vocabulary.countOf(termKey) > 0,
    countOf: vocabulary.countOf,
    addTerms: vocabulary.add,
    get slots() {
      return paragraphs.count;
    },
    get lengths() {
      return paragraphs.lengths;
    },
    paragraphKeyOf: paragraphs.keyOf,
    slotOf: paragraphs.slotOf,
    get paragraphCount() {
      return paragraphs.present;
    },
    get averageLength() {
      return paragraphs.present === 0 ? 0 : paragraphs.totalLength / paragraphs.present;
    },
    get deleted() {
      return paragraphs.count - paragraphs.present;
    },
    removeParagraphs: paragraphs.remove,
    read: lists.read,
    addParagraph({ key, length, terms }) {
      const slot = paragraphs.add(key, length);
      for (const [termKey, frequency] of decodeTerms(terms)) {
        vocabulary.count(termKey);
        lists.add(termKey, slot, frequency);
      }
      lists.endSlot(slot, vocabulary.terms.length);
    },
    pack() {
      const postings = lists.pack(vocabulary.terms.length);
      return { ...paragraphs.pack(), counts: vocabulary.pack(), postings };
    },
  };
}

/** Terms by their keys, and in how many paragraphs each occurs. */
function createTermCounts(saved: Uint32Array = new Uint32Array(1024)) {
  const terms: string[] = [];
  const keyOfTerm = new Map<string, number>();
  let counts = saved;
  return {
    terms,
    keyOf: (term: string) => keyOfTerm.get(term),
    countOf: (termKey: number) => counts[termKey] ?? 0,
    add(added: readonly string[]) {
      for (const term of added) {
        keyOfTerm.set(term, terms.length);
        terms.push(term);
      }
      if (terms.length > counts.length) counts = grown(counts, terms.length);
    },
    count(termKey: number) {
      counts[termKey]! += 1;
    },
    pack: () => counts.slice(0, terms.length),
  };
}

/** Paragraphs by their slots: key and length of each; keys ascend with slots. */
function createSlots(saved: SavedKeywords | undefined) {
  const slots = {
    keys: saved?.keys ?? new Float64Array(1024),
    /** 0 says that a paragraph was deleted: one without terms counts as one term long. */
    lengths: saved?.lengths ?? new Uint16Array(1024),
    count: saved?.postings.slots ?? 0,
    present: 0,
    totalLength: 0,
    keyOf: (slot: number) => slots.keys[slot]!,
    slotOf(paragraphKey: number) {
      const slot = slotFrom(slots, paragraphKey);
      const isThere = slot < slots.count && slots.keys[slot] === paragraphKey && slots.lengths[slot]! > 0;
      return isThere ? slot : undefined;
    },
    /** @returns The slot of the paragraph. */
    add(key: number, length: number) {
      const slot = slots.count;
      if (slot === slots.keys.length) {
        slots.keys = grown(slots.keys, slot + 1);
        slots.lengths = grown(slots.lengths, slot + 1);
      }
      slots.keys[slot] = key;
      slots.lengths[slot] = Math.min(Math.max(1, length), 65_535);
      slots.present += 1;
      slots.totalLength += slots.lengths[slot]!;
      slots.count += 1;
      return slot;
    },
    remove(first: number, last: number) {
      for (let slot = slotFrom(slots, first); slot < slots.count && slots.keys[slot]! <= last; slot += 1) {
        if (slots.lengths[slot] === 0) continue;
        slots.present -= 1;
        slots.totalLength -= slots.lengths[slot]!;
        slots.lengths[slot] = 0;
      }
    },
    pack: () => ({ keys: slots.keys.slice(0, slots.count), lengths: slots.lengths.slice(0, slots.count) }),
  };
  for (let slot = 0; slot < slots.count; slot += 1) {
    if (slots.lengths[slot]! > 0) slots.present += 1;
    slots.totalLength += slots.lengths[slot]!;
  }
  return slots;
}

/** The slot of a paragraph, or of the first one after it. */
function slotFrom({ keys, count }: { keys: Float64Array; count: number }, key: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (keys[middle]! < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

function grown<Numbers extends Float64Array | Uint16Array | Uint32Array>(numbers: Numbers, least: number): Numbers {
  const larger = new (numbers.constructor as new (length: number) => Numbers)(Math.max(least, numbers.length * 2));
  larger.set(numbers);
  return larger;
}
