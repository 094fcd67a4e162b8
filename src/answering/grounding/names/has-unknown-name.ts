import { STOP_WORDS } from '../../../text/stop-words.ts';
import { tokenize } from '../../../text/tokenize.ts';
import { isDocumentWord, isPartyWord } from '../../../text/word-families.ts';
import type { WordComparison } from '../compare-words.ts';
import { nearestLikeness } from '../coverage/coverage.ts';
import { isLight } from '../coverage/light-words.ts';
import { withoutQuantities } from '../quantities/read-quantities.ts';
import type { Texts } from '../reading/read-texts.ts';
import { hasName, isGenericName, namesIn } from './names-in.ts';

/** The first word and a verb that somebody does: «Сорокина предложила», "Finch founded". */
const OPENING =
  /^[«"“(]?(\p{Lu}\p{Ll}+(?<!s))\s+(?:\p{L}{2,}(?:л|ла|ло|лся|лась|лось)|\p{L}{3,}ed|took|gave|made|won|wrote|said|led|chaired)(?!\p{L})/u;
/** A capital word next to no other, or at the beginning: in German it is a noun, and "mit Frau Ulrike Band" has a name. */
const NOUN =
  /(?<!(?:[\p{L}\p{N},;)]\s\p{Lu}\p{Ll}+|(?:Herrn?|Frau|Dr\.|Prof\.))[\s-])(?<![\p{L}-])\p{Lu}\p{Ll}+(?![\p{L}-]|(?<=[\p{L}\p{N},;)]\s\p{Lu}\p{Ll}+)\s\p{Lu}\p{Ll})/gu;
/** A first word less like all that is known is a name, and no common word. */
const FOREIGN = 0.3;

/** Whether a sentence names what neither source, title nor question name; its first word too, where it does something and is like no word there. */
export function hasUnknownName(
  { sentence, known, areNounsCapital }: Texts,
  { cosine, likeness }: WordComparison,
): boolean {
  const written = withoutQuantities(sentence, ' ');
  const plain = areNounsCapital ? written.replaceAll(NOUN, (noun) => noun.toLowerCase()) : written;
  if (!namesIn(plain).every((name) => hasName(known, name, cosine))) return true;
  const [opening] = tokenize(OPENING.exec(plain.trim())?.[1] ?? '');
  if (opening === undefined || STOP_WORDS.has(opening) || isLight(opening)) return false;
  if (isPartyWord(opening) || isDocumentWord(opening) || isGenericName(opening)) return false;
  return nearestLikeness(opening, known, likeness) < FOREIGN && !hasName(known, opening, cosine);
}
