import type { SearchResult } from '../../retrieval/search-paragraphs.ts';
import type { RankedSentence } from './rank-sentences.ts';

const MAX_QUOTES = 3;
/** A further sentence is quoted when its score is this close to the best; lists and overviews reach further. */
const CLOSE_SCORE = 0.6;
const CLOSE_SCORE_OF_LIST = 1.8;

/** Questions whose answer may stand in several places. */
const ASKS_LIST =
  /(?:^|\s)как(?:ие|их|им|ими)\s|что\s+(?:\p{L}+\s+)?(?:говор|сказан|пиш|написан|известно)|перечисл|назов|расскаж|упом[яи]н|обзор|кратко|о\s+ч[её]м|\blist\b|what (?:are|does .* say)|which \p{L}+s\b|mention|overview|summar|\btell\b/iu;

/** The sentences that answer: the best, and others as good as it, in the order of the text. */
export function answeringQuotes(sentences: RankedSentence[], { match }: SearchResult): RankedSentence[] {
  const isList = ASKS_LIST.test(match.question) || match.aspects.size > 1 || match.aspects.has('party');
  const close = isList ? CLOSE_SCORE_OF_LIST : CLOSE_SCORE;
  const ofAspects = sentencesOfAspects(sentences, match.aspects);
  const quotes =
    ofAspects.length > 0 ? ofAspects : sentences.filter(({ score }) => sentences[0]!.score - score <= close);
  return quotes.slice(0, MAX_QUOTES).sort((a, b) => a.paragraph.key - b.paragraph.key || a.start - b.start);
}

/**
 * "When and where was it signed?" has two answers: the best sentence for each of what is asked most, then others that tell any of it.
 * None when only one thing is asked, or told.
 */
function sentencesOfAspects(sentences: RankedSentence[], aspects: SearchResult['match']['aspects']): RankedSentence[] {
  const highest = Math.max(...aspects.values());
  const asked = [...aspects].filter(([, weight]) => weight === highest);
  const telling = asked.map(([aspect]) => sentences.filter(({ paragraph }) => paragraph.aspects.includes(aspect)));
  const best = new Set(telling.flatMap(([first]) => first ?? []));
  return best.size > 1 ? [...new Set([...best, ...telling.flat()])] : [];
}

/** The best sentence of each of the nearest paragraphs. */
export function nearestQuotes(sentences: RankedSentence[]): RankedSentence[] {
  const paragraphs = new Set<number>();
  return sentences.filter(({ paragraph: { key } }) => !paragraphs.has(key) && paragraphs.add(key)).slice(0, MAX_QUOTES);
}
