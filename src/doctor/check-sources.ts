import { type ReadingOptions, readDocumentFile } from '../documents/read-documents.ts';
import { reasonOf } from '../errors.ts';
import { hashContents, readingOf } from '../indexing/document-contents.ts';
import { type IndexingPlan, planIndexing } from '../indexing/plan-indexing.ts';
import { type Check, type CheckProgress, collectProblems, type Outcome } from '../stores/check.ts';
import type { DocumentReader } from '../stores/document-reader.ts';

/** Which folder is read, and how. */
type FolderReading = Pick<ReadingOptions, 'maxBytes' | 'recognition'> & { directory: string };

/** A check of the index against the documents folder. Files that look different are read: often they say the same. */
export function checkSources(store: Pick<DocumentReader, 'sources' | 'documents'>, options: FolderReading): Check {
  return {
    name: 'Documents',
    cure: 'npm run index',
    async examine(onProgress) {
      const plan = await planIndexing(store, { ...options, isRebuild: false });
      return compare(plan, { store, ...options, onProgress });
    },
  };
}

async function compare(
  { toRead, unchanged, removedIds, withoutFile, problems: unreadable }: IndexingPlan,
  {
    store,
    directory,
    onProgress,
    ...options
  }: {
    store: Pick<DocumentReader, 'sources' | 'documents'>;
    onProgress: CheckProgress;
  } & FolderReading,
): Promise<Outcome> {
  const problems = collectProblems();
  const documents = new Map((await store.documents()).map((document) => [document.id, readingOf(document)]));
  const sources = await store.sources();
  for (const [index, { file, documentId, supersededContents }] of toRead.entries()) {
    const read = await readDocumentFile(directory, file, options).catch((error: unknown) => reasonOf(error));
    const known = documents.get(documentId);
    if (typeof read === 'string') {
      if (sources.get(file)?.problem !== read) problems.add(`"${file}" is not indexed`);
    } else if (hashContents(read) !== supersededContents) {
      if (known === undefined) problems.add(`"${file}" is not indexed`);
      else if (known !== readingOf(read)) problems.add(`"${file}" was changed since it was indexed`);
    }
    onProgress({ done: index + 1, total: toRead.length });
  }
  for (const id of removedIds) problems.add(`"${id}" is indexed and its file was deleted`);
  const listed = new Set([...[...sources.values()].map(({ documentId }) => documentId), ...withoutFile]);
  for (const id of documents.keys()) if (!listed.has(id)) problems.add(`"${id}" is indexed, but not from which file`);
  const leftOut = unreadable.length > 0 ? `; ${unreadable.length} files cannot be read, "npm run index" says why` : '';
  return { found: `${unchanged + toRead.length} files, indexed as they are${leftOut}`, wrong: problems.summary() };
}
