import type { UnansweredReason } from '../../protocol/answer.ts';
import type { Calibration } from '../../retrieval/calibration.ts';
import type { SearchResult } from '../../retrieval/search-paragraphs.ts';
import { isExactTerm } from '../../text/exact-terms/exact-terms.ts';
import { splitSentences } from '../../text/split-sentences.ts';
import type { Quote, QuoteSelection, QuoteSelector } from '../answer.ts';
import { decideOutcome, oddsOf } from './decide-outcome.ts';
import { type RankedSpan, rankSpans } from './rank-spans.ts';

const MAX_QUOTES = 3;
/** A further sentence is quoted when its score is this close to the best; lists and overviews reach further. */
const CLOSE_SCORE = 0.6;
const CLOSE_SCORE_OF_LIST = 5;
/** A span says as much as the best when it covers the question as well, but for this share. */
const SAME_COVERAGE = 0.05;

/** Questions whose answer may stand in several places. */
const ASKS_LIST =
  /(?:^|\s)как(?:ие|их|им|ими)\s|что\s+(?:\p{L}+\s+)?(?:говор|сказан|пиш|написан|известно)|перечисл|назов|расскаж|упом[яи]н|обзор|кратко|о\s+ч[её]м|\blist\b|what (?:are|does .* say)|which \p{L}+s\b|mention|overview|summar|\btell\b/iu;

/** Creates the function that selects the spans of the documents that answer best, word for word: once for each result of a search, whose selection is shared, so it must not be changed. */
export function createQuoteSelector({
  calibration: { thresholds, ...models },
}: {
  calibration: Calibration;
}): QuoteSelector {
  const select: QuoteSelector = async (found) => {
    if (found.paragraphs.length === 0) return unanswered('no-documents');
    if (found.match.terms.length === 0 && found.match.aspects.size === 0) return unanswered('nothing-to-search');
    const ranking = await rankSpans(found);
    if (!ranking) return unanswered('nothing-relevant');

    const { spans, signals } = ranking;
    const odds = oddsOf(signals, models);
    const kind = isOfOtherYear(spans[0]!, found) ? 'related' : decideOutcome(odds, thresholds);
    if (kind === 'unanswered') return unanswered('nothing-relevant', odds.confidence);
    const quotes =
      kind === 'answered'
        ? withLeadIns(answeringQuotes(spans, found), found)
        : withLeadIns(nearestQuotes(spans), found);
    return { kind, confidence: odds.confidence, reason: null, quotes };
  };
  const selected = new WeakMap<SearchResult, QuoteSelection>();
  return async (found) => {
    const selection = selected.get(found) ?? (await select(found));
    selected.set(found, selection);
    return selection;
  };
}

/** Whether the best span is of a document that exists for other years than the one asked for, and says nothing of that year itself. */
function isOfOtherYear({ paragraph, start, end }: RankedSpan, { match, versions }: SearchResult): boolean {
  if (!versions.withoutYear.has(paragraph.documentId)) return false;
  const text = paragraph.text.slice(start - paragraph.start, end - paragraph.start);
  return !(match.question.match(/\d{4}/g) ?? []).every((year) => text.includes(year));
}

function unanswered(reason: UnansweredReason, confidence = 0): QuoteSelection {
  return { kind: 'unanswered', confidence, reason, quotes: [] };
}

/** The spans that answer: the best first, then others that say as much; those of a list in the order of the text. */
export function answeringQuotes(spans: RankedSpan[], { match }: SearchResult): RankedSpan[] {
  const best = spans[0]!;
  const ofAspects = spansOfAspects(spans, match.aspects);
  if (ofAspects.length > 0) return inOrder(ofAspects.slice(0, MAX_QUOTES));
  // A question that names a date, a code or a part of a document is about that one.
  const isAboutOne = match.terms.some(({ term }) => isExactTerm(term));
  const asksList =
    (ASKS_LIST.test(match.question) && !isAboutOne) || match.aspects.size > 1 || match.aspects.has('party');
  if (best.isList) return inOrder(spans.filter((span) => span.isList && isOfSameList(span, best)));
  const close = spans.filter(({ score }) => best.score - score <= (asksList ? CLOSE_SCORE_OF_LIST : CLOSE_SCORE));
  return asksList
    ? inOrder(close.slice(0, MAX_QUOTES))
    : close.filter((span) => saysAsMuch(span, best)).slice(0, MAX_QUOTES);
}

function inOrder(spans: RankedSpan[]): RankedSpan[] {
  return spans.sort((a, b) => a.paragraph.key - b.paragraph.key || a.start - b.start);
}

function isOfSameList({ paragraph }: RankedSpan, best: RankedSpan): boolean {
  const { leadIn } = paragraph.context ?? {};
  return (
    paragraph.key === best.paragraph.key ||
    (leadIn !== undefined &&
      paragraph.documentId === best.paragraph.documentId &&
      leadIn === best.paragraph.context?.leadIn)
  );
}

/** Whether a span beside the best one answers as well, by what is asked for and of what. */
function saysAsMuch(span: RankedSpan, best: RankedSpan): boolean {
  return (
    span === best || (span.answerTypeShare >= best.answerTypeShare && span.coverage >= best.coverage - SAME_COVERAGE)
  );
}

/** Items come with what leads into their list, once: "smoking" says the opposite of "It is forbidden: smoking". */
function withLeadIns(spans: RankedSpan[], found: SearchResult): Quote[] {
  const shown = new Set<string>();
  return spans.flatMap((span): Quote[] => {
    const leadIn = leadInOf(span, found);
    const place = leadIn && `${leadIn.paragraph.key} ${leadIn.start}`;
    if (!leadIn || shown.has(place!)) return [span];
    shown.add(place!);
    return [leadIn, span];
  });
}

/** What leads into the list of an item, or into a list that stands in a paragraph of its own; undefined where it is in the span. */
function leadInOf(span: RankedSpan, { sentences, leadIns }: SearchResult) {
  if (!span.isList && span.item === null) return undefined;
  const { key } = span.paragraph;
  const own = sentences.findLast(
    ({ paragraph, isHeader, item, end }) => paragraph.key === key && isHeader && item === null && end <= span.start,
  );
  if (own) return own;
  const leadIn = leadIns.get(key);
  if (!leadIn) return undefined;
  const last = splitSentences(leadIn.text).at(-1)!;
  return { paragraph: leadIn, start: leadIn.start + last.start, end: leadIn.start + last.end };
}

/**
 * "When and where was it signed?" has two answers: the best sentence for each of the aspects asked for most, then the other sentences of
 * these aspects. None when only one aspect is asked for, or found.
 */
function spansOfAspects(spans: RankedSpan[], aspects: SearchResult['match']['aspects']): RankedSpan[] {
  const highest = Math.max(...aspects.values());
  const asked = [...aspects].filter(([, weight]) => weight === highest);
  const byAspect = asked.map(([aspect]) => spans.filter(({ paragraph }) => paragraph.aspects.includes(aspect)));
  const best = new Set(byAspect.flatMap(([first]) => first ?? []));
  return best.size > 1 ? [...new Set([...best, ...byAspect.flat()])] : [];
}

/** The best span of each of the nearest paragraphs. */
export function nearestQuotes(spans: RankedSpan[]): RankedSpan[] {
  const paragraphs = new Set<number>();
  return spans.filter(({ paragraph: { key } }) => !paragraphs.has(key) && paragraphs.add(key)).slice(0, MAX_QUOTES);
}
