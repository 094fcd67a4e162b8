import { onOneLine } from '../documents/document.ts';
import type { ChatTurn } from '../protocol/requests.ts';
import type { SearchQuery } from '../retrieval/match-question.ts';
import { ASKING_WORDS } from '../text/stop-words.ts';
import { isTerm, tokenize } from '../text/tokenize.ts';

/** Words that point back at what was said before. */
const POINTS_BACK =
  /(?:^|[^\p{L}])(?:он|она|оно|они|его|её|ее|их|ему|ей|им|ими|нём|нем|ней|них|нему|нею|ним|это|этот|эта|эти|этого|этой|этом|этому|этих|здесь|тут|там|туда|оттуда|тогда|тот|та|те|том|той|тех|такой|такая|такие|it|its|they|them|their|he|him|his|she|her|that|this|those|these|here|there|then|one|ones)(?=[^\p{L}]|$)/iu;
const CONTINUES = /^(?:а|и|но|ну|тогда|and|but|so|what about|how about)\s/iu;
/** «Что сказано о …?», "What does it say about …?": one word is a whole subject, and "it" is the document. */
const SAYS_ABOUT =
  /(?:сказано|сказали|говорит|говорится|говорят|упоминается|упомянуто|написано|пишут|пишется|says?|said|mention|mentioned|states?|stated)\s+(?:об?|обо|про|насчёт|насчет|about|of|on)\s+(?<subject>.+)/iu;
/** A question with fewer subject words than this leans on the conversation. */
const MIN_TERMS = 2;
/** Earlier questions that are put before a question, at most. */
const MAX_EARLIER_QUESTIONS = 3;

/**
 * The query to search with: the question, and as its context the earlier questions it leans on, oldest first, each on one line.
 *
 * A question that stands on its own is searched as it is, so that a change of subject is one.
 */
export function standaloneQuery({
  message,
  history = [],
}: {
  message: string;
  history?: ChatTurn[] | undefined;
}): SearchQuery {
  const earlier = history.filter(({ role }) => role === 'user').map(({ content }) => onOneLine(content));
  const question = onOneLine(message);
  // Said twice without an answer between: one belongs to the other, as when a passage is quoted and then asked about.
  if (history.at(-1)?.role === 'user') return { question, context: earlier.slice(-1) };
  const context: string[] = [];
  while (context.length < MAX_EARLIER_QUESTIONS && leansOnContext(context[0] ?? question)) {
    const previous = earlier.pop();
    if (previous === undefined) break;
    context.unshift(previous);
  }
  return { question, context };
}

function leansOnContext(question: string): boolean {
  if (CONTINUES.test(question)) return true;
  const subject = SAYS_ABOUT.exec(question)?.groups?.subject;
  if (subject !== undefined) return POINTS_BACK.test(subject);
  const terms = tokenize(question).filter((word) => isTerm(word) && !ASKING_WORDS.has(word));
  return terms.length < MIN_TERMS || POINTS_BACK.test(question);
}
