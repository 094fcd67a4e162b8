import { gramsOf, overlapOfGrams } from '../../../text/n-grams.ts';
import type { WordLikeness } from '../compare-words.ts';
import { isLight } from '../coverage/light-words.ts';
import { isSameScript } from '../names/names-in.ts';
import { deniesNext } from './negations.ts';
import { takesOtherSide } from './opposites.ts';
import { contentOf, negatedClauses, type PlacedWord, placeWords } from './place-words.ts';

const NEGATING_PREFIX = /^(?:не|без|бес|un|in|im|ir|dis)(?=\p{L}{5})/u;
/** From this likeness on two words are about the same. */
const SAME = 0.45;
/** From this likeness on words of two languages are about the same: translations are less alike than synonyms. */
const SAME_TRANSLATED = 0.3;
/** A clause is about the same when so much of its words is. */
const MIN_SHARED_SHARE = 0.6;
/** A noun and its verb begin with the same so many letters: «репетиций», «репетирует». */
const SAME_STEM = 5;
const EXCEPT = /^(?:except|besides|than|кроме|помимо)$/u;
/** Forms of one word begin with the same so many letters. */
const SAME_BEGINNING = 4;
/** What is of these alone is not of others. */
const EXCLUSIVE = /^(?:only|solely|только|лишь)$/u;
/** "Closed until nine" is "not open before nine", and denies nothing of what says no time. */
const UNTIL = /^until$/u;
const TIME = /^(?:before|after|until|till|later|earlier|longer|yet|до|после|раньше|позже|дольше)$/u;
/** A word with a prefix is the opposite of one that is spelt like the rest of it. */
const SAME_SPELLING = 0.75;

/**
 * Whether a sentence denies what its source says, or the other way round, as far as they use about the same words: «не направлено», «направлено».
 *
 * @param nearest The sentence of the source that is likest: what the rest of the source says of other things is no contradiction.
 */
export function isContradiction(
  sentence: string,
  { source, nearest }: { source: string; nearest: string },
  likenessOf: WordLikeness,
): boolean {
  const [said, all, near] = [placeWords(sentence), placeWords(source), placeWords(nearest)];
  return (
    takesOtherSide(sentence, nearest) ||
    deniesPrefix(said, near) ||
    deniesPrefix(near, said) ||
    denies(near, said, likenessOf) ||
    (denies(said, near, likenessOf) && denies(said, all, likenessOf))
  );
}

/** The word a negation is about: the next that carries meaning, or the one before where none follows in the clause. */
function headOf(words: PlacedWord[], negation: number): number | null {
  const { clause } = words[negation]!;
  const inClause = contentOf(words, clause);
  const after =
    inClause.find((place) => place > negation && !isLight(words[place]!.word)) ??
    inClause.find((place) => place > negation);
  const before = inClause.findLast((place) => place < negation);
  return after ?? before ?? null;
}

/** Whether the text negates in a clause what the other says, about the same, in clauses without any negation. */
function denies(text: PlacedWord[], other: PlacedWord[], likenessOf: WordLikeness): boolean {
  const negated = negatedClauses(other);
  const likeIn = (word: string) =>
    other.filter(
      (candidate) =>
        candidate.isContent &&
        likenessOf(word, candidate.word) >= (isSameScript(word, candidate.word) ? SAME : SAME_TRANSLATED),
    );
  return text.some(({ isNegation, clause }, negation) => {
    const head = isNegation ? headOf(text, negation) : null;
    if (head === null || isAlsoAffirmed(text, head)) return false;
    const likeHead = likeIn(text[head]!.word);
    const places = contentOf(text, clause).filter((place) => !isLight(text[place]!.word));
    const likeClause = places.flatMap((place) => {
      const like = likeIn(text[place]!.word);
      return like.length > 0 ? [like] : [];
    });
    const isAbout =
      likeHead.length > 0 || (likeClause.length > 1 && likeClause.length >= MIN_SHARED_SHARE * places.length);
    if (likeHead.some((like) => isPrefixed(like.word, text[head]!.word))) return false;
    const same = likeHead.length > 0 ? likeHead : likeClause.flat();
    const denied = likeClause.filter((like) => like.some((word) => negated.has(word.clause)));
    if (denied.length > 1 && denied.length >= likeClause.length / 2 && !isSpent(text, negation, other, likeIn))
      return false;
    return (
      isAbout &&
      same.every((word) => !negated.has(word.clause) || isSpent(text, negation, other, likeIn)) &&
      !saysOtherwise(text, other, likeIn)
    );
  });
}

/** Whether the negations of the other text are of what others of this one negate: "who has not worked does not lose" beside "who has not worked loses". */
function isSpent(
  text: PlacedWord[],
  negation: number,
  other: PlacedWord[],
  likeIn: (word: string) => PlacedWord[],
): boolean {
  const headsIn = (words: PlacedWord[], not: number) =>
    words
      .flatMap((word, place) => (word.isNegation && place !== not ? [headOf(words, place)] : []))
      .filter((head) => head !== null);
  const rest = headsIn(text, negation).flatMap((head) => likeIn(text[head]!.word));
  const heads = headsIn(other, -1).map((head) => other[head]!);
  return (
    heads.length > 0 && heads.length < 1 + headsIn(text, negation).length && heads.every((head) => rest.includes(head))
  );
}

/** Whether the other text says with a word of its own what this one says with a negation, and of the same: "closed" for "not open". */
function saysOtherwise(text: PlacedWord[], other: PlacedWord[], likeIn: (word: string) => PlacedWord[]): boolean {
  const like = new Set(
    text.filter(({ isContent, word }) => isContent && !/\p{N}/u.test(word)).flatMap(({ word }) => likeIn(word)),
  );
  const clauses = new Set(Array.from(like, (word) => word.clause));
  const isTranslated = !isSameScript(lettersOf(text), lettersOf(other));
  const namesTime = text.some(({ word }) => /\p{N}/u.test(word) || TIME.test(word));
  return other.some(
    (word, place) =>
      word.isNegative &&
      (namesTime || !UNTIL.test(word.word)) &&
      clauses.has(word.clause) &&
      ((EXCLUSIVE.test(word.word) && isFocusUnsaid(other, place, text, likeIn)) ||
        (!isIn(word, text) && (isTranslated || isOfSame(other, place, like)))),
  );
}

/** Whether a word is another with a negating prefix: «неоплаченный» of «оплачен». */
function isPrefixed(word: string, rest: string): boolean {
  const plain = word.replace(NEGATING_PREFIX, '');
  return plain !== word && plain.slice(0, SAME_STEM) === rest.slice(0, SAME_STEM);
}

/** Whether what "only" is said of is not in a text, or only as an exception. */
function isFocusUnsaid(
  other: PlacedWord[],
  only: number,
  text: PlacedWord[],
  likeIn: (word: string) => PlacedWord[],
): boolean {
  const focus = contentOf(other, other[only]!.clause).find((place) => place > only);
  if (focus === undefined || text.some(({ word }) => EXCEPT.test(word))) return true;
  return !text.some(({ word, isContent }) => isContent && likeIn(word).includes(other[focus]!));
}

function lettersOf(words: PlacedWord[]): string {
  return words.map(({ word }) => word).join('');
}

function isIn({ word }: PlacedWord, text: PlacedWord[]): boolean {
  return text.some((said) => said.word.slice(0, SAME_BEGINNING) === word.slice(0, SAME_BEGINNING));
}

/** Whether what stands next to a word is spoken of in both texts: «при отсутствии взысканий» may be about something else. */
function isOfSame(words: PlacedWord[], place: number, like: Set<PlacedWord>): boolean {
  const { clause, word } = words[place]!;
  const beside = contentOf(words, clause).filter((other) => other !== place);
  const [before, after] = [beside.findLast((other) => other < place), beside.find((other) => other > place)];
  const spokenOf = deniesNext(word) ? [after] : [before, after];
  return beside.length === 0 || spokenOf.some((other) => other !== undefined && like.has(words[other]!));
}

/** What a text also says without a negation it does not deny: «Такси оплачивается. Штрафы не оплачиваются.» */
function isAlsoAffirmed(words: PlacedWord[], head: number): boolean {
  const negated = negatedClauses(words);
  const grams = gramsOf(words[head]!.word);
  const stem = words[head]!.word.slice(0, SAME_STEM);
  return words.some(
    ({ word, clause }) =>
      !negated.has(clause) &&
      (word.slice(0, SAME_STEM) === stem || overlapOfGrams(gramsOf(word), grams) >= SAME_SPELLING),
  );
}

/** «Недопустимо» of one text is «допустимо» in the other, where nothing negates it. */
function deniesPrefix(text: PlacedWord[], other: PlacedWord[]): boolean {
  const negated = negatedClauses(other);
  const isLike = (word: string, rest: string) => overlapOfGrams(gramsOf(word), gramsOf(rest)) >= SAME_SPELLING;
  return text.some(({ word, isContent }) => {
    const rest = word.replace(NEGATING_PREFIX, '');
    if (
      !isContent ||
      rest === word ||
      other.some((candidate) => isLike(candidate.word, word) && NEGATING_PREFIX.test(candidate.word))
    )
      return false;
    return other.some(
      (candidate) => candidate.isContent && !negated.has(candidate.clause) && isLike(candidate.word, rest),
    );
  });
}
