import type { DocumentProblem } from '../documents/read-documents.ts';
import type { Omission } from '../protocol/document-blocks.ts';
import type { IndexingPlan } from './plan-indexing.ts';
import type { ReadBatch } from './read-in-batches.ts';

/** What indexing did. */
export interface IndexingReport {
  added: number;
  changed: number;
  removed: number;
  unchanged: number;
  /** Texts that had to be embedded; what was known already is not counted. */
  embedded: number;
  /** Why some files were left out; what was indexed of them before stays. */
  problems: DocumentProblem[];
  /** What of the documents that were read now could not be read, or not for certain. */
  incomplete: { documentId: string; omissions: Omission[] }[];
}

/** How far indexing is. */
export interface IndexingProgress {
  /** Files dealt with, of those that are new or look different. */
  done: number;
  total: number;
  /** Paragraphs indexed so far. */
  paragraphs: number;
}

/** Counts what is done, and reports how far it is. */
export function createTally(
  { toRead, removedIds, unchanged, problems }: IndexingPlan,
  onProgress: (progress: IndexingProgress) => void = () => {},
) {
  const report: IndexingReport = {
    ...{ added: 0, changed: 0, removed: removedIds.length, unchanged, embedded: 0 },
    ...{ problems, incomplete: [] },
  };
  const progress: IndexingProgress = { done: 0, total: toRead.length, paragraphs: 0 };
  onProgress({ ...progress });
  return {
    report,
    countEmbedded(texts: number) {
      report.embedded += texts;
    },
    countBatch(batch: ReadBatch) {
      report.added += batch.added;
      report.changed += batch.changed;
      report.unchanged += batch.unchanged;
      report.problems.push(...batch.problems);
      for (const { document } of batch.documents) {
        const { id, omissions } = document;
        if (omissions.length > 0) report.incomplete.push({ documentId: id, omissions });
      }
      progress.done += batch.files;
      progress.paragraphs += batch.paragraphs;
      onProgress({ ...progress });
    },
  };
}
