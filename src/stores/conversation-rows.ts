import type { Answer } from '../protocol/answer.ts';
import type { Feedback, KeptTurn } from '../protocol/conversation.ts';
import type { ParagraphPlace } from '../protocol/places.ts';

/** A turn as databases keep it: times in milliseconds, what has a form of its own as JSON. */
export interface TurnRow {
  askedAt: number;
  question: string;
  about: string | null;
  answer: string;
  thumb: Feedback['thumb'];
  comment: string | null;
}

/** A turn of its row. */
export function turnOf({ askedAt, question, about, answer, thumb, comment }: TurnRow): KeptTurn {
  return {
    askedAt: timeOf(askedAt),
    question,
    about: about === null ? null : (JSON.parse(about) as ParagraphPlace),
    answer: JSON.parse(answer) as Answer,
    feedback: thumb === null && comment === null ? null : { thumb, comment },
  };
}

/** The row of a turn, with its place in the conversation. */
export function rowOf(
  conversationId: string,
  { number, turn }: { number: number; turn: KeptTurn },
): TurnRow & { conversationId: string; number: number; answerId: string } {
  const { askedAt, question, about, answer, feedback } = turn;
  return {
    conversationId,
    number,
    answerId: answer.id,
    askedAt: Date.parse(askedAt),
    question,
    about: about && JSON.stringify(about),
    answer: JSON.stringify(answer),
    thumb: feedback?.thumb ?? null,
    comment: feedback?.comment ?? null,
  };
}

/** A time as the protocol has it: ISO 8601, in UTC. */
export function timeOf(ms: number): string {
  return new Date(ms).toISOString();
}
