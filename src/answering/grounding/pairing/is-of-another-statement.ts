import { isLight } from '../coverage/light-words.ts';
import type { AlignedSegment } from '../reading/align-segments.ts';
import type { Key, Segment } from '../reading/segments.ts';
import { isAlike } from './exclusive-keys.ts';

/** So many words more must be those of another sentence of the source than of the number's own. */
const MIN_AHEAD = 2;

/**
 * Whether a number stands with the words of a sentence of the source that has another number of its kind, and hardly with any of the sentence
 * that it is of: "brushed every 45 minutes" where one says "brushed once a month" and another "cool for 45 minutes".
 */
export function isOfAnotherStatement(number: Key, aligned: AlignedSegment, source: Segment[]): boolean {
  const homes = aligned.standsFor(number);
  if (homes.length === 0 || !isCount(number)) return false;
  const words = aligned.segment.keys.filter((key) => key.kind === 'word' && !isLight(key.word));
  const sentences = [...new Set(source.map(({ sentence }) => sentence))];
  const countIn = (keys: Key[]) =>
    words.filter((key) => aligned.standsFor(key).some((other) => keys.includes(other))).length;
  const keysOf = (...of: number[]) =>
    source.filter(({ sentence }) => of.includes(sentence)).flatMap((segment) => segment.keys);
  const counts = sentences.map((sentence) => {
    const keys = keysOf(sentence);
    return {
      count: countIn(keys),
      // What "it" stands for is said before.
      countWithBefore: countIn(keysOf(sentence - 1, sentence)),
      isHome: keys.some((key) => homes.includes(key)),
      hasRival: keys.some(
        (key) => key.kind === 'quantity' && !aligned.has(key) && homes.some((home) => isAlike(home, key)),
      ),
    };
  });
  const own = Math.max(...counts.filter(({ isHome }) => isHome).map(({ countWithBefore }) => countWithBefore));
  return counts.some(({ count, isHome, hasRival }) => !isHome && (hasRival || own === 0) && count >= own + MIN_AHEAD);
}

/** "One" rarely counts anything. */
function isCount(key: Key): boolean {
  return key.kind === 'quantity' && key.quantity.readings.some((reading) => reading !== '1');
}
