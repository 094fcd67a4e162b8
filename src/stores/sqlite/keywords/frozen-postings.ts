import type { Postings } from '../../terms-blob.ts';
import { decodeTerms, readPostings, writePosting } from '../../terms-blob.ts';

/** Postings of a stretch of slots, packed: those of term `t` are `bytes[offsets[t]] … bytes[offsets[t + 1]]`. */
export interface FrozenPostings {
  /** The stretch begins here. */
  firstSlot: number;
  slots: number;
  offsets: Uint32Array;
  /** The last slot of each term, counted from `firstSlot`; what a merge goes on from. */
  lastSlots: Uint32Array;
  bytes: Uint8Array;
}

/** Postings that are still being added to, by term: slot, frequency, slot, frequency, … */
export type LoosePostings = Map<number, number[]>;

/** Packs postings. */
export function freezePostings(
  loose: LoosePostings,
  { firstSlot, slots, termCount }: { firstSlot: number; slots: number; termCount: number },
): FrozenPostings {
  const offsets = new Uint32Array(termCount + 1);
  const lastSlots = new Uint32Array(termCount);
  const packed = growingBytes();
  for (let term = 0; term < termCount; term += 1) {
    const postings = loose.get(term) ?? [];
    let last = -1;
    for (let index = 0; index < postings.length; index += 2) {
      const slot = postings[index]! - firstSlot;
      writePosting(packed, slot - last - 1, postings[index + 1]!);
      last = slot;
    }
    if (last >= 0) lastSlots[term] = last;
    offsets[term + 1] = packed.length;
  }
  return { firstSlot, slots, offsets, lastSlots, bytes: packed.bytes() };
}

/** Joins two neighbouring stretches: what follows is copied as it is, but for the first posting of each term. */
export function mergePostings(before: FrozenPostings, after: FrozenPostings): FrozenPostings {
  const termCount = Math.max(before.lastSlots.length, after.lastSlots.length);
  const offsets = new Uint32Array(termCount + 1);
  const lastSlots = new Uint32Array(termCount);
  const packed = growingBytes(before.bytes.length + after.bytes.length + termCount);
  for (let term = 0; term < termCount; term += 1) {
    const [from, to] = boundsOf(before, term);
    packed.append(before.bytes, from, to);
    if (to > from) lastSlots[term] = before.lastSlots[term]!;
    const [next, end] = boundsOf(after, term);
    if (end > next) {
      const first = firstPosting(after.bytes, next, end);
      const last = to > from ? before.lastSlots[term]! : -1;
      writePosting(packed, before.slots + first.slot - last - 1, first.frequency);
      packed.append(after.bytes, first.end, end);
      lastSlots[term] = before.slots + after.lastSlots[term]!;
    }
    offsets[term + 1] = packed.length;
  }
  return { firstSlot: before.firstSlot, slots: before.slots + after.slots, offsets, lastSlots, bytes: packed.bytes() };
}

/** Reads the postings of a term. @returns Where the next one would be written. */
export function readFrozen(frozen: FrozenPostings, term: number, into: { postings: Postings; at: number }): number {
  const [from, to] = boundsOf(frozen, term);
  return readPostings(frozen.bytes, { from, to, before: frozen.firstSlot - 1 }, into);
}

function boundsOf({ offsets }: FrozenPostings, term: number): [number, number] {
  // The last offset is where the bytes end: no term begins there.
  return term + 1 < offsets.length ? [offsets[term]!, offsets[term + 1]!] : [0, 0];
}

function firstPosting(bytes: Uint8Array, from: number, to: number): { slot: number; frequency: number; end: number } {
  let end = from;
  while (bytes[end]! > 127) end += 1;
  end += 1;
  const isSingle = bytes[from]! % 2 === 1;
  if (!isSingle) {
    while (bytes[end]! > 127) end += 1;
    end += 1;
  }
  const [[slot, frequency]] = [...decodeTerms(bytes.subarray(from, Math.min(end, to)))] as [[number, number]];
  return { slot, frequency, end };
}

/** Bytes that grow as they are written. */
function growingBytes(capacity = 1024) {
  let buffer = new Uint8Array(capacity);
  let length = 0;
  const reserve = (more: number) => {
    if (length + more <= buffer.length) return;
    const larger = new Uint8Array(Math.max(buffer.length * 2, length + more));
    larger.set(buffer.subarray(0, length));
    buffer = larger;
  };
  return {
    get length() {
      return length;
    },
    push(byte: number) {
      reserve(1);
      buffer[length] = byte;
      length += 1;
    },
    append(source: Uint8Array, from: number, to: number) {
      reserve(to - from);
      buffer.set(source.subarray(from, to), length);
      length += to - from;
    },
    bytes: () => buffer.slice(0, length),
  };
}
