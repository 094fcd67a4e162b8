import type { AlignedSegment } from '../reading/align-segments.ts';
import type { Segment } from '../reading/segments.ts';
import { isNegative } from './negations.ts';

/** So much of a part must be in the segment of the source that it is compared with. */
const MIN_KNOWN = 0.6;

/**
 * Whether a part of a sentence denies what the source affirms in another language, or affirms what it denies. Which word the negation is about
 * is not looked for: verbs are hardly like their translations.
 */
export function isDeniedInTranslation({ segment, nearest, standsFor }: AlignedSegment): boolean {
  const words = segment.keys.filter(({ kind }) => kind !== 'negation');
  return (
    words.length >= 2 &&
    nearest.length === 1 &&
    nearest.every((near) => {
      const known = words.filter((key) => standsFor(key).some((other) => near.keys.includes(other)));
      return (
        known.length >= MIN_KNOWN * words.length &&
        denials(segment) !== denials(near) &&
        !isSaidOtherwise(segment, near)
      );
    })
  );
}

function denials({ keys }: Segment): boolean {
  return keys.filter(({ kind }) => kind === 'negation').length % 2 === 1;
}

function isSaidOtherwise(segment: Segment, near: Segment): boolean {
  return [segment, near].some(({ keys }) => keys.some(({ word }) => isNegative(word)));
}
