import { isWithinDocument } from '../text/exact-terms/document-parts.ts';
import { exactTermsIn } from '../text/exact-terms/exact-terms.ts';
import { expectedAnswerTypes, hasAnswerType } from '../text/expected-answer-type.ts';
import { ASKING_WORDS } from '../text/stop-words.ts';
import { isTerm, tokenize } from '../text/tokenize.ts';
import { isDocumentWord, isEventWord, isPartyWord, isSigningWord, type WordFamily } from '../text/word-families.ts';

/** Aspect of a document as a whole that can be asked for and that some of its paragraphs have: title, opening, place and date, signatures. */
export type Aspect = 'title' | 'opening' | 'date' | 'place' | 'party';

/** A longer paragraph ends the block that opens or closes a document (parties, place, date). In UTF-16 code units. */
const MAX_BLOCK_LINE_LENGTH = 120;
/** Paragraphs of such a block, at most. */
const MAX_BLOCK_LENGTH = 12;

const FULL_DATE = /\d{1,2}[\s.]{1,5}(?:\p{L}{1,30}|\d{1,2})[\s.]{1,5}\d{4}|\p{L}\s\d{1,2},\s\d{4}/u;
const PLACE_LINE =
  /(?:^|[\s,(])(?:г\.|гор\.|город|пос\.|посёлок|село|city of|town of)\s*\p{Lu}|^\p{Lu}[\p{L}-]+(?:\s\p{Lu}[\p{L}-]+){0,2},?(?:\s\d.*)?$/u;
const PARTY_LINE =
  /^(?:за|от имени|от|подпис\p{L}*|председател\p{L}*|секретар\p{L}*|директор\p{L}*|for|on behalf of|signed|chair\p{L}*|secretary|clerk|director|president)(?=[\s:,])/iu;

/**
 * The aspects of the document that each of its paragraphs has, in order.
 *
 * @param isTitled The first paragraph stands under a heading: it is no title itself.
 */
export function aspectsOfParagraphs(texts: string[], { isTitled = false } = {}): Set<Aspect>[] {
  const isShort = texts.map((text) => text.length <= MAX_BLOCK_LINE_LENGTH);
  const longFromStart = isShort.indexOf(false, 1);
  const longFromEnd = isShort.lastIndexOf(false);
  const openingEnd = Math.min(longFromStart === -1 ? texts.length : longFromStart, MAX_BLOCK_LENGTH);
  const closingStart = Math.max(longFromEnd + 1, texts.length - MAX_BLOCK_LENGTH);

  return texts.map((text, index) => {
    const aspects = new Set<Aspect>();
    if (index === 0) aspects.add(isTitled ? 'opening' : 'title');
    if (index === 1 && !isTitled) aspects.add('opening');
    if (index >= openingEnd && index < closingStart) return aspects;
    if (FULL_DATE.test(text)) aspects.add('date');
    if (index > 0 && PLACE_LINE.test(text) && !isHeadingOfPart(text)) aspects.add('place');
    if (PARTY_LINE.test(text) || hasAnswerType(text, 'person')) aspects.add('party');
    return aspects;
  });
}

/** «Статья 4. Споры» and "Section 2" look like a place with its date, and are none. */
function isHeadingOfPart(text: string): boolean {
  return exactTermsIn(text).some(({ kind, written }) => kind === 'part' && text.startsWith(written));
}

/** The label of paragraphs that may say which document it is: those with an aspect, and the first ones. */
export const NAMING = 'naming';
const FIRST_PARAGRAPHS = 4;

/**
 * Whether a paragraph may say which document it is: the parties of a contract stand in its first paragraphs.
 *
 * @param count How many paragraphs the document has: one that is alone says what there is to say, and names nothing else.
 */
export function isNaming(aspects: ReadonlySet<Aspect>, { index, count }: { index: number; count: number }): boolean {
  return count > 1 && (aspects.size > 0 || index < Math.min(FIRST_PARAGRAPHS, Math.ceil(count / 3)));
}

/** "What is it called": with a word for the document, that is its title. */
const ASKS_NAME = /назыв|назван|озаглавл|заголов|\btitled?\b|called/iu;
const FOLLOW_UP_WEIGHT = 0.5;

/**
 * The aspects that a question asks for, each with its weight, 0…1: the less the question asks for besides, the more.
 *
 * @param isTitleWord Words of the titles searched: "the declaration" is the document itself where a title says declaration.
 * @param isFollowUp A question in a conversation is more likely about what was said before.
 */
export function aspectsAsked(
  question: string,
  { isTitleWord, isFollowUp }: { isTitleWord: WordFamily; isFollowUp: boolean },
): Map<Aspect, number> {
  const tokens = tokenize(question);
  if (!tokens.some((token) => isTerm(token) || ASKING_WORDS.has(token))) return new Map();
  const words = tokens.filter(isTerm);
  const terms = words.filter((word) => !ASKING_WORDS.has(word));
  if (isFollowUp && terms.length === 0) return new Map();
  // "What does article 4 of the order say?" asks for that article.
  if (exactTermsIn(question).some(({ kind, term }) => kind === 'part' && isWithinDocument(term))) return new Map();

  const families = [isSigningWord, isEventWord, isPartyWord, isDocumentWord, isTitleWord];
  const own = terms.filter((term) => families.some((isLike) => isLike(term))).length;
  const named = ASKS_NAME.test(question) && words.some(isDocumentWord) ? 1 : 0;
  const share = terms.length > 0 ? (own + named) / (terms.length + named) : 1;
  // "Does the declaration mention cars?" asks about cars.
  if (share <= 0.5) return new Map();
  const weight = share ** 2 * (isFollowUp ? FOLLOW_UP_WEIGHT : 1);

  const isSigning = terms.some(isSigningWord);
  const isEvent = isSigning || terms.some(isEventWord);
  const answerTypes = expectedAnswerTypes(question);
  const asked = new Map<Aspect, number>();
  if (answerTypes.includes('date')) asked.set('date', weight);
  if (answerTypes.includes('place')) asked.set('place', weight);
  if (answerTypes.includes('party') || answerTypes.includes('person')) {
    if (isSigning) asked.set('party', weight);
    else asked.set('title', weight).set('opening', weight / 2);
  }
  // "What is the rent of apartment 5?" asks for more than the title "Apartments for rent".
  const isOnlyNamed = terms.every((term) => isDocumentWord(term) || isTitleWord(term));
  if (answerTypes.length === 0 && !isEvent && isOnlyNamed) asked.set('title', weight).set('opening', weight / 2);
  return asked;
}
