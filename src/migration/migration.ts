import type { ConversationStore } from '../stores/conversation-store.ts';
import type { ParagraphStore } from '../stores/paragraph-store.ts';

/** What moving conversations needs of their stores. */
export type MovableConversations = Pick<ConversationStore, 'conversation' | 'everything' | 'putBack'>;

/** Where everything that is kept comes from, or goes to. */
interface MigrationSide {
  store: ParagraphStore;
  /** Null or left out where none are kept: they are not moved then. */
  conversations?: MovableConversations | null | undefined;
}

/** The two sides of a migration. */
export interface MigrationSides {
  from: MigrationSide;
  to: MigrationSide;
}

/** Reports how far the work is: `what` it is doing now. */
export type MigrationProgress = (step: { what: string; unit: string; done: number; total: number }) => void;
