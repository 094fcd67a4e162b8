const FIRST_SLOTS = 2048;
/** Slots that are taken, at most: fuller, a search passes many that are others'. */
const MAX_FILLED = 0.6;

/** The first of equal directions, among all that were asked about. */
export interface FirstOfEquals {
  /** The key under which this direction was first asked about: `key` itself when it is new. */
  keyOf(direction: Uint8Array, key: number): number;
}

/**
 * Creates what finds the first of equal directions in 13 to 27 bytes for each of them: it holds hashes, and what they were made from is read
 * again where two are the same.
 *
 * @param stored The direction that was first asked about under a key, or null when it is no longer there.
 */
export function createFirstOfEquals(stored: (key: number) => Uint8Array | null): FirstOfEquals {
  let hashes = new Uint32Array(FIRST_SLOTS);
  /** Keys are positive: 0 is a free slot. */
  let keys = new Uint32Array(FIRST_SLOTS);
  let count = 0;
  /** The slot with a hash that `isIt`, or the free one where it belongs. */
  const slotOf = (hash: number, isIt: (key: number) => boolean) => {
    let slot = hash & (keys.length - 1);
    while (keys[slot] !== 0 && !(hashes[slot] === hash && isIt(keys[slot]!))) slot = (slot + 1) & (keys.length - 1);
    return slot;
  };
  const put = (slot: number, hash: number, key: number) => {
    hashes[slot] = hash;
    keys[slot] = key;
  };
  const grow = () => {
    const [oldHashes, oldKeys] = [hashes, keys];
    hashes = new Uint32Array(oldHashes.length * 2);
    keys = new Uint32Array(oldKeys.length * 2);
    for (const [slot, key] of oldKeys.entries()) {
      const hash = oldHashes[slot]!;
      if (key !== 0)
        put(
          slotOf(hash, () => false),
          hash,
          key,
        );
    }
  };
  return {
    keyOf(direction, key) {
      const hash = hashOf(direction);
      const slot = slotOf(hash, (other) => isSame(stored(other), direction));
      if (keys[slot] !== 0) return keys[slot]!;
      put(slot, hash, key);
      count += 1;
      if (count > keys.length * MAX_FILLED) grow();
      return key;
    },
  };
}

function isSame(a: Uint8Array | null, b: Uint8Array): boolean {
  return a !== null && Buffer.compare(a, b) === 0;
}

/** FNV-1a, whose upper bits are mixed into the lower ones. */
function hashOf(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < bytes.length; index += 1) hash = Math.imul(hash ^ bytes[index]!, 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}
