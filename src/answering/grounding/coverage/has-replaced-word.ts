import { splitSentences } from '../../../text/split-sentences.ts';
import type { WordLikeness } from '../compare-words.ts';
import { meanTheSame } from '../names/same-names.ts';
import { isNegative } from '../polarity/negations.ts';
import { withoutQuantities } from '../quantities/read-quantities.ts';
import type { Texts } from '../reading/read-texts.ts';
import { contentOf, nearestLikeness } from './coverage.ts';
import { isLight } from './light-words.ts';

/** A word of the source itself, in this or another form. */
const SAME = 0.8;
/** A word that is like none of the source. */
const FOREIGN = 0.15;
const MIN_SAME = 2;
const MIN_SAME_BESIDE = 5;
/** So many words of the source one foreign word may stand for. */
const MAX_REPLACED = 2;

/**
 * Whether a sentence has its words from its source all but one or two, which are like none there and stand where the source has others: what is
 * said in other words differs in more.
 */
export function hasReplacedWord({ sentence, source, known, isTranslated }: Texts, likeness: WordLikeness): boolean {
  if (isTranslated) return false;
  const words = heavyWordsOf(withoutQuantities(sentence, ' '));
  const nearest = words.map((word) => nearestLikeness(word, known, likeness));
  const isForeign = (place: number) => nearest[place]! < FOREIGN && !isNegative(words[place]!);
  const same = nearest.filter((like) => like >= SAME).length;
  const foreign = nearest.filter((_, place) => isForeign(place)).length;
  if (same < MIN_SAME || foreign === 0 || foreign > 2 || same + foreign < words.length) return false;
  const sentences = splitSentences(source.text).map(({ start, end }) => heavyWordsOf(source.text.slice(start, end)));
  const placeOf = (others: string[], word: string | undefined) =>
    word === undefined ? -1 : others.findIndex((other) => likeness(word, other) >= SAME);
  return sentences.some((others) =>
    words.some((_, place) => {
      if (!isForeign(place)) return false;
      const [before, after] = [placeOf(others, words[place - 1]), placeOf(others, words[place + 1])];
      if ((place > 0 && before < 0) || after < 0) return false;
      // What opens the sentence stands for the one word before its neighbour.
      const between = others.slice(place > 0 ? before + 1 : Math.max(0, after - 1), after);
      // «Стоянка на газоне» for «неоплата стоянки»: it may stand on the other side of its neighbour.
      const replaced =
        between.length === 0 && same >= MIN_SAME_BESIDE ? others.slice(Math.max(0, before - 1), before) : between;
      return (
        replaced.length > 0 &&
        replaced.length <= MAX_REPLACED &&
        !replaced.some((other) => meanTheSame(other, words[place]!)) &&
        !replaced.some((other) => words.some((word) => likeness(word, other) >= SAME))
      );
    }),
  );
}

function heavyWordsOf(text: string): string[] {
  return contentOf(text).filter((word) => !isLight(word));
}
