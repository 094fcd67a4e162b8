import type { UnansweredReason } from '../../protocol/answer.ts';
import type { Calibration } from '../../retrieval/calibration.ts';
import type { SearchResult } from '../../retrieval/search-paragraphs.ts';
import { isExactTerm } from '../../text/exact-terms/exact-terms.ts';
import type { QuoteSelection, QuoteSelector } from '../answer.ts';
import { decideOutcome, oddsOf } from './decide-outcome.ts';
import { type RankedSentence, rankSentences } from './rank-sentences.ts';

const MAX_QUOTES = 3;
/** A further sentence is quoted when its score is this close to the best; lists and overviews reach further. */
const CLOSE_SCORE = 0.6;
const CLOSE_SCORE_OF_LIST = 4.3;

/** Questions whose answer may stand in several places. */
const ASKS_LIST =
  /(?:^|\s)как(?:ие|их|им|ими)\s|что\s+(?:\p{L}+\s+)?(?:говор|сказан|пиш|написан|известно)|перечисл|назов|расскаж|упом[яи]н|обзор|кратко|о\s+ч[её]м|\blist\b|what (?:are|does .* say)|which \p{L}+s\b|mention|overview|summar|\btell\b/iu;

/** Creates the function that selects the one to three sentences of the documents that answer best, word for word. */
export function createQuoteSelector({
  calibration: { thresholds, ...models },
}: {
  calibration: Calibration;
}): QuoteSelector {
  return async (found) => {
    if (found.paragraphs.length === 0) return unanswered('no-documents');
    if (found.match.terms.length === 0 && found.match.aspects.size === 0) return unanswered('nothing-to-search');
    const ranking = rankSentences(found);
    if (!ranking) return unanswered('nothing-relevant');

    const { sentences, signals } = ranking;
    const odds = oddsOf(signals, models);
    const kind = decideOutcome(odds, thresholds);
    if (kind === 'unanswered') return unanswered('nothing-relevant', odds.confidence);
    const quotes = kind === 'answered' ? answeringQuotes(sentences, found) : nearestQuotes(sentences);
    return { kind, confidence: odds.confidence, reason: null, quotes };
  };
}

function unanswered(reason: UnansweredReason, confidence = 0): QuoteSelection {
  return { kind: 'unanswered', confidence, reason, quotes: [] };
}

/** The sentences that answer: the best, and others as good as it, in the order of the text. */
export function answeringQuotes(sentences: RankedSentence[], { match }: SearchResult): RankedSentence[] {
  // A question that names a date, a code or a part of a document is about that one.
  const isAboutOne = match.terms.some(({ term }) => isExactTerm(term));
  const isList =
    (ASKS_LIST.test(match.question) && !isAboutOne) || match.aspects.size > 1 || match.aspects.has('party');
  const close = isList ? CLOSE_SCORE_OF_LIST : CLOSE_SCORE;
  const ofAspects = sentencesOfAspects(sentences, match.aspects);
  const quotes =
    ofAspects.length > 0 ? ofAspects : sentences.filter(({ score }) => sentences[0]!.score - score <= close);
  return quotes.slice(0, MAX_QUOTES).sort((a, b) => a.paragraph.key - b.paragraph.key || a.start - b.start);
}

/**
 * "When and where was it signed?" has two answers: the best sentence for each of the aspects asked for most, then the other sentences of
 * these aspects. None when only one aspect is asked for, or found.
 */
function sentencesOfAspects(sentences: RankedSentence[], aspects: SearchResult['match']['aspects']): RankedSentence[] {
  const highest = Math.max(...aspects.values());
  const asked = [...aspects].filter(([, weight]) => weight === highest);
  const byAspect = asked.map(([aspect]) => sentences.filter(({ paragraph }) => paragraph.aspects.includes(aspect)));
  const best = new Set(byAspect.flatMap(([first]) => first ?? []));
  return best.size > 1 ? [...new Set([...best, ...byAspect.flat()])] : [];
}

/** The best sentence of each of the nearest paragraphs. */
export function nearestQuotes(sentences: RankedSentence[]): RankedSentence[] {
  const paragraphs = new Set<number>();
  return sentences.filter(({ paragraph: { key } }) => !paragraphs.has(key) && paragraphs.add(key)).slice(0, MAX_QUOTES);
}
