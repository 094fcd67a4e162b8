import type { ConfidenceSignals } from '../answering/extractive/confidence-signals.ts';
import { createSentenceRanker } from '../answering/extractive/rank-sentences.ts';
import { answeringQuotes } from '../answering/extractive/select-quotes.ts';
import { standaloneQuery } from '../answering/standalone-query.ts';
import { onOneLine } from '../documents/document.ts';
import type { Embedder } from '../embeddings/embedder.ts';
import type { Calibration } from '../retrieval/calibration.ts';
import type { SearchQuery } from '../retrieval/match-question.ts';
import { createSearch, type Search } from '../retrieval/search-paragraphs.ts';
import type { CalibrationSet } from './calibration-sets.ts';
import type { RankingExample } from './fit-ranking.ts';
import { containsEveryGroup } from './metrics.ts';
import type { EvaluationQuestion } from './questions.ts';

/** How a question stands to the document it is asked of: `foreign` ones were written for another document. */
export type Standing = 'answerable' | 'near' | 'far' | 'foreign';

/** What was seen when a question was asked of a document. */
export interface AnswerObservation {
  set: string;
  standing: Standing;
  signals: ConfidenceSignals;
  /** Whether the quotes that would be shown have the words of the answer. */
  isAnswered: boolean;
}

/** Questions of other documents asked of each document. */
const FOREIGN_QUESTIONS = 50;
const FOREIGN_KINDS: readonly string[] = ['direct', 'paraphrase', 'english', 'typo'];

/** Asks every question of its own document, and some of the others' questions too, and observes what speaks for the answer. */
export async function observeAnswers(
  sets: CalibrationSet[],
  { embedder, calibration, onSet }: { embedder: Embedder; calibration: Calibration; onSet: () => void },
): Promise<AnswerObservation[]> {
  const observations: AnswerObservation[] = [];
  for (const set of sets) {
    const search = createSearch({ store: set.store, embedder, calibration });
    const rankSentences = createSentenceRanker({ embedder });
    const observe = async (question: EvaluationQuestion, standing: Standing) => {
      const found = await search(queryOf(question));
      const ranking = await rankSentences(found);
      if (!ranking || found.match.terms.length === 0) return;
      const quotes = answeringQuotes(ranking.sentences, found)
        .map(({ paragraph, start, end }) =>
          onOneLine(paragraph.text.slice(start - paragraph.start, end - paragraph.start)),
        )
        .join('\u0000');
      const isAnswered = standing === 'answerable' && containsEveryGroup(quotes, question.gold!.answer);
      observations.push({ set: set.name, standing, signals: ranking.signals, isAnswered });
    };
    for (const question of set.questions) {
      const standing = standingOf(question);
      if (standing) await observe(question, standing);
    }
    for (const question of foreignQuestions(set, sets)) await observe(question, 'foreign');
    onSet();
  }
  return observations;
}

/** The signals of every candidate of every answerable question. */
export async function observeRankings(
  sets: CalibrationSet[],
  { embedder, calibration, onSet }: { embedder: Embedder; calibration: Calibration; onSet: () => void },
): Promise<RankingExample[]> {
  const examples: RankingExample[] = [];
  for (const { store, questions } of sets) {
    const search: Search = createSearch({ store, embedder, calibration });
    for (const question of questions) {
      if (!question.gold) continue;
      const { paragraphs } = await search(queryOf(question));
      examples.push({
        candidates: paragraphs.map(({ signals }) => signals),
        isGold: paragraphs.map(({ paragraph }) => question.gold!.paragraphs.includes(paragraph.number)),
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

/** Evenly spaced questions of the other documents, the same ones each time. */
function foreignQuestions(set: CalibrationSet, sets: CalibrationSet[]): EvaluationQuestion[] {
  const others = sets
    .filter((other) => other !== set)
    .flatMap(({ questions }) => questions.filter(({ kind, gold }) => gold !== null && FOREIGN_KINDS.includes(kind)));
  const step = Math.max(1, others.length / FOREIGN_QUESTIONS);
  const offset = sets.indexOf(set) % Math.ceil(step);
  return others.filter((_, index) => Math.floor((index + offset) / step) !== Math.floor((index + offset - 1) / step));
}
