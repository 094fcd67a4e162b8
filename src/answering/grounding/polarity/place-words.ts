import { isTerm, tokenize } from '../../../text/tokenize.ts';
import { cached } from '../reading/cached.ts';
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
  /** Whether its clause has no predicate of its own and follows one that is denied. */
  isElliptic: boolean;
}

const CLAUSE_END =
  /[,;:—–.!?()]\s|\s[-–—]\s|(?<!\p{L})(?:но|а|but|while|whereas|unless|because|поскольку|так\s+как|aber|mais|pero|ma)(?!\p{L})|\s(?=(?:without|without any|with no|без)\s)/giu;
const WITHOUT = /^\s*(?:without|без)\s/iu;
const AND = /(?<!\p{L})(?:and|or|и|или|und|oder|et|ou|y|e)(?!\p{L})/iu;
const HAS_NEGATION =
  /(?<!\p{L})(?:не|нет|ни|запрещ\p{L}+|forbid\p{L}*|prohibit\p{L}*|verboten|untersagt|без|никогда|нельзя|not|no|never|without|nor|cannot|\p{L}+n['’]t|nicht|kein\p{L}*|pas)(?!\p{L})/iu;
/** "And cannot be returned": its negation is its own. */
const OPENS_WITH_NEGATION =
  /^\s*(?:\p{L}+\s+){0,2}(?:не|нет|ни|без|никогда|not|no|never|without|cannot|\p{L}+n['’]t|nicht|kein\p{L}*|pas)(?!\p{L})/iu;
/** What a predicate of its own shows by: "and costs", «и взимается». */
export const PREDICATE =
  /(?<!\p{L})(?:is|are|was|were|has|have|had|may|must|can|will|shall|should|does|do|\p{L}{3,}(?:ed|es)|\p{L}{3,}s(?=\s+(?:the|a|an|its|their|his|her|for\s+\d|\d))|rose|fell|took|gave|made|sold|bought|kept|paid|met|left|went|came|ran|won|held|built|sent|costs?|runs|works|needs|keeps|gets|means|\p{L}{2,}(?:ет|ит|ют|ут|ат|ят|ал|ил|ел|ла|ло|ли)(?:ся|сь)?|\p{L}+(?:ется|ится|ются|утся|атся|ятся)|\p{L}{2,}(?:[чшщжлнрдт]ен|[свзд]ан)[аоы]?|(?:ist|sind|war|waren|wird|werden|hat|haben|kostet|kosten|zahlt|zahlen|darf|dürfen|muss|müssen|kann|können|gilt|gelten|beträgt|est|sont|coûte|coûtent|peut|peuvent|doit|es|son|está|cuestan?|puede|pueden|debe|deben)|можно|нужно|надо|вправе|обязан\p{L}*|должн\p{L}+)(?!\p{L})/iu;

/** Texts whose words are cached. */
const MAX_CACHED = 100;

/** The words of a text with their clauses; a negation reaches over "and" as far as no other predicate begins. */
export const placeWords = cached(MAX_CACHED, readPlacedWords);

function readPlacedWords(text: string): PlacedWord[] {
  let isDenied = false;
  const clauses = clausesOf(text);
  return clauses.flatMap((words, clause) => {
    const hasNegation = HAS_NEGATION.test(words);
    const isOfNext = isDeniedBehind(clauses[clause + 1]) || isDeniedAtEnd(clauses.slice(clause));
    const isElliptic = !hasNegation && ((isDenied && !PREDICATE.test(words)) || isOfNext);
    isDenied = hasNegation || isElliptic;
    return tokenize(words).map((word) => {
      const negates = isNegation(word);
      return {
        word,
        clause,
        isNegation: negates,
        isNegative: isNegative(word),
        isElliptic,
        isContent: !negates && isTerm(word),
      };
    });
  });
}

/** "To enter without a coat is forbidden": what follows "without" denies what stands before it. */
function isDeniedBehind(next: string | undefined): boolean {
  return next !== undefined && WITHOUT.test(next) && tokenize(next).filter(isNegation).length > 1;
}

const DENIED_AT_END =
  /(?<!\p{L})(?:нельзя|запрещ\p{L}+|не\s+(?:разреш|допуска)\p{L}+|(?:is|are)\s+(?:not\s+(?:allowed|permitted)|forbidden|prohibited|banned)|verboten|untersagt|prohibid[oa]s?)\s*\.?\s*$/iu;

/** «Продавать пиво, табак и животных нельзя»: the list before a predicate that denies is denied too. */
function isDeniedAtEnd([first = '', ...next]: string[]): boolean {
  const end = next.findIndex((clause) => PREDICATE.test(clause) || HAS_NEGATION.test(clause));
  return end >= 0 && !PREDICATE.test(first) && DENIED_AT_END.test(next[end]!);
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
          before === undefined ||
          PREDICATE.test(part) ||
          (HAS_NEGATION.test(part) !== HAS_NEGATION.test(before) && OPENS_WITH_NEGATION.test(part));
        const continues = before !== undefined && HAS_NEGATION.test(before) && !PREDICATE.test(part);
        if (isOwn && !continues) joined.push(part);
        else joined[joined.length - 1] = `${before} ${part}`;
        return joined;
      }, []);
    });
}

/** The clauses that have a negation, or that share the one of the clause before because they have no predicate: «за час — курить». */
export function negatedClauses(words: PlacedWord[]): Set<number> {
  return new Set(
    words.flatMap(({ isNegation: negates, isElliptic, clause }) => (negates || isElliptic ? [clause] : [])),
  );
}

/** Of texts, the places of the words that carry meaning by their clauses. */
const contents = new WeakMap<readonly PlacedWord[], Map<number, number[]>>();

/** The places of the words of a clause that carry meaning. */
export function contentOf(words: readonly PlacedWord[], clause: number): readonly number[] {
  let byClause = contents.get(words);
  if (byClause === undefined) {
    byClause = new Map();
    for (const [place, word] of words.entries()) {
      if (!word.isContent) continue;
      const places = byClause.get(word.clause);
      if (places) places.push(place);
      else byClause.set(word.clause, [place]);
    }
    contents.set(words, byClause);
  }
  return byClause.get(clause) ?? [];
}
