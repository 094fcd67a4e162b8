import { gramsOf, overlapOfGrams } from '../../../text/n-grams.ts';
import type { WordLikeness } from '../compare-words.ts';
import { isSameScript } from '../names/names-in.ts';
import { takesOtherSide } from './opposites.ts';
import { contentOf, negatedClauses, type PlacedWord, placeWords } from './place-words.ts';

const NEGATING_PREFIX = /^(?:не|без|бес|un|in|im|ir|dis)(?=\p{L}{5})/u;
/** From this likeness on two words are about the same. */
const SAME = 0.45;
/** From this likeness on words of two languages are about the same: translations are less alike than synonyms. */
const SAME_TRANSLATED = 0.3;
/** A clause is about the same when so much of its words is. */
const MIN_SHARED_SHARE = 0.6;
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
  const after = inClause.find((place) => place > negation);
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
    const places = contentOf(text, clause);
    const likeClause = places.flatMap((place) => {
      const like = likeIn(text[place]!.word);
      return like.length > 0 ? [like] : [];
    });
    const isAbout =
      likeHead.length > 0 || (likeClause.length > 1 && likeClause.length >= MIN_SHARED_SHARE * places.length);
    const same = likeHead.length > 0 ? likeHead : likeClause.flat();
    return isAbout && same.every((word) => !negated.has(word.clause)) && !saysOtherwise(text, clause, other, same);
  });
}

/** Whether the other text says with a word of its own what this one says with a negation: "closed" for "not open". */
function saysOtherwise(text: PlacedWord[], clause: number, other: PlacedWord[], same: PlacedWord[]): boolean {
  const clauses = new Set(same.map((word) => word.clause));
  const own = text.filter((word) => word.clause === clause);
  return other.some(
    (word) =>
      clauses.has(word.clause) &&
      word.isNegative &&
      !own.some((said) => overlapOfGrams(gramsOf(said.word), gramsOf(word.word)) >= SAME_SPELLING),
  );
}

/** What a text also says without a negation it does not deny: «Такси оплачивается. Штрафы не оплачиваются.» */
function isAlsoAffirmed(words: PlacedWord[], head: number): boolean {
  const negated = negatedClauses(words);
  const grams = gramsOf(words[head]!.word);
  return words.some(
    ({ word, clause }) => !negated.has(clause) && overlapOfGrams(gramsOf(word), grams) >= SAME_SPELLING,
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
