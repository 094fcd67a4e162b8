import {
  type FrozenPostings,
  freezePostings,
  type LoosePostings,
  mergePostings,
  readFrozen,
} from './frozen-postings.ts';
import type { Keywords } from './keywords.ts';
import { decodeTerms } from './terms-blob.ts';

/** Paragraphs whose postings are packed together. */
const PARAGRAPHS_LOOSE = 16_384;

/** All that a keyword index holds but its terms, as it is saved. */
export interface SavedKeywords {
  keys: Float64Array;
  lengths: Uint16Array;
  counts: Uint32Array;
  postings: FrozenPostings;
}

/** An inverted index in memory: paragraphs are added at its end and forgotten in place; what is packed is never changed, only merged. */
export interface KeywordIndex extends Keywords {
  addTerms(terms: readonly string[]): void;
  /** @param terms As `encodeTerms` gives them. */
  addParagraph(paragraph: { key: number; length: number; terms: Uint8Array }): void;
  /** Forgets the paragraphs with keys from `first` to `last`. */
  forget(first: number, last: number): void;
  /** How many slots are of paragraphs that are gone. */
  readonly gone: number;
  /** Packs everything into one piece. */
  pack(): SavedKeywords;
}

/** Creates an index, from what was saved or empty. */
export function createKeywordIndex(saved?: SavedKeywords): KeywordIndex {
  const terms: string[] = [];
  const keyOfTerm = new Map<string, number>();
  let keys = saved?.keys ?? new Float64Array(1024);
  let lengths = saved?.lengths ?? new Uint16Array(1024);
  let counts = saved?.counts ?? new Uint32Array(1024);
  let slots = saved?.postings.slots ?? 0;
  const frozen: FrozenPostings[] = saved ? [saved.postings] : [];
  let loose: LoosePostings = new Map();
  let firstLoose = slots;
  let paragraphCount = 0;
  let totalLength = 0;
  for (let slot = 0; slot < slots; slot += 1) {
    if (lengths[slot]! > 0) paragraphCount += 1;
    totalLength += lengths[slot]!;
  }

  const freeze = () => {
    if (slots === firstLoose) return;
    frozen.push(freezePostings(loose, { firstSlot: firstLoose, slots: slots - firstLoose, termCount: terms.length }));
    loose = new Map();
    firstLoose = slots;
  };
  const mergeLast = () => {
    const after = frozen.pop()!;
    frozen.push(mergePostings(frozen.pop()!, after));
  };
  /** The slot of a paragraph, or of the first one after it: keys ascend with slots. */
  const slotFrom = (key: number) => {
    let low = 0;
    let high = slots;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (keys[middle]! < key) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  return {
    terms,
    keyOf: (term) => keyOfTerm.get(term),
    get slots() {
      return slots;
    },
    get lengths() {
      return lengths;
    },
    paragraphKeyOf: (slot) => keys[slot]!,
    slotOf(paragraphKey) {
      const slot = slotFrom(paragraphKey);
      return slot < slots && keys[slot] === paragraphKey && lengths[slot]! > 0 ? slot : undefined;
    },
    get paragraphCount() {
      return paragraphCount;
    },
    get averageLength() {
      return paragraphCount === 0 ? 0 : totalLength / paragraphCount;
    },
    get gone() {
      return slots - paragraphCount;
    },
    occurs: (termKey) => counts[termKey]! > 0,
    countOf: (termKey) => counts[termKey] ?? 0,
    read(termKey, postings) {
      let at = 0;
      for (const piece of frozen) at = readFrozen(piece, termKey, { postings, at });
      const own = loose.get(termKey) ?? [];
      for (let index = 0; index < own.length; index += 2) {
        postings.slots[at] = own[index]!;
        postings.frequencies[at] = own[index + 1]!;
        at += 1;
      }
    },
    addTerms(added) {
      for (const term of added) {
        keyOfTerm.set(term, terms.length);
        terms.push(term);
      }
      if (terms.length > counts.length) counts = grown(counts, terms.length);
    },
    addParagraph({ key, length, terms: encoded }) {
      if (slots === keys.length) {
        keys = grown(keys, slots + 1);
        lengths = grown(lengths, slots + 1);
      }
      keys[slots] = key;
      // 0 says that a paragraph is gone: one without terms counts as one term long.
      lengths[slots] = Math.min(Math.max(1, length), 65_535);
      for (const [termKey, frequency] of decodeTerms(encoded)) {
        counts[termKey]! += 1;
        const postings = loose.get(termKey);
        if (postings) postings.push(slots, frequency);
        else loose.set(termKey, [slots, frequency]);
      }
      paragraphCount += 1;
      totalLength += lengths[slots]!;
      slots += 1;
      if (slots - firstLoose < PARAGRAPHS_LOOSE) return;
      freeze();
      // As in a binary counter: each posting is copied a logarithmic number of times.
      while (frozen.length > 1 && frozen.at(-1)!.slots * 2 > frozen.at(-2)!.slots) mergeLast();
    },
    forget(first, last) {
      for (let slot = slotFrom(first); slot < slots && keys[slot]! <= last; slot += 1) {
        if (lengths[slot] === 0) continue;
        paragraphCount -= 1;
        totalLength -= lengths[slot]!;
        lengths[slot] = 0;
      }
    },
    pack() {
      freeze();
      while (frozen.length > 1) mergeLast();
      const empty = {
        firstSlot: 0,
        slots: 0,
        offsets: new Uint32Array(1),
        lastSlots: new Uint32Array(0),
        bytes: new Uint8Array(0),
      };
      const postings = frozen[0] ?? empty;
      return {
        keys: keys.slice(0, slots),
        lengths: lengths.slice(0, slots),
        counts: counts.slice(0, terms.length),
        postings,
      };
    },
  };
}

function grown<Numbers extends Float64Array | Uint16Array | Uint32Array>(numbers: Numbers, least: number): Numbers {
  const larger = new (numbers.constructor as new (length: number) => Numbers)(Math.max(least, numbers.length * 2));
  larger.set(numbers);
  return larger;
}
