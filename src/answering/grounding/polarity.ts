import { gramsOf, overlapOfGrams } from '../../text/n-grams.ts';
import { isTerm, tokenize } from '../../text/tokenize.ts';
import type { WordLikeness } from './compare-words.ts';
import { isSameScript } from './names-in.ts';

const NEGATION =
  /^(?:не|нет|ни|без|никогда|никто|никак(?:ой|ая|ие|их)|нельзя|вовсе|запре[тщ]\p{L}+|not|no|never|nobody|without|neither|nor|cannot|prohibit\p{L}*|forbid\p{L}*|refus\p{L}+|\p{L}+n't)$/u;
const NEGATING_PREFIX = /^(?:не|без|бес|un|in|im|ir|dis)(?=\p{L}{5})/u;
/** From this likeness on two words are about the same. */
const SAME = 0.45;
/** From this likeness on words of two languages are about the same: translations are less alike than synonyms. */
const SAME_TRANSLATED = 0.3;
/** A clause is about the same when so much of its words is. */
const MIN_SHARED_SHARE = 0.6;
/** A word with a prefix is the opposite of one that is spelt like the rest of it. */
const SAME_SPELLING = 0.75;

/** What is said for something, and what is said against it. A text that has one side only contradicts one that has the other only. */
const OPPOSITES: [RegExp, RegExp][] = [
  [
    /(?<!\p{L})(?:поддерж|одобр|приветств|(?:выступ|высказ)\p{L}*\s+за(?!\p{L})|support|approv|accept|welcom|favou?r|vot\p{L}+\s+for(?!\p{L}))/iu,
    /(?<!\p{L})(?:осу(?:жд|ди)|отверг|отклон|(?:выступ|высказ)\p{L}*\s+против|condemn|reject|oppos|vot\p{L}+\s+against)/iu,
  ],
  [
    /(?<!\p{L})(?:увелич|повы[сш]|вырос|выраст|раст[её]т|increas|rise|rose|risen|grow|grew|raise)/iu,
    /(?<!\p{L})(?:сокра[тщ]|сниз|сниж|уменьш|упал|decreas|reduc|fell|fall|lower|drop)/iu,
  ],
  [
    /(?<!\p{L})(?:разреш[еаёи]|можно(?!\p{L})|(?<!не\s)допуска|допустим|acceptable|permitted|allowed)/iu,
    /(?<!\p{L})(?:запре[тщ]|нельзя|недопустим|не\s+(?:разреш|допуска)|unacceptable|prohibit|forbid)/iu,
  ],
  [/(?<!\p{L})(?:откры[тлв]|opens?(?!\p{L})|opened)/iu, /(?<!\p{L})(?:закры[тлв]|closes?(?!\p{L})|closed|shut)/iu],
  [/(?<!\p{L})(?:is|are|be)\s+on(?!\p{L})/iu, /(?<!\p{L})(?:is|are|be)\s+off(?!\p{L})/iu],
];

/** A word with what it is a part of. */
interface PlacedWord {
  word: string;
  clause: number;
  /** Whether it carries meaning: stop words are passed over, negations are no words. */
  isContent: boolean;
  isNegation: boolean;
}

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
    OPPOSITES.some((sides) => takesOtherSide(sentence, nearest, sides)) ||
    deniesPrefix(said, near) ||
    deniesPrefix(near, said) ||
    denies(near, said, likenessOf) ||
    (denies(said, near, likenessOf) && denies(said, all, likenessOf))
  );
}

function takesOtherSide(text: string, other: string, [forIt, againstIt]: [RegExp, RegExp]): boolean {
  const isOnly = (words: string, one: RegExp, not: RegExp) => one.test(words) && !not.test(words);
  return (
    (isOnly(text, forIt, againstIt) && isOnly(other, againstIt, forIt)) ||
    (isOnly(text, againstIt, forIt) && isOnly(other, forIt, againstIt))
  );
}

/** Bounds are no negations: «не менее», "no later than"; neither is «не только». */
const BOUND =
  /(?<!\p{L})(?:не|no|not)\s+(?=(?:менее|более|позднее|позже|ранее|раньше|больше|меньше|выше|ниже|короче|реже|чаще|дольше|длиннее|старше|младше|моложе|слабее|хуже|свыше|только|less|more|later|fewer|earlier|only)(?!\p{L}))/giu;

function placeWords(text: string): PlacedWord[] {
  const clauses = text.replaceAll(BOUND, '').split(/[,;:—–.!?()]\s|\s[-–—]\s|(?<!\p{L})(?:но|а|but|while)(?!\p{L})/giu);
  return clauses.flatMap((words, clause) =>
    tokenize(words).map((word) => {
      const isNegation = NEGATION.test(word);
      return { word, clause, isNegation, isContent: !isNegation && isTerm(word) };
    }),
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

function contentOf(words: PlacedWord[], clause: number): number[] {
  return words.flatMap((word, place) => (word.isContent && word.clause === clause ? [place] : []));
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
    return isAbout && same.every((word) => !negated.has(word.clause));
  });
}

/** What a text also says without a negation it does not deny: «Такси оплачивается. Штрафы не оплачиваются.» */
function isAlsoAffirmed(words: PlacedWord[], head: number): boolean {
  const negated = negatedClauses(words);
  const grams = gramsOf(words[head]!.word);
  return words.some(
    ({ word, clause }) => !negated.has(clause) && overlapOfGrams(gramsOf(word), grams) >= SAME_SPELLING,
  );
}

function negatedClauses(words: PlacedWord[]): Set<number> {
  return new Set(words.flatMap(({ isNegation, clause }) => (isNegation ? [clause] : [])));
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
