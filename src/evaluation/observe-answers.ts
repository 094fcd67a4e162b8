import type { ConfidenceSignals } from '../answering/extractive/confidence-signals.ts';
import { rankSpans } from '../answering/extractive/rank-spans.ts';
import { answeringQuotes } from '../answering/extractive/select-quotes.ts';
import { standaloneQuery } from '../answering/standalone-query.ts';
import { onOneLine } from '../documents/document.ts';
import type { Embedder } from '../embeddings/embedder.ts';
import type { Calibration } from '../retrieval/calibration.ts';
import type { SearchQuery } from '../retrieval/match-question.ts';
import { createSearch, type Search } from '../retrieval/search-paragraphs.ts';
import type { CalibrationQuestion, CalibrationSet } from './calibration-sets.ts';
import type { RankingExample } from './fit-ranking.ts';
import { containsEveryGroup } from './metrics.ts';
import { type EvaluationQuestion, isGoldPlace } from './questions.ts';

/** How a question stands to the documents it is asked of: `foreign` ones were written for another document. */
export type Standing = 'answerable' | 'near' | 'far' | 'foreign';

/** What was seen when a question was asked of a set. */
export interface AnswerObservation {
  /** As `CalibrationQuestion.writtenFor`; of a foreign question the set it was asked of. */
  about: string;
  standing: Standing;
  signals: ConfidenceSignals;
  /** Whether the quotes that would be shown have the words of the answer. */
  isAnswered: boolean;
}

/** The candidates of a question, and what it was written for. */
export type RankingObservation = RankingExample & { about: string };

/** Questions of other documents asked of each document. */
const FOREIGN_QUESTIONS = 50;
const FOREIGN_KINDS: readonly string[] = ['direct', 'paraphrase', 'english', 'typo'];
/** One in so many documents of a collection is taken away, and what it answers asked of the others. */
const TAKEN_AWAY = 3;
/** Candidates whose sentences are looked at to learn what sentences are worth. */
const PARAGRAPHS_OBSERVED = 20;

interface ObservationOptions {
  embedder: Embedder;
  calibration: Calibration;
  onSet: () => void;
}

/** Asks every question of its own set, and some of the others' questions too, and observes what speaks for the answer. */
export async function observeAnswers(
  sets: CalibrationSet[],
  { embedder, calibration, onSet }: ObservationOptions,
): Promise<AnswerObservation[]> {
  const observations: AnswerObservation[] = [];
  for (const set of sets) {
    const search = createSearch({ store: set.store, embedder, calibration });
    const observe = async (
      question: CalibrationQuestion,
      { standing, about, documentIds }: { standing: Standing; about: string; documentIds?: string[] },
    ) => {
      const found = await search(queryOf(question), documentIds);
      const ranking = await rankSpans(found);
      if (!ranking || found.match.terms.length === 0) return;
      const quotes = answeringQuotes(ranking.spans, found)
        .filter(({ paragraph }) => question.source === null || paragraph.documentId === question.source)
        .map(({ paragraph, start, end }) =>
          onOneLine(paragraph.text.slice(start - paragraph.start, end - paragraph.start)),
        )
        .join('\u0000');
      const isAnswered = standing === 'answerable' && containsEveryGroup(quotes, question.gold!.answer);
      observations.push({ about, standing, signals: ranking.signals, isAnswered });
    };
    for (const question of set.questions) {
      const standing = standingOf(question);
      if (standing) await observe(question, { standing, about: question.writtenFor });
    }
    for (const question of foreignQuestions(set, sets))
      await observe(question, { standing: 'foreign', about: set.name });
    for (const question of answeredByTakenAway(set)) {
      await observe(question, { standing: 'foreign', about: question.writtenFor, documentIds: documentsLeft(set) });
    }
    onSet();
  }
  return observations;
}

/** The signals of every candidate of every answerable question. */
export async function observeRankings(
  sets: CalibrationSet[],
  { embedder, calibration, onSet }: ObservationOptions,
): Promise<RankingObservation[]> {
  const examples: RankingObservation[] = [];
  for (const { store, questions } of sets) {
    const search: Search = createSearch({ store, embedder, calibration, paragraphsRead: PARAGRAPHS_OBSERVED });
    for (const question of questions) {
      if (!question.gold) continue;
      const { paragraphs } = await search(queryOf(question));
      examples.push({
        about: question.writtenFor,
        candidates: paragraphs.map(({ signals }) => signals),
        isGold: paragraphs.map(({ paragraph: { documentId, number } }) =>
          isGoldPlace(question, { documentId, paragraph: number }),
        ),
      });
    }
    onSet();
  }
  return examples;
}

function queryOf({ question, history }: EvaluationQuestion): SearchQuery {
  return standaloneQuery({ message: question, history });
}

function standingOf({ gold, distance }: EvaluationQuestion): Standing | null {
  return gold ? 'answerable' : distance;
}

/** The documents of a set that are asked when one in three is taken away; none of a set of one. */
function documentsLeft({ documentIds }: CalibrationSet): string[] {
  return documentIds.filter((_, index) => index % TAKEN_AWAY > 0);
}

/** The questions that only documents answer which are taken away. */
function answeredByTakenAway(set: CalibrationSet): CalibrationQuestion[] {
  const left = documentsLeft(set);
  if (left.length === 0) return [];
  return set.questions.filter(({ gold, source }) => gold !== null && source !== null && !left.includes(source));
}

/** Evenly spaced questions of the other documents, the same ones each time. */
function foreignQuestions(set: CalibrationSet, sets: CalibrationSet[]): CalibrationQuestion[] {
  const others = sets
    .flatMap(({ questions }) => questions)
    .filter(
      ({ kind, gold, source }) =>
        gold !== null && FOREIGN_KINDS.includes(kind) && source !== null && !set.documentIds.includes(source),
    );
  const step = Math.max(1, others.length / FOREIGN_QUESTIONS);
  const offset = sets.indexOf(set) % Math.ceil(step);
  return others.filter((_, index) => Math.floor((index + offset) / step) !== Math.floor((index + offset - 1) / step));
}
