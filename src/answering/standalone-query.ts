import { onOneLine } from '../documents/document.ts';
import type { ChatTurn } from '../protocol/requests.ts';
import type { SearchQuery } from '../retrieval/match-question.ts';
import { answerRequestIn } from './follow-up/answer-request.ts';
import { asksToRework } from './follow-up/asks-to-rework.ts';
import { leaningOf } from './follow-up/leans-on.ts';
import { placePointingBack, readQuestionWords, withoutContinuing } from './follow-up/question-words.ts';
import { isSameWord, replacePart } from './follow-up/replace-part.ts';
import { namesAnswered, quotesIn, topicOf } from './follow-up/topic-of.ts';
import { recognizeSmallTalk } from './small-talk/recognize-small-talk.ts';

/** Earlier texts that are put before a question, at most. */
const MAX_CONTEXT = 3;
const ASKS_REASON = /^(?:(?:но|но\s+)?(?:почему|зачем|отчего)|(?:but\s+)?(?:why|how come|what for))(?![\p{L}])/iu;
const CONDITION = /(?<!\p{L})(?:при|если|в случае|if|unless|in case|when)(?!\p{L})/iu;

/** A question as it was understood, and what was answered. */
interface Understood extends SearchQuery {
  answer: string;
}

/**
 * The query to search with: the question, completed with what it leaves out where it leaves something out, and as its context what may be
 * meant besides, each on one line.
 *
 * A question that stands on its own is searched as it is, so that a change of subject is one. A message that asks about the last answer
 * ("more"), or for it in another form ("as a list"), is searched as the question that was answered; small talk is no question that anything leans on.
 */
export function standaloneQuery({
  message,
  history = [],
}: {
  message: string;
  history?: ChatTurn[] | undefined;
}): SearchQuery {
  const question = onOneLine(message);
  const last = history.at(-1);
  // Said twice without an answer between: one belongs to the other, as when a passage is quoted and then asked about.
  if (last?.role === 'user') return { question, context: [onOneLine(last.content)] };
  const earlier = lastUnderstood(history);
  if (earlier === null) return { question, context: [] };
  const { answer: _, ...query } = earlier;
  return answerRequestIn(message) || asksToRework(message) ? query : complete(question, earlier);
}

/** The last question of a conversation that asked about the documents, completed by those before it. */
function lastUnderstood(history: ChatTurn[]): Understood | null {
  let understood: Understood | null = null;
  for (const [index, { role, content }] of history.entries()) {
    if (role !== 'user' || recognizeSmallTalk(content) !== null) continue;
    if (understood && (answerRequestIn(content) || asksToRework(content))) continue;
    const answer = history[index + 1]?.role === 'assistant' ? history[index + 1]!.content : '';
    const question = onOneLine(content);
    understood = { ...(understood ? complete(question, understood) : { question, context: [] }), answer };
  }
  return understood;
}

/** Completes a question with what it leaves out, taken from the question before it and its answer. */
function complete(question: string, earlier: Understood): SearchQuery {
  const leaning = leaningOf(question, earlier.question);
  if (leaning === 'none') return { question, context: [] };
  const { core, continues } = withoutContinuing(question);
  const before = earlier.context;
  const quotes = quotesIn(earlier.answer);
  if (leaning === 'fragment') {
    const replaced = replacePart(core, earlier.question, { continues });
    const context = replaced.kept === null ? before : [...before, replaced.kept];
    return { ...queryOf(replaced.question, context), answered: { quotes, newTerms: null } };
  }
  const topic = topicOf(earlier.question);
  const asked = leaning === 'bare' ? `${core.replace(/(?<![\s?!.])[\s?!.]+$/u, '')} ${topic}?` : core;
  const context = leaning === 'bare' ? before : [...before, topic];
  if (contentOf(core).length === 0 && ASKS_REASON.test(core)) {
    // The reason of what was said; a condition is one: «при отчислении».
    const newTerms = quotes.some((quote) => CONDITION.test(quote)) ? null : [];
    return { ...queryOf(asked, [...context, ...quotes.slice(0, 1)]), answered: { quotes, newTerms } };
  }
  const names = placePointingBack(core) === null ? [] : namesAnswered(earlier.answer, earlier.question);
  const newTerms = newTermsOf(core, earlier.question);
  return { ...queryOf(asked, [...context, ...names]), answered: { quotes, newTerms } };
}

function queryOf(question: string, context: readonly string[]): SearchQuery {
  return { question, context: context.filter((text) => text !== '').slice(-MAX_CONTEXT) };
}

function newTermsOf(core: string, question: string): string[] {
  const asked = contentOf(question);
  return contentOf(core).filter((term) => !asked.some((other) => isSameWord(term, other)));
}

const contentOf = (question: string) =>
  readQuestionWords(question).flatMap(({ role, term }) => (role === 'content' || role === 'verb' ? [term] : []));
