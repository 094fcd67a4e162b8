import type { LookupFunction } from 'node:net';
import { buildIndex } from '../../../src/build-index.ts';
import type { SitesConfig } from '../../../src/config/sites.ts';
import { createDatabaseLibrary } from '../../../src/library/database-library.ts';
import { createFolderLibrary } from '../../../src/library/folder-library.ts';
import { createSiteLibrary } from '../../../src/library/sites/site-library.ts';
import { createTaskQueue } from '../../../src/runtime/task-queue.ts';
import { summaryOf } from '../../../src/stores/summary-of.ts';
import { openTemporaryStore } from '../../retrieval/indexed-library.ts';
import { createRecordingEmbedder } from '../../support/recording-embedder.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const maxBytes = 100_000;
const LIMITS: SitesConfig = {
  ...{ maxPages: 100, maxPageBytes: maxBytes, maxBytes: 1_000_000, timeMs: 60_000, delayMs: 0 },
  allowsPrivateNetwork: true,
};

/** The pages of sites in a folder of their own, or in a store alone. */
export function openSiteLibrary({
  lookup,
  isStoreAlone = false,
  ...limits
}: Partial<SitesConfig> & { lookup?: LookupFunction; isStoreAlone?: boolean } = {}) {
  const directory = temporaryDirectory();
  const store = openTemporaryStore();
  const embedder = createRecordingEmbedder();
  const enqueueTask = createTaskQueue();
  const library = isStoreAlone
    ? createDatabaseLibrary({
        store,
        embedder,
        maxBytes,
        enqueueTask,
        keepsOriginals: true,
        temporaryDirectory: directory,
      })
    : createFolderLibrary({
        ...{ directory, maxBytes, enqueueTask },
        index: (request) => buildIndex({ store, embedder }, { directory, maxBytes, ...request }),
        documents: async () => (await store.documents()).map(summaryOf),
        knownIds: async () => new Map([...(await store.sources())].map(([file, { documentId }]) => [file, documentId])),
      });
  const sites = createSiteLibrary({ config: { ...LIMITS, ...limits }, library, store, lookup });
  return { sites, store, library, directory };
}
