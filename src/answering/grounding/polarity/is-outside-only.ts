import type { AlignedSegment } from '../reading/align-segments.ts';
import type { Segment } from '../reading/segments.ts';

const ONLY = /(?<!\p{L})(?:only|solely|exclusively|только|лишь|исключительно|nur|seulement)(?!\p{L})/iu;
const DENIED =
  /(?<!\p{L})(?:не|нельзя|запрещ\p{L}+|not|never|cannot|no|\p{L}+n['’]t|forbidden|prohibited|nicht|kein\p{L}*)(?!\p{L})/iu;

/**
 * Whether a part of a sentence denies what its source says of others alone: "users may not open it" beside "only technicians may open it". What
 * "only" is said of must not be in the part.
 */
export function isOutsideOnly({ segment, around, standsFor }: AlignedSegment): boolean {
  if (!DENIED.test(segment.text)) return false;
  return around.some((part) => {
    const focus = focusOf(part);
    return (
      focus.length > 0 &&
      segment.keys.some((key) => standsFor(key).some((same) => part.keys.includes(same))) &&
      !segment.keys.some((key) => standsFor(key).some((same) => focus.includes(same)))
    );
  });
}

/** What "only" is said of: the next word, or the one before where it ends its part. */
function focusOf({ text, keys }: Segment): Segment['keys'] {
  const only = ONLY.exec(text);
  if (!only) return [];
  const lower = text.toLowerCase().replaceAll('ё', 'е');
  const after = keys.filter(({ word }) => lower.indexOf(word, only.index + only[0].length) >= 0);
  return after.length > 0 ? after.slice(0, 1) : keys.slice(-1);
}
