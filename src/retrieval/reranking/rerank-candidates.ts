import { searchedTexts } from '../../documents/paragraph-context.ts';
import { PilcrowError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import { createCircuitBreaker } from '../../runtime/circuit-breaker.ts';
import { resultUntilAborted } from '../../runtime/result-until-aborted.ts';
import type { StoredParagraph } from '../../stores/document-reader.ts';
import { detectLanguage } from '../../text/detect-language.ts';
import type { Calibration } from '../calibration.ts';
import type { QuestionMatch } from '../match-question.ts';
import { byScore, type RankedParagraph, rankingWeights, shareOfContents } from '../rank-paragraphs.ts';
import type { Reranker } from './reranker.ts';
import { measureScores, type ScoreScale } from './score-scale.ts';

/** A ranking, judged by a reranker as far as there is one. */
interface Reranked {
  /** Best first. */
  paragraphs: RankedParagraph[];
  /** Whether the reranker did not fail: otherwise the next search of the same may be better. */
  isWhole: boolean;
}

/** What paragraphs were ranked for, and by. */
interface RankedFor {
  match: QuestionMatch;
  calibration: Pick<Calibration, 'ranking'>;
}

/** Judges the first of the ranked paragraphs again. It never fails. */
export type Rerank = (paragraphs: RankedParagraph[], ranked: RankedFor) => Promise<Reranked>;

/** Where no reranker is configured. */
export const leaveRanking: Rerank = async (paragraphs) => ({ paragraphs, isWhole: true });

/** Candidates that are judged again. */
export const CANDIDATES = 30;
/** Of failures in a row, one warning in so many ms is enough. */
const WARN_EVERY_MS = 60_000;
/** The scale is measured once a process, besides the questions: a model may be downloaded first. */
const MEASURING_MS = 30 * 60_000;

/**
 * Creates what reranks with a model. Its scores are measured on the scale of similarities, and added to those of the ranking with the weight of a
 * similarity: so a calibration that was learnt without a reranker holds. After `timeoutMs`, or when the reranker fails, the ranking is left as it is; after
 * three failures in a row the reranker is not asked for a while.
 */
export function createReranking({
  reranker,
  timeoutMs,
  log,
}: {
  reranker: Pick<Reranker, 'score'>;
  timeoutMs: number;
  log: Log;
}): Rerank {
  const breaker = createCircuitBreaker();
  const warn = createWarning(log);
  const scale = createScale(reranker);
  // It loads meanwhile; the first question that needs it reports a failure.
  scale().catch(() => {});
  const judge = async (match: QuestionMatch, candidates: readonly RankedParagraph[]) => {
    const ended = new AbortController();
    // The timer of `AbortSignal.timeout` would not keep the process alive until it fires.
    const timer = setTimeout(() => ended.abort(tooLate(timeoutMs)), timeoutMs);
    try {
      const texts = candidates.map(({ paragraph }) => textOf(paragraph));
      const judged = Promise.all([scale(), reranker.score(match.text, texts, { signal: ended.signal })]);
      return await resultUntilAborted(judged, ended.signal);
    } finally {
      clearTimeout(timer);
      ended.abort();
    }
  };
  return async (paragraphs, { match, calibration }) => {
    if (paragraphs.length < 2) return { paragraphs, isWhole: true };
    const endCall = breaker.begin();
    if (endCall === null) return { paragraphs, isWhole: false };
    const candidates = paragraphs.slice(0, CANDIDATES);
    try {
      const [measured, scores] = await judge(match, candidates);
      endCall('succeeded');
      const reranked = addScores(candidates, scores, { match, calibration, scale: measured });
      return { paragraphs: [...reranked, ...paragraphs.slice(CANDIDATES)], isWhole: true };
    } catch (error) {
      endCall('failed');
      warn(error);
      return { paragraphs, isWhole: false };
    }
  };
}

/** What the scores mean, measured at the first call; a failure is tried again at the next. */
function createScale(reranker: Pick<Reranker, 'score'>): () => Promise<ScoreScale> {
  let scale: Promise<ScoreScale> | null = null;
  return () => {
    scale ??= measureScores(reranker, { signal: AbortSignal.timeout(MEASURING_MS) }).catch((error) => {
      scale = null;
      throw error;
    });
    return scale;
  };
}

function createWarning(log: Log): (error: unknown) => void {
  let warnedAt = Number.NEGATIVE_INFINITY;
  return (error) => {
    if (performance.now() - warnedAt < WARN_EVERY_MS) return;
    warnedAt = performance.now();
    log.warn('The reranker gave no scores; rankings are left as they are', { error });
  };
}

function addScores(
  candidates: readonly RankedParagraph[],
  scores: readonly number[],
  { match, calibration, scale }: RankedFor & { scale: ScoreScale },
): RankedParagraph[] {
  const question = detectLanguage(match.question);
  const weight = rankingWeights(calibration.ranking).reranker;
  return candidates
    .map((ranked, index): RankedParagraph => {
      const passage = ranked.paragraph.language;
      const reranker = shareOfContents(match) * scale.of(scores[index]!, { question, passage });
      return { ...ranked, score: ranked.score + weight * reranker, signals: { ...ranked.signals, reranker } };
    })
    .sort(byScore);
}

/** A paragraph as it is embedded: with its headings and what it is to be read with. */
function textOf({ heading, context, text }: StoredParagraph): string {
  return [heading, ...searchedTexts(context), text].filter((part) => part !== null).join('\n');
}

function tooLate(timeoutMs: number): PilcrowError {
  return new PilcrowError(
    'MODEL_UNAVAILABLE',
    `Cannot rerank within ${timeoutMs} ms: the model is too slow or not loaded yet; take a smaller one or raise RERANK_TIMEOUT_MS`,
  );
}
