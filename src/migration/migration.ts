import type { KeptConversation } from '../protocol.ts';
import type { ParagraphStore } from '../stores/paragraph-store.ts';

/** Conversations that can be moved into another store. */
export interface MovableConversations {
  conversation(id: string): Promise<KeptConversation | null>;
  /** Every conversation that has not expired. */
  everything(): AsyncIterable<KeptConversation>;
  /** Keeps a conversation exactly as it was given, in the place of what is kept under its id. */
  putBack(conversation: KeptConversation): Promise<void>;
}

/** Where everything that is kept comes from, or goes to. */
export interface MigrationSide {
  store: ParagraphStore;
  /** Null or left out where none are kept: they are not moved then. */
  conversations?: MovableConversations | null | undefined;
}

/** The two sides of a migration. */
export interface MigrationSides {
  from: MigrationSide;
  to: MigrationSide;
}

/** Tells how far the work is: `what` it is doing now. */
export type MigrationProgress = (step: { what: string; unit: string; done: number; total: number }) => void;
