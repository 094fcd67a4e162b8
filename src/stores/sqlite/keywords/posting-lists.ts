import type { Postings } from '../../terms-blob.ts';
import {
  type FrozenPostings,
  freezePostings,
  type LoosePostings,
  mergePostings,
  readFrozen,
} from './frozen-postings.ts';

/** Paragraphs whose postings are packed together. */
const PARAGRAPHS_LOOSE = 16_384;
const NO_POSTINGS: FrozenPostings = {
  firstSlot: 0,
  slots: 0,
  offsets: new Uint32Array(1),
  lastSlots: new Uint32Array(0),
  bytes: new Uint8Array(0),
};

/** In which slots each term occurs, and how often: packed in pieces, but for the last paragraphs. */
export function createPostingLists(saved: FrozenPostings | undefined) {
  const frozen: FrozenPostings[] = saved ? [saved] : [];
  let loose: LoosePostings = new Map();
  let slots = saved?.slots ?? 0;
  let firstLoose = slots;
  const freeze = (termCount: number) => {
    if (slots === firstLoose) return;
    frozen.push(freezePostings(loose, { firstSlot: firstLoose, slots: slots - firstLoose, termCount }));
    loose = new Map();
    firstLoose = slots;
  };
  const mergeLast = () => {
    const after = frozen.pop()!;
    frozen.push(mergePostings(frozen.pop()!, after));
  };
  return {
    read(termKey: number, postings: Postings) {
      let at = 0;
      for (const piece of frozen) at = readFrozen(piece, termKey, { postings, at });
      const own = loose.get(termKey) ?? [];
      for (let index = 0; index < own.length; index += 2) {
        postings.slots[at] = own[index]!;
        postings.frequencies[at] = own[index + 1]!;
        at += 1;
      }
    },
    add(termKey: number, slot: number, frequency: number) {
      const postings = loose.get(termKey);
      if (postings) postings.push(slot, frequency);
      else loose.set(termKey, [slot, frequency]);
    },
    /** All postings of a slot are there. */
    endSlot(slot: number, termCount: number) {
      slots = slot + 1;
      if (slots - firstLoose < PARAGRAPHS_LOOSE) return;
      freeze(termCount);
      // As in a binary counter: each posting is copied a logarithmic number of times.
      while (frozen.length > 1 && frozen.at(-1)!.slots * 2 > frozen.at(-2)!.slots) mergeLast();
    },
    pack(termCount: number): FrozenPostings {
      freeze(termCount);
      while (frozen.length > 1) mergeLast();
      return frozen[0] ?? NO_POSTINGS;
    },
  };
}
