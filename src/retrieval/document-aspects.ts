import { expectedEvidence, hasEvidence } from '../language/expected-evidence.ts';
import { ASKING_WORDS } from '../language/stop-words.ts';
import { isTerm, tokenize } from '../language/tokenize.ts';
import { overlapOfGrams } from './spread-term.ts';

/** What can be asked of a document as a whole, and which of its paragraphs say it: title, opening, place and date, signatures. */
export type Aspect = 'title' | 'opening' | 'date' | 'place' | 'party';

/** Longest paragraph of the block that opens or closes a document (parties, place, date), in UTF-16 code units. */
const LONGEST_BLOCK_LINE = 120;
/** How many paragraphs such a block has at most. */
const LONGEST_BLOCK = 12;

const FULL_DATE = /\d{1,2}[\s.]+(?:\p{L}+|\d{1,2})[\s.]+\d{4}|\p{L}+\s\d{1,2},\s\d{4}/u;
const PLACE_LINE =
  /(?:^|[\s,(])(?:г\.|гор\.|город|пос\.|посёлок|село|city of|town of)\s*\p{Lu}|^\p{Lu}[\p{L}-]+(?:\s\p{Lu}[\p{L}-]+){0,2},?(?:\s\d.*)?$/u;
const PARTY_LINE =
  /^(?:за|от имени|от|подпис\p{L}*|председател\p{L}*|секретар\p{L}*|директор\p{L}*|for|on behalf of|signed|chair\p{L}*|secretary|clerk|director|president)(?=[\s:,])/iu;

/** Which aspects of the document each of its paragraphs tells, in order. */
export function aspectsOfParagraphs(texts: string[]): Set<Aspect>[] {
  const isShort = texts.map((text) => text.length <= LONGEST_BLOCK_LINE);
  const longFromStart = isShort.indexOf(false, 1);
  const longFromEnd = isShort.lastIndexOf(false);
  const openingEnd = Math.min(longFromStart === -1 ? texts.length : longFromStart, LONGEST_BLOCK);
  const closingStart = Math.max(longFromEnd + 1, texts.length - LONGEST_BLOCK);

  return texts.map((text, index) => {
    const aspects = new Set<Aspect>();
    if (index === 0) aspects.add('title');
    if (index === 1) aspects.add('opening');
    if (index >= openingEnd && index < closingStart) return aspects;
    if (FULL_DATE.test(text)) aspects.add('date');
    if (index > 0 && PLACE_LINE.test(text)) aspects.add('place');
    if (PARTY_LINE.test(text) || hasEvidence(text, 'person')) aspects.add('party');
    return aspects;
  });
}

/** Words for what happens to a document as a whole, and for those who take part, in a few of their forms: others are found by likeness. */
const SIGNING_WORDS =
  `подписать подписан подписана подписали подписало подписано подписание подписанта подписанты подпись подписи подписями представлены представители
  sign signed signing signatory signatories signature signatures represented`.split(/\s+/);
const EVENT_WORDS = `принять принят принята приняли принято принятие утвердить утверждена
  утвержден утвердили составить составлен составлена составили издан издала издали опубликован выпущен заключен оформлен датирован датирована состоялся состоялось состоялась прошел прошла прошло проходил проходила
  проходило собирались собрались собрание встреча встречались встретились заседание заседали саммит дата место город адрес число
  adopt adopted adoption issued published concluded dated made done held meet met meeting gather gathered summit date place city venue`.split(
  /\s+/,
);
const TAKER_WORDS =
  `страна страны стран государства государств государство главы глава лидеры сторона стороны сторон участник участники участников члены народы делегации министры имени
  country countries state states leaders heads party parties participant participants members nations delegations behalf`.split(
    /\s+/,
  );
const DOCUMENT_WORDS =
  `документ документа текст бумага файл декларация декларации декларацию заявление договор соглашение коммюнике протокол положение правила инструкция отчет статья закон
  document text paper file declaration statement treaty agreement communique minutes rules manual guide report article it this`.split(
    /\s+/,
  );
/** "What is it called": with a word for the document, that is its title. */
const ASKS_NAME = /назыв|назван|озаглавл|заголов|\btitled?\b|called/iu;
const LIKE_ENOUGH = 0.55;
const FOLLOW_UP_WEIGHT = 0.5;

/**
 * What a question asks of the document as a whole, each aspect with its weight, 0…1: the less else it asks, the more.
 *
 * @param titleTerms Terms of the titles searched: "the declaration" is the document itself where a title says declaration.
 * @param isFollowUp A question in a conversation is more likely about what was said before.
 */
export function aspectsAsked(
  question: string,
  { titleTerms, isFollowUp }: { titleTerms: string[]; isFollowUp: boolean },
): Map<Aspect, number> {
  const words = tokenize(question).filter(isTerm);
  const terms = words.filter((word) => !ASKING_WORDS.has(word));
  if (isFollowUp && terms.length === 0) return new Map();

  const isSigning = terms.some((term) => isLikeOne(term, SIGNING_WORDS));
  const isEvent = isSigning || terms.some((term) => isLikeOne(term, EVENT_WORDS));
  const isOwn = (term: string) =>
    [SIGNING_WORDS, EVENT_WORDS, TAKER_WORDS, DOCUMENT_WORDS, titleTerms].some((words) => isLikeOne(term, words));
  const own = terms.filter(isOwn).length;
  const named = ASKS_NAME.test(question) && words.some((word) => isLikeOne(word, DOCUMENT_WORDS)) ? 1 : 0;
  const share = terms.length > 0 ? (own + named) / (terms.length + named) : 1;
  const weight = share ** 2 * (isFollowUp ? FOLLOW_UP_WEIGHT : 1);
  if (weight === 0) return new Map();

  const evidence = expectedEvidence(question);
  const asked = new Map<Aspect, number>();
  if (evidence.includes('date')) asked.set('date', weight);
  if (evidence.includes('place')) asked.set('place', weight);
  if (evidence.includes('party') || evidence.includes('person')) {
    if (isSigning) asked.set('party', weight);
    else asked.set('title', weight).set('opening', weight / 2);
  }
  if (evidence.length === 0 && !isEvent) asked.set('title', weight).set('opening', weight / 2);
  return asked;
}

function isLikeOne(term: string, words: string[]): boolean {
  return words.some((word) => overlapOfGrams(term, word) >= LIKE_ENOUGH);
}
