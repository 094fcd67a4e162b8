/** Which paragraphs have a term, and how often. Paragraphs have slots, 0 … `slots − 1`: places in typed arrays. */
export interface Postings {
  slots: Uint32Array;
  frequencies: Uint16Array;
}

/** A count that says "this or more". */
export const HIGHEST_FREQUENCY = 255;

/** A frequency as it is stored: a whole number, 1…255. */
export function storedFrequency(frequency: number): number {
  return Math.min(Math.max(1, Math.round(frequency)), HIGHEST_FREQUENCY);
}

/** The terms of one paragraph as bytes: keys in ascending order, each as the distance from the last one and its frequency, in variable-length integers. */
export function encodeTerms(terms: ReadonlyMap<number, number>): Uint8Array {
  const bytes: number[] = [];
  let last = -1;
  for (const key of [...terms.keys()].sort((a, b) => a - b)) {
    const frequency = storedFrequency(terms.get(key)!);
    writePosting(bytes, key - last - 1, frequency);
    last = key;
  }
  return Uint8Array.from(bytes);
}

/** The keys of the terms of an encoded paragraph, in ascending order, and how often each occurs. */
export function readTerms(bytes: Uint8Array): { terms: Uint32Array; frequencies: Uint16Array } {
  const postings = { slots: new Uint32Array(bytes.length), frequencies: new Uint16Array(bytes.length) };
  const count = readPostings(bytes, { from: 0, to: bytes.length, before: -1 }, { postings, at: 0 });
  return { terms: postings.slots.slice(0, count), frequencies: postings.frequencies.slice(0, count) };
}

/** The terms of an encoded paragraph, with their frequencies. */
export function decodeTerms(bytes: Uint8Array): Map<number, number> {
  const { terms, frequencies } = readTerms(bytes);
  return new Map(Array.from(terms, (term, index) => [term, frequencies[index]!]));
}

/** Appends one posting: a distance and a frequency; the lowest bit says that the frequency is 1 and left out. */
export function writePosting(bytes: { push(byte: number): unknown }, distance: number, frequency: number): void {
  writeInteger(bytes, distance * 2 + (frequency === 1 ? 1 : 0));
  if (frequency !== 1) writeInteger(bytes, frequency);
}

/**
 * Reads postings written one after another.
 *
 * @param before The place before that of the first distance.
 * @param into Where the first one is written.
 * @returns Where the next one would be written.
 */
export function readPostings(
  bytes: Uint8Array,
  { from, to, before }: { from: number; to: number; before: number },
  into: { postings: Postings; at: number },
): number {
  const { slots, frequencies } = into.postings;
  let count = into.at;
  let place = before;
  let at = from;
  while (at < to) {
    let byte = bytes[at++]!;
    let value = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = bytes[at++]!;
      value |= (byte & 127) << shift;
    }
    place += (value >>> 1) + 1;
    let frequency = 1;
    if ((value & 1) === 0) {
      byte = bytes[at++]!;
      frequency = byte & 127;
      if (byte > 127) frequency += bytes[at++]! * 128;
    }
    slots[count] = place;
    frequencies[count] = frequency;
    count += 1;
  }
  return count;
}

function writeInteger(bytes: { push(byte: number): unknown }, value: number): void {
  let rest = value;
  while (rest > 127) {
    bytes.push((rest % 128) | 128);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
}
