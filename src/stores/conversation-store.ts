import type { Feedback, KeptConversation, KeptTurn } from '../protocol/conversation.ts';
import type { ChatTurn } from '../protocol/requests.ts';

/** Some turns of a conversation. */
export interface TurnRange {
  /** The number of the first one, from 1. */
  from: number;
  /** How many, at most. */
  limit: number;
}

/** Where conversations live: what was asked and answered, exactly as it was sent, until it expires or is forgotten. */
export interface ConversationStore {
  /** Whether the next turn may be answered by another process: then a turn is kept before the end of its answer is sent. */
  readonly isShared: boolean;
  /** The latest questions and the texts of their answers, oldest first; null for a conversation that is not kept. */
  history(conversationId: string, turns: number): Promise<ChatTurn[] | null>;
  /** @param turns Only some of its turns; null also where it has none of them. */
  conversation(conversationId: string, turns?: TurnRange): Promise<KeptConversation | null>;
  /**
   * Adds a turn to its conversation (`answer.conversationId`): one that begins with it, or one that is continued and so kept for
   * longer. One that was forgotten meanwhile stays so.
   */
  keepTurn(turn: Omit<KeptTurn, 'feedback' | 'askedAt'>, options: { begins: boolean }): Promise<void>;
  /**
   * Feedback on an answer, or on the latest where none is named, in the place of earlier feedback.
   *
   * @returns The id of the answer, or null when there is none.
   */
  keepFeedback(
    answer: { conversationId: string; answerId?: string | undefined },
    feedback: Feedback,
  ): Promise<string | null>;
  /** Erases a conversation. False when there is none. */
  forget(conversationId: string): Promise<boolean>;
  /** All that have not expired, in the order of their ids, of which a few are in memory at a time: for another store to put back. */
  everything(): AsyncIterable<KeptConversation>;
  /**
   * The latest turns of all that have not expired, newest first, of which a few are in memory at a time; others read and write between them. Nothing
   * else says whose they are.
   */
  latestTurns(limit: number): AsyncIterable<KeptTurn>;
  /**
   * Takes a conversation of another store, whole, with its times and its feedback. One that is here and lasts as long or longer stays as it is,
   * with what was asked meanwhile; of one that would end sooner nothing is left. Doing it twice changes nothing; what has expired is not taken.
   */
  putBack(conversation: KeptConversation): Promise<void>;
  close(): Promise<void>;
}
