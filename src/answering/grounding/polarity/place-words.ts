import { isTerm, tokenize } from '../../../text/tokenize.ts';
import { isNegation, isNegative, withoutBounds } from './negations.ts';

/** A word with what it is a part of. */
export interface PlacedWord {
  word: string;
  clause: number;
  /** Whether it carries meaning: stop words are passed over, negations are no words. */
  isContent: boolean;
  isNegation: boolean;
  /** Whether it says by itself what others say with a negation. */
  isNegative: boolean;
}

const CLAUSE_END =
  /[,;:—–.!?()]\s|\s[-–—]\s|(?<!\p{L})(?:но|а|but|while|whereas|unless|because|поскольку|так\s+как|aber|mais|pero|ma)(?!\p{L})|\s(?=(?:without|without any|with no|без)\s)/giu;
const AND = /(?<!\p{L})(?:and|or|и|или|und|oder|et|ou|y|e)(?!\p{L})/iu;
const HAS_NEGATION =
  /(?<!\p{L})(?:не|нет|ни|без|никогда|нельзя|not|no|never|without|nor|cannot|\p{L}+n['’]t|nicht|kein\p{L}*|pas)(?!\p{L})/iu;
/** What a predicate of its own shows by: "and costs", «и взимается». */
export const PREDICATE =
  /(?<!\p{L})(?:is|are|was|were|has|have|had|may|must|can|will|shall|should|does|do|\p{L}{3,}(?:ed|es)|\p{L}+(?:ет|ит|ют|ут|ат|ят|ал|ил|ел|ла|ло|ли)(?:ся|сь)?|\p{L}+(?:ется|ится|ются|утся|атся|ятся)|можно|нужно|надо|вправе|обязан\p{L}*|должн\p{L}+)(?!\p{L})/iu;

/** The words of a text with their clauses; a negation reaches over "and" as far as no other predicate begins. */
export function placeWords(text: string): PlacedWord[] {
  return clausesOf(text).flatMap((words, clause) =>
    tokenize(words).map((word) => {
      const negates = isNegation(word);
      return { word, clause, isNegation: negates, isNegative: isNegative(word), isContent: !negates && isTerm(word) };
    }),
  );
}

function clausesOf(text: string): string[] {
  return withoutBounds(text)
    .split(CLAUSE_END)
    .flatMap((clause) => {
      const parts = clause.split(AND);
      if (parts.length === 1 || !HAS_NEGATION.test(clause)) return [clause];
      return parts.reduce<string[]>((joined, part) => {
        const before = joined.at(-1);
        const isOwn =
          before === undefined || PREDICATE.test(part) || HAS_NEGATION.test(part) !== HAS_NEGATION.test(before);
        const continues = before !== undefined && HAS_NEGATION.test(before) && !PREDICATE.test(part);
        if (isOwn && !continues) joined.push(part);
        else joined[joined.length - 1] = `${before} ${part}`;
        return joined;
      }, []);
    });
}

/** The clauses that have a negation. */
export function negatedClauses(words: PlacedWord[]): Set<number> {
  return new Set(words.flatMap(({ isNegation: negates, clause }) => (negates ? [clause] : [])));
}

/** The places of the words of a clause that carry meaning. */
export function contentOf(words: PlacedWord[], clause: number): number[] {
  return words.flatMap((word, place) => (word.isContent && word.clause === clause ? [place] : []));
}
