import type { Config } from '../config/config.ts';
import { PilcrowError } from '../errors.ts';
import type { ConversationStore } from './conversation-store.ts';
import type { ParagraphStore, SearchedStore } from './paragraph-store.ts';
import type { RateCounter } from './rate-counter.ts';
import type { UsageCounter } from './usage-counter.ts';

/** Where everything is kept. */
export interface Stores {
  /** Written to, and read where what was just written must be seen. */
  store: ParagraphStore;
  /** Answered from: a copy that may lag behind, or the same. */
  searched: SearchedStore;
  /** Null when none are kept. */
  conversations: ConversationStore | null;
  /** Counts calls for all servers together; null where each counts its own. */
  rateCounter: RateCounter | null;
  /** Counts what a chat model is asked in a day; null where it has no limits. */
  usageCounter: UsageCounter | null;
  close(): Promise<void>;
}

/** The kinds of stores there are. */
export const STORE_KINDS = ['sqlite', 'postgres'] as const;
export type StoreKind = (typeof STORE_KINDS)[number];

/** Settings that say where things are kept. */
type StoreConfig = Pick<Config, 'database' | 'indexDirectory' | 'vectorPrecision' | 'conversations' | 'chatModel'>;

/** Opens the stores of the settings: files of this machine, or the database of many. @throws DATABASE_UNAVAILABLE, DATABASE_UNUSABLE */
export async function openStores(config: StoreConfig): Promise<Stores> {
  return openStoresOf(config.database === null ? 'sqlite' : 'postgres', config);
}

/** Opens the stores of one kind. @throws CONFIG_INVALID when the settings do not say where they are */
export async function openStoresOf(kind: StoreKind, config: StoreConfig): Promise<Stores> {
  return kind === 'sqlite' ? openFiles(config) : openDatabases(config);
}

async function openFiles(config: StoreConfig): Promise<Stores> {
  const { indexDirectory, vectorPrecision, conversations, chatModel } = config;
  const [{ openSqliteStore }, { openSqliteConversationStore }, { openSqliteUsageCounter }] = await Promise.all([
    import('./sqlite/paragraph-store.ts'),
    import('./sqlite/conversation-store.ts'),
    import('./sqlite/usage-counter.ts'),
  ]);
  const store = openSqliteStore(indexDirectory, { precision: vectorPrecision });
  const kept = conversations.areKept ? openSqliteConversationStore(indexDirectory, conversations) : null;
  const usageCounter = chatModel?.dailyLimits ? openSqliteUsageCounter(indexDirectory) : null;
  return {
    store,
    searched: store,
    conversations: kept,
    rateCounter: null,
    usageCounter,
    async close() {
      await store.close();
      await kept?.close();
      await usageCounter?.close();
    },
  };
}

async function openDatabases({ database, conversations, chatModel }: StoreConfig): Promise<Stores> {
  if (database === null) {
    throw new PilcrowError(
      'CONFIG_INVALID',
      'Cannot open the database: DATABASE_URL is not set; set it to postgres://user:password@host:port/database',
    );
  }
  const [
    { openDatabase },
    { openReplica },
    { upgradeSchema },
    { openPostgresStore },
    { openPostgresConversationStore },
    { openPostgresRateCounter },
    { openPostgresUsageCounter },
  ] = await Promise.all([
    import('./postgres/connection/database.ts'),
    import('./postgres/connection/replica.ts'),
    import('./postgres/schema/upgrade-schema.ts'),
    import('./postgres/paragraph-store.ts'),
    import('./postgres/conversation-store.ts'),
    import('./postgres/rate-counter.ts'),
    import('./postgres/usage-counter.ts'),
  ]);
  const written = openDatabase(database.write);
  const read = database.read && openReplica(database.read);
  const closeAll = async () => {
    await Promise.all([written.close(), read?.close()]);
  };
  await upgradeSchema(written).catch(async (error: unknown) => {
    await closeAll();
    throw error;
  });
  const store = openPostgresStore(written);
  const kept = conversations.areKept ? openPostgresConversationStore(written, conversations) : null;
  const rateCounter = openPostgresRateCounter(written);
  const usageCounter = chatModel?.dailyLimits ? openPostgresUsageCounter(written) : null;
  return {
    store,
    searched: read ? openPostgresStore(read) : store,
    conversations: kept,
    rateCounter,
    usageCounter,
    async close() {
      await rateCounter.close();
      await usageCounter?.close();
      await kept?.close();
      await closeAll();
    },
  };
}
