import { ASKING_WORDS } from '../../../../text/stop-words.ts';
import { isTerm, tokenize } from '../../../../text/tokenize.ts';
import { valuesIn } from '../../../../text/values.ts';
import { isDocumentWord } from '../../../../text/word-families.ts';
import type { Claim } from '../group-claims.ts';
import type { SentenceCheck, Verdict } from './check-sentences.ts';
import type { FindNewClaim } from './new-claims.ts';
import { SAYS_NOTHING } from './refusal-words.ts';

/** What a sentence says besides that something is missing. */
interface MissingParts {
  before: string;
  /** That something is missing, and what. */
  missing: string;
  after: string;
}

/** Where a sentence goes on to say more. */
const GOES_ON =
  /[;:—–(]|\s-\s|[,.]?\s{1,20}(?:but|however|though|although|yet|while|whereas|instead|actually|still|so|because|since|но|однако|зато|хотя|а|поэтому|ведь|так\s{1,20}как|потому|при\s{1,20}этом|aber|jedoch|mais|pero|ma|mas|ale)(?=[\s,])/iu;
/** Terms that a part has if it says anything. */
const MIN_TERMS = 3;

/** The parts of a sentence about something missing. What follows may deny all of it: "… but it is 20 dB". */
function partsOfMissing(text: string): MissingParts {
  const found = SAYS_NOTHING.exec(text.toLowerCase());
  const at = found?.index ?? 0;
  const before = /^.*(?:[,;:—–]|\s(?:but|and|но|а|и)(?=\s))/isu.exec(text.slice(0, at))?.[0] ?? '';
  const from = at + (found?.[0].length ?? 0);
  const more = GOES_ON.exec(text.slice(from));
  const end = more ? from + more.index : text.length;
  return { before, missing: text.slice(before.length, end), after: text.slice(end) };
}

/** The parts of a sentence about something missing that say something else. */
export function statementsBeside(text: string): string[] {
  const { before, after } = partsOfMissing(text);
  return [saysSomething(before) ? before : '', after.replace(/^[^\p{L}\p{N}]+/u, '')].filter((part) => part !== '');
}

/**
 * Checks a sentence about something missing. That it is missing needs no support; what is said besides does, and values, names and addresses
 * must be those of the question or of what the model was given.
 */
export async function checkMissing(
  text: string,
  claim: Pick<Claim, 'labels' | 'isShared' | 'near'>,
  { judge, findNewClaim }: Pick<SentenceCheck, 'judge'> & { findNewClaim: FindNewClaim },
): Promise<Verdict> {
  const claimed = findNewClaim(partsOfMissing(text).missing);
  if (claimed !== null) return { labels: [], reason: claimed };
  const labels: number[] = [];
  for (const part of statementsBeside(text)) {
    const verdict = await judge(part, claim);
    if (verdict.reason !== null) return { labels: [], reason: verdict.reason };
    labels.push(...verdict.labels);
  }
  return { labels: [...new Set(labels)], reason: null };
}

function saysSomething(text: string): boolean {
  const terms = tokenize(text).filter((word) => isTerm(word) && !ASKING_WORDS.has(word) && !isDocumentWord(word));
  return terms.length >= MIN_TERMS || valuesIn(text).length > 0;
}
