import type { IndexedDocument, Manifest, Source } from './document-reader.ts';

/** A file to be kept beside its document. */
export interface KeptOriginal {
  name: string;
  /** The same as that of the document. */
  sha256: string;
  /** Reads all of it: one is in memory at a time. */
  read(): Promise<Uint8Array>;
}

/** One change of the index: applied whole or not at all. */
export interface IndexUpdate {
  manifest: Manifest;
  /** Added, or put in the place of the document with the same id; taken one after another, so that not all need be in memory. */
  documents: Iterable<IndexedDocument> | AsyncIterable<IndexedDocument>;
  deletedIds: string[];
  /** Whether `documents` replace all that is there, as they do with another manifest. */
  isRebuild?: boolean;
  /** What the files were like when they were read, by their path; null for a file that was deleted. */
  sources?: ReadonlyMap<string, Source | null>;
  /** Files to keep, by the ids of their documents. One that is kept already goes with its document, or when that has other bytes. */
  originals?: ReadonlyMap<string, KeptOriginal>;
}

/** Which files are whose. Files that are neither were indexed as they are, by another process. */
export interface FileClaims {
  /** To be read by this process. */
  claimed: Set<string>;
  /** Being read by another one. */
  busy: Set<string>;
}

/** Writing by several processes at once, which share the files out among them. */
export interface SharedWriting {
  /** Runs `work` while no process writes alone; others that share the work may write as well. @throws INDEX_LOCKED when one does not finish in time. */
  withSharedLock<T>(work: () => Promise<T>): Promise<T>;
  /**
   * Shares files out among the processes that hold the shared lock, given as they are now, by path. A file stays with the process that
   * claimed it until an `update` brings its source, or the process gives the lock back or dies.
   */
  claimFiles(fingerprints: ReadonlyMap<string, string>): Promise<FileClaims>;
}

/** Writes the index. */
export interface IndexWriter {
  /** Null where one process writes at a time: all files are its own. */
  readonly sharing: SharedWriting | null;
  /** Runs `work` while no other process writes. @throws INDEX_LOCKED when another one does not finish in time. */
  withWriteLock<T>(work: () => Promise<T>): Promise<T>;
  update(update: IndexUpdate): Promise<void>;
  /**
   * Ends the work of one or many updates: deletes vectors that nothing refers to, once they are a good share, saves what speeds up the next
   * start, and notes that the index is complete.
   *
   * @param options.isPart More was to be indexed than these updates have: the index is not noted as complete.
   */
  finishUpdate(options?: { isPart?: boolean }): Promise<void>;
}

/** Runs `work` while no process writes alone: beside others where a store lets several processes write, else alone. @throws INDEX_LOCKED */
export function withSharedLock<T>(
  { sharing, withWriteLock }: Pick<IndexWriter, 'sharing' | 'withWriteLock'>,
  work: () => Promise<T>,
): Promise<T> {
  return sharing === null ? withWriteLock(work) : sharing.withSharedLock(work);
}
