import { onOneLine } from '../../documents/document.ts';
import type { AnswerKind, FoundParagraph } from '../../protocol/answer.ts';
import type { KeptTurn } from '../../protocol/conversation.ts';
import type { ConversationStore } from '../../stores/conversation-store.ts';

/** Outcomes of questions to the documents, the best first. */
export const REVIEWED_KINDS = ['answered', 'related', 'unanswered'] as const satisfies AnswerKind[];
export type ReviewedKind = (typeof REVIEWED_KINDS)[number];

/** A question that the documents did not answer, or not well. Nothing in it says who asked it. */
export interface OpenQuestion {
  /** On one line. */
  question: string;
  /** ISO 8601. */
  askedAt: string;
  kind: AnswerKind;
  /** 0…1. */
  confidence: number;
  /** Whether its reader gave the answer a thumb down. */
  isDisliked: boolean;
  /** The nearest paragraphs, as they were found then. */
  found: FoundParagraph[];
}

/** How many questions there were on a day (UTC, ISO 8601), by outcome. */
export interface QuestionDay {
  day: string;
  counts: Record<ReviewedKind, number>;
}

/** What the latest questions were. */
export interface CollectedQuestions {
  /** Newest first. */
  open: OpenQuestion[];
  /** Those with questions, oldest first. */
  days: QuestionDay[];
  /** Questions to the documents, and questions or remarks of any kind, that were read. */
  asked: number;
  read: number;
}

/** Paragraphs that are kept of each question. */
const MAX_FOUND = 3;

/** Collects the open ones of the latest questions, and counts all. What asks nothing of the documents counts where its answer was disliked. */
export async function collectQuestions(
  { latestTurns }: Pick<ConversationStore, 'latestTurns'>,
  limit: number,
): Promise<CollectedQuestions> {
  const days = new Map<string, QuestionDay['counts']>();
  const collected: CollectedQuestions = { open: [], days: [], asked: 0, read: 0 };
  for await (const turn of latestTurns(limit)) {
    collected.read += 1;
    const kind = REVIEWED_KINDS.find((reviewed) => reviewed === turn.answer.kind);
    if (kind) {
      collected.asked += 1;
      const day = turn.askedAt.slice(0, 'YYYY-MM-DD'.length);
      const counts = days.get(day) ?? { answered: 0, related: 0, unanswered: 0 };
      counts[kind] += 1;
      days.set(day, counts);
    }
    const open = openQuestionOf(turn);
    if (open) collected.open.push(open);
  }
  collected.days = [...days].map(([day, counts]) => ({ day, counts })).sort((a, b) => (a.day < b.day ? -1 : 1));
  return collected;
}

function openQuestionOf({ question, askedAt, answer, feedback }: KeptTurn): OpenQuestion | null {
  const { kind, confidence, paragraphs } = answer;
  const isDisliked = feedback?.thumb === 'down';
  if (kind !== 'unanswered' && kind !== 'related' && !isDisliked) return null;
  const found = paragraphs.slice(0, MAX_FOUND);
  return { question: onOneLine(question), askedAt, kind, confidence, isDisliked, found };
}
