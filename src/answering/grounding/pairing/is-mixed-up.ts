import type { AlignedSegment } from '../reading/align-segments.ts';
import type { Segment } from '../reading/segments.ts';
import { areDatesSwapped, datedNumbersOf } from './dated-numbers.ts';
import { isCrossed } from './is-crossed.ts';
import { isMispaired } from './is-mispaired.ts';
import { isOfAnotherStatement } from './is-of-another-statement.ts';

/**
 * Whether a sentence pairs what its source does not: the number of one thing with the name of another, what one does with who does another.
 * It is seen where the source says two things in one sentence, or of two names, and a part of the sentence has some of both and lacks some of both.
 */
export function isMixedUp(sentence: AlignedSegment[], source: Segment[]): boolean {
  return sentence.some((alignment) => {
    const { segment } = alignment;
    return (
      areDatesSwapped(datedNumbersOf([segment]), datedNumbersOf(alignment.around), (key, other) =>
        alignment.standsFor(key).includes(other),
      ) ||
      segment.keys.some(
        (key) =>
          key.kind === 'quantity' &&
          (isMispaired(key, alignment, source) || isOfAnotherStatement(key, alignment, source)),
      ) ||
      source.some((one, index) =>
        source.slice(index + 1).some((other) => one.sentence === other.sentence && isCrossed(alignment, one, other)),
      ) ||
      source.some((one) => source.some((other) => one !== other && namesAnother(alignment, one, other)))
    );
  });
}

/** Whether a part names whom one sentence names, and says of them what another sentence says of somebody else. */
function namesAnother(alignment: AlignedSegment, one: Segment, other: Segment): boolean {
  const namesOf = (segment: Segment) => segment.keys.filter((key) => key.kind === 'word' && key.isName);
  const saidOf = (segment: Segment) => segment.keys.filter((key) => key.kind === 'word' && !key.isName);
  const [named, rivals] = [namesOf(one).filter(alignment.has), namesOf(other)];
  if (
    !one.isStatement ||
    saidOf(one).length === 0 ||
    named.length === 0 ||
    rivals.length === 0 ||
    rivals.some(alignment.has)
  )
    return false;
  return saidOf(other).filter(alignment.has).length >= 2 && !saidOf(one).some(alignment.has);
}
