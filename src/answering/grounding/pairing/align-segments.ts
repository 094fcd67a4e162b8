import type { WordLikeness } from '../compare-words.ts';
import { isSameName, isSameScript } from '../names/names-in.ts';
import { isSameQuantity } from '../quantities/compare-quantities.ts';
import type { Key, Segment } from '../reading/segments.ts';

/** From this likeness on two words of one script are the same, or mean the same. */
const SAME = 0.5;
/** The same for words of two scripts: translations are less alike. */
const SAME_TRANSLATED = 0.35;
/** A word also counts where it is nearly as like as where it is likest. */
const NEARLY = 0.1;

/** Which keys of a source a segment of a sentence has, each said by one of its own. */
export interface Alignment {
  has(key: Key): boolean;
  /** The keys of the source that a key of the segment stands for. */
  standsFor(key: Key): Key[];
}

/** Aligns the keys of a segment with those of a source: a word stands for those that it is likest to, a number for the same numbers. */
export function alignSegment(segment: Segment, source: Segment[], likeness: WordLikeness): Alignment {
  const all = source.flatMap(({ keys }) => keys);
  const stands = new Map(segment.keys.map((key) => [key, sameAs(key, all, likeness)]));
  const had = new Set([...stands.values()].flat());
  return { has: (key) => had.has(key), standsFor: (key) => stands.get(key) ?? [] };
}

function sameAs(key: Key, keys: Key[], likeness: WordLikeness): Key[] {
  if (key.kind === 'negation') return keys.filter(({ kind }) => kind === 'negation');
  if (key.kind === 'quantity')
    return keys.filter((other) => other.kind === 'quantity' && isSameQuantity(key.quantity, other.quantity));
  const like = keys
    .filter((other) => other.kind === 'word')
    .map((other) => ({ other, likeness: likeness(key.word, other.word) }))
    .filter(
      ({ other, likeness: measured }) => measured >= (isSameScript(key.word, other.word) ? SAME : SAME_TRANSLATED),
    );
  if (like.length === 0 && key.isName)
    return keys.filter((other) => other.kind === 'word' && other.isName && isSameName(key.word, other.word, likeness));
  const most = Math.max(...like.map(({ likeness: measured }) => measured));
  return like.filter(({ likeness: measured }) => measured >= most - NEARLY).map(({ other }) => other);
}
