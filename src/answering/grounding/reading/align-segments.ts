import type { WordLikeness } from '../compare-words.ts';
import { isSameName, isSameScript } from '../names/names-in.ts';
import { isSameQuantity } from '../quantities/compare-quantities.ts';
import type { Key, Segment } from './segments.ts';

/** From this likeness on two words of one script are the same, or mean the same. */
const SAME = 0.5;
/** The same for words of two scripts: translations are less alike. */
const SAME_TRANSLATED = 0.35;
/** A word also counts where it is nearly as like as where it is likest. */
const NEARLY = 0.1;

/** A segment of a sentence beside the source: which keys of the source it has, each said by one of its own. */
export interface AlignedSegment {
  segment: Segment;
  has(key: Key): boolean;
  /** The keys of the source that a key of the segment stands for. */
  standsFor(key: Key): Key[];
  /** All of the sentence it is a part of. */
  whole: string;
  /** The segments of the source that it has most of. */
  nearest: Segment[];
  /** The sentences of the source that these are in, all their segments. */
  around: Segment[];
}

/** Aligns each segment of a sentence with a source: a word stands for those that it is likest to, a number for the same numbers. */
export function alignSegments(sentence: Segment[], source: Segment[], likeness: WordLikeness): AlignedSegment[] {
  const all = source.flatMap(({ keys }) => keys);
  const whole = sentence.map(({ text }) => text).join(' ');
  return sentence.map((segment) => {
    const stands = new Map(segment.keys.map((key) => [key, sameAs(key, all, likeness)]));
    const had = new Set([...stands.values()].flat());
    const counts = source.map(
      ({ keys }) => segment.keys.filter((key) => stands.get(key)!.some((other) => keys.includes(other))).length,
    );
    const most = Math.max(1, ...counts);
    const nearest = source.filter((_, index) => counts[index] === most);
    return {
      segment,
      whole,
      has: (key) => had.has(key),
      standsFor: (key) => stands.get(key) ?? [],
      nearest,
      around: source.filter((other) => nearest.some((near) => near.sentence === other.sentence)),
    };
  });
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
  if (like.length === 0 && key.isCapital)
    return keys.filter((other) => other.kind === 'word' && other.isName && isSameName(key.word, other.word, likeness));
  const most = Math.max(...like.map(({ likeness: measured }) => measured));
  return like.filter(({ likeness: measured }) => measured >= most - NEARLY).map(({ other }) => other);
}
