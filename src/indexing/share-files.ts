import { setTimeout as sleep } from 'node:timers/promises';
import type { DocumentReader, Source } from '../stores/document-reader.ts';
import type { SharedWriting } from '../stores/index-writer.ts';
import type { PlannedFile } from './plan-indexing.ts';

/** Files claimed at once: processes that index together take turns, and neither waits long for the last ones of the other. */
const FILES_PER_CLAIM = 50;
/** How long to wait before asking again for files that other processes are reading. */
const ASK_AGAIN_MS = 500;

/** Some files of a plan, by who has them. */
export interface SharedFiles {
  /** To be read by this process. */
  files: PlannedFile[];
  /** Indexed by another process since the plan was made: what became of each. */
  elsewhere: Source[];
  /** All that is left is being read by other processes; they are waited for once this is dealt with. */
  isWaiting: boolean;
}

/**
 * Shares the files of a plan with the other processes that index the same folder: each is claimed before it is read, and what another one
 * reads is asked for again until it is indexed, or the other one is dead and the file is ours.
 *
 * The caller must write what it has read when `isWaiting`: two processes that wait for what the other one has not written yet would wait for
 * ever.
 */
export async function* shareFiles(
  files: readonly PlannedFile[],
  {
    store,
    sharing,
    askAgainMs = ASK_AGAIN_MS,
  }: { store: DocumentReader; sharing: SharedWriting; askAgainMs?: number | undefined },
): AsyncGenerator<SharedFiles> {
  let left = files;
  while (left.length > 0) {
    const busy: PlannedFile[] = [];
    for (let from = 0; from < left.length; from += FILES_PER_CLAIM) {
      const asked = left.slice(from, from + FILES_PER_CLAIM);
      const claims = await sharing.claimFiles(new Map(asked.map(({ file, fingerprint }) => [file, fingerprint])));
      const done = asked.filter(({ file }) => !claims.claimed.has(file) && !claims.busy.has(file));
      busy.push(...asked.filter(({ file }) => claims.busy.has(file)));
      yield {
        files: asked.filter(({ file }) => claims.claimed.has(file)),
        elsewhere: done.length > 0 ? await sourcesOf(done, store) : [],
        isWaiting: false,
      };
    }
    left = busy;
    if (left.length === 0) return;
    yield { files: [], elsewhere: [], isWaiting: true };
    await sleep(askAgainMs);
  }
}

/** What the store knows of files that another process has indexed; one whose file it has taken out again since had no problem. */
async function sourcesOf(files: readonly PlannedFile[], store: DocumentReader): Promise<Source[]> {
  const sources = await store.sources();
  return files.map(
    ({ file, documentId, fingerprint }) =>
      sources.get(file) ?? { documentId, fingerprint, problem: null, supersededContents: null },
  );
}
