import type { Config } from './config.ts';
import { PilcrowError } from './errors.ts';
import type { ConversationStore } from './stores/conversation-store.ts';
import type { ParagraphStore } from './stores/paragraph-store.ts';
import { openSqliteConversationStore } from './stores/sqlite-conversation-store.ts';
import { openSqliteStore } from './stores/sqlite-store.ts';

/** Where everything can be kept. */
export type StoreKind = 'sqlite' | 'postgres';

/** The stores of one kind, open. */
export interface OpenStores {
  store: ParagraphStore;
  /** Null when none are kept. */
  conversations: ConversationStore | null;
  close(): Promise<void>;
}

/** Opens the stores of a kind that the settings name. @throws CONFIG_INVALID when they name none; INDEX_CORRUPT, CONVERSATIONS_UNUSABLE. */
export async function openStoreOf(
  kind: StoreKind,
  { indexDirectory, vectorPrecision, conversations: keeping }: Config,
): Promise<OpenStores> {
  if (kind === 'postgres') {
    throw new PilcrowError('CONFIG_INVALID', 'Cannot open the PostgreSQL store: no database is set; set DATABASE_URL');
  }
  const store = openSqliteStore(indexDirectory, { precision: vectorPrecision });
  const conversations = keeping.areKept ? openSqliteConversationStore(indexDirectory, keeping) : null;
  return {
    store,
    conversations,
    async close() {
      await conversations?.close();
      await store.close();
    },
  };
}
