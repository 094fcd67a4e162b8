import type { AnswerKind } from '../../protocol/answer.ts';
import type { Calibration } from '../../retrieval/calibration.ts';
import type { RankedParagraph } from '../../retrieval/rank-paragraphs.ts';
import {
  type ScoredSentence,
  type SentenceScorer,
  termWeights,
  weightedMean,
} from '../../retrieval/score-sentences.ts';
import type { SearchResult } from '../../retrieval/search-paragraphs.ts';
import type { StoredParagraph } from '../../stores/document-reader.ts';
import type { AnswerSpan } from './answer-spans.ts';
import { confidenceSignals } from './confidence-signals.ts';
import { decideOutcome, type Odds, oddsOf } from './decide-outcome.ts';
import { rankSpans, scoreOf } from './rank-spans.ts';

/** A statement in somebody else's words, and the places of the documents that support it. Offsets as in `Quote`. */
export interface CitedStatement {
  text: string;
  cited: readonly { paragraph: StoredParagraph; start: number; end: number }[];
}

/** How well a statement answers, by the measure of excerpts. */
export interface StatementJudgement {
  /** What an answer of this statement alone would be. */
  kind: AnswerKind;
  odds: Odds;
  /** Whether a name or number of the question is nowhere near: then it is about another. */
  lacksName: boolean;
  /** Whether it has at least half as much of the words of the question as the best excerpt. */
  isCovering: boolean;
  /** How far its score is behind that of the best excerpt; negative where it is ahead. */
  behind: number;
}

const COVERING_SHARE = 0.5;

/** Judges a statement; null where nothing was found to compare it with. @throws MODEL_UNAVAILABLE */
export type StatementJudge = (found: SearchResult, statement: CitedStatement) => Promise<StatementJudgement | null>;

/**
 * Creates the judge of what others say with our quotes: a statement is scored as an excerpt is, by its own words and those it cites. What it must have of the
 * kind that is asked for, a sum or a date, it must have itself.
 */
export function createStatementJudge({
  scorer,
  calibration: { thresholds, ...models },
}: {
  scorer: SentenceScorer;
  calibration: Calibration;
}): StatementJudge {
  return async (found, { text, cited }) => {
    const best = (await rankSpans(found))?.spans[0];
    const ranked = rankedOf(found, cited);
    if (!best || !ranked) return null;
    const [said, [sentences = []]] = await Promise.all([
      scorer.ofText(found, ranked, text),
      scorer.ofParagraphs(found, [ranked]),
    ]);
    const supporting = sentences.filter((sentence) => cited.some((place) => isIn(sentence, place)));
    const span = together(said, supporting, termWeights(found));
    const signals = confidenceSignals(found, [...found.sentences, ...sentences, span], span);
    const odds = oddsOf(signals, models);
    const score = scoreOf(span, termWeights(found));
    return {
      kind: decideOutcome(odds, thresholds),
      odds,
      lacksName: signals.nameMissing > 0,
      isCovering: span.coverage >= COVERING_SHARE * best.coverage,
      behind: best.score - score,
    };
  };
}

function isIn({ paragraph, start, end }: ScoredSentence, place: CitedStatement['cited'][number]): boolean {
  return paragraph.key === place.paragraph.key && start < place.end && place.start < end;
}

/** The best ranked of the cited paragraphs; for one that was only read beside others, the nearest of its document that was ranked. */
function rankedOf(
  { paragraphs }: Pick<SearchResult, 'paragraphs'>,
  cited: CitedStatement['cited'],
): RankedParagraph | null {
  const own = paragraphs.find(({ paragraph }) => cited.some((place) => place.paragraph.key === paragraph.key));
  if (own) return own;
  const [first] = cited;
  if (!first) return null;
  const ofDocument = paragraphs.filter(({ paragraph }) => paragraph.documentId === first.paragraph.documentId);
  const distance = ({ paragraph }: RankedParagraph) => Math.abs(paragraph.number - first.paragraph.number);
  return ofDocument.sort((a, b) => distance(a) - distance(b))[0] ?? null;
}

/** What a statement and the sentences it cites have together. */
function together(said: ScoredSentence, supporting: readonly ScoredSentence[], weights: number[]): AnswerSpan {
  const all = [said, ...supporting];
  const most = (value: (sentence: ScoredSentence) => number) => Math.max(...all.map(value));
  const mostOf = (values: (sentence: ScoredSentence) => number[]) =>
    values(said).map((_, term) => most((sentence) => values(sentence)[term]!));
  const likeness = mostOf((sentence) => sentence.likeness);
  return {
    ...said,
    likeness,
    own: mostOf(({ own }) => own),
    coverage: weightedMean(likeness, weights),
    similarity: most(({ similarity }) => similarity),
    subjectSimilarity: most(({ subjectSimilarity }) => subjectSimilarity),
    part: most(({ part }) => part),
    further: 0,
    isList: false,
  };
}
