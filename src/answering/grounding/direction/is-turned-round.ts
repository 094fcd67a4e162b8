import { tokenize } from '../../../text/tokenize.ts';
import type { WordLikeness } from '../compare-words.ts';
import { isSameName, isSameScript } from '../names/names-in.ts';
import type { AlignedSegment } from '../reading/align-segments.ts';

/** Small words that say when or where, in pairs of opposites. */
const PAIRS: [RegExp, RegExp][] = [
  [
    /^(?:before|prior|ahead|до|перед|накануне|vor|avant|antes)$/u,
    /^(?:after|following|since|после|спустя|nach|après|después)$/u,
  ],
  [/^(?:above|over|над|выше|über)$/u, /^(?:below|under|beneath|под|ниже|unter)$/u],
  [/^(?:with|со?|mit|avec|con)$/u, /^(?:without|без|ohne|sans|sin)$/u],
  [/^(?:inside|within|внутри|innerhalb|dentro)$/u, /^(?:outside|снаружи|вне|außerhalb|fuera)$/u],
];
const FROM = /^(?:from|из|von|aus|depuis|desde|da)$/u;
const TO = /^(?:to|into|towards|в|во|на|до|nach|zu|bis|vers|a|al)$/u;
/** Articles and the like between a small word and its noun. */
const BETWEEN =
  /^(?:the|a|an|each|every|its|their|his|her|this|that|first|перв\p{L}+|кажд\p{L}+|эт\p{L}+|свое\p{L}+|the|der|die|das|dem|den|le|la|les|el|los|of|г)$/u;
const SAME = 0.5;
const SAME_TRANSLATED = 0.35;

/** Whether a sentence turns round what its source says: after for before, from B to A for from A to B. */
export function isTurnedRound({ whole, around }: AlignedSegment, likeness: WordLikeness): boolean {
  const [said, known] = [tokenize(whole), around.flatMap(({ text }) => tokenize(text))];
  const isSame = (word: string, other: string) =>
    likeness(word, other) >= (isSameScript(word, other) ? SAME : SAME_TRANSLATED) ||
    (!isSameScript(word, other) && isSameName(word, other, () => 0));
  const isOpposed = PAIRS.some(([one, other]) => opposes(one, other) || opposes(other, one));
  return isOpposed || isReversed(said, known, isSame);

  /** Whether the sentence has one small word before what the source only has the other before. */
  function opposes(own: RegExp, opposite: RegExp): boolean {
    const objects = objectsOf(known, opposite);
    return objectsOf(said, own).some(
      (object) =>
        objects.some((other) => isSame(object, other)) &&
        !objectsOf(known, own).some((other) => isSame(object, other)) &&
        !objectsOf(said, opposite).some((other) => isSame(object, other)),
    );
  }
}

function isReversed(said: string[], known: string[], isSame: (word: string, other: string) => boolean): boolean {
  const [from, to] = [objectsOf(said, FROM), objectsOf(said, TO)];
  const [knownFrom, knownTo] = [objectsOf(known, FROM), objectsOf(known, TO)];
  const isIn = (word: string, words: string[]) => words.some((other) => isSame(word, other));
  return (
    from.some((word) => isIn(word, knownTo) && !isIn(word, knownFrom)) &&
    (to.some((word) => isIn(word, knownFrom) && !isIn(word, knownTo)) || to.length === 0)
  );
}

/** The words that stand right behind small words of a kind; numbers have bounds of their own. */
function objectsOf(words: string[], small: RegExp): string[] {
  return words.flatMap((word, index) => {
    if (!small.test(word)) return [];
    const object = words.slice(index + 1, index + 4).find((next) => !BETWEEN.test(next));
    return object && object.length > 2 && !/\p{N}/u.test(object) ? [object] : [];
  });
}
