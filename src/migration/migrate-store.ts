import { PilcrowError } from '../errors.ts';
import type { Manifest } from '../stores/document-reader.ts';
import type { ParagraphStore } from '../stores/paragraph-store.ts';
import { type CopiedConversations, copyConversations } from './copy-conversations.ts';
import { type CopiedDocuments, copyDocuments } from './copy-documents.ts';
import type { MigrationProgress, MigrationSides } from './migration.ts';
import { type Verification, verifyCopy } from './verify-copy.ts';

/** Of the documents that are in the way so many are named. */
const NAMED = 3;

/** What was moved, and what a comparison of both sides found. */
export interface MigrationReport {
  copied: CopiedDocuments;
  /** Null where a side keeps none. */
  conversations: CopiedConversations | null;
  verification: Verification;
  /** Whether everything is there, as it was. */
  isWhole: boolean;
}

/**
 * Copies everything that is kept from one store into another, and then compares both. Nothing is computed; what is there already, as it is, is
 * passed over, so that work that was interrupted goes on. Neither side can be written by others meanwhile; both can be searched.
 *
 * @throws INDEX_NOT_READY when there is nothing to copy. CONFIG_INVALID when the other store holds documents of its own. INDEX_LOCKED, INDEX_CORRUPT.
 */
export async function migrateStore(
  { from, to }: MigrationSides,
  { onProgress = () => {} }: { onProgress?: MigrationProgress } = {},
): Promise<MigrationReport> {
  const stores = { from: from.store, to: to.store };
  return stores.from.withWriteLock(() =>
    stores.to.withWriteLock(async () => {
      const manifest = await requireIndex(stores.from);
      await requireNoOthers(stores);
      const copied = await copyDocuments(stores, { manifest, onProgress });
      const conversations =
        from.conversations && to.conversations
          ? await copyConversations({ from: from.conversations, to: to.conversations })
          : null;
      await stores.to.finishUpdate();
      await stores.to.untilWhole();
      const verification = await verifyCopy(stores, { manifest, onProgress });
      const isWhole = verification.differences === null && (conversations?.different ?? 0) === 0;
      return { copied, conversations, verification, isWhole };
    }),
  );
}

async function requireIndex(store: ParagraphStore): Promise<Manifest> {
  const manifest = await store.manifest();
  if (manifest !== null) return manifest;
  throw new PilcrowError(
    'INDEX_NOT_READY',
    'Cannot move the index: there is none to copy; run "npm run index" with the settings of the store it should come from',
  );
}

async function requireNoOthers({ from, to }: { from: ParagraphStore; to: ParagraphStore }): Promise<void> {
  const known = new Set((await from.documents()).map(({ id }) => id));
  const others = (await to.documents()).filter(({ id }) => !known.has(id)).map(({ id }) => `"${id}"`);
  if (others.length === 0) return;
  const more = others.length > NAMED ? ` and ${others.length - NAMED} more` : '';
  throw new PilcrowError(
    'CONFIG_INVALID',
    `Cannot move the index: the store it should go to holds documents that the other one does not have (${others.slice(0, NAMED).join(', ')}${more}); remove them there, or set it to an empty store; nothing was changed`,
  );
}
