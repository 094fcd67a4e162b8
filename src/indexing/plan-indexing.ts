import type { DocumentProblem } from '../documents/read-documents.ts';
import { documentIdOf, listDocumentFiles } from '../documents/read-documents.ts';
import { fingerprintFiles } from '../documents/source-files.ts';
import { PilcrowError } from '../errors.ts';
import type { ParagraphStore, Source } from '../stores/paragraph-store.ts';

/** What has to be done to bring the index up to date with a folder. */
export interface IndexingPlan {
  /** Files to read: new ones, and those that look different. */
  toRead: { file: string; documentId: string; fingerprint: string }[];
  /** How many look as they did. */
  unchanged: number;
  /** Documents of files that are gone, and those files; also files that are no documents any more. */
  goneIds: string[];
  goneFiles: string[];
  /** Files that cannot be documents, and those that could not be read before and look as they did. */
  problems: DocumentProblem[];
}

/**
 * Compares a folder with what was indexed of it, from outside: no file is read.
 *
 * @param isAnew Everything is to be read, however it looks.
 * @param files Only these, by their path in the folder: a look at the whole of a large one takes a moment.
 * @throws DOCUMENT_UNREADABLE when the folder cannot be read.
 */
export async function planIndexing(
  store: ParagraphStore,
  { directory, isAnew, files }: { directory: string; isAnew: boolean; files?: readonly string[] | undefined },
): Promise<IndexingPlan> {
  const [listed, known] = await Promise.all([listDocumentFiles(directory), store.sources()]);
  const looked = files ? listed.filter((file) => files.includes(file)) : listed;
  const fingerprints = await fingerprintFiles(directory, looked);
  const owners = new Map<string, string>();
  for (const file of listed) if (!owners.has(documentIdOf(file))) owners.set(documentIdOf(file), file);

  const plan: IndexingPlan = { toRead: [], unchanged: 0, goneIds: [], goneFiles: [], problems: [] };
  for (const file of looked) {
    const documentId = documentIdOf(file);
    const fingerprint = fingerprints.get(file)!;
    const source = known.get(file);
    if (owners.get(documentId) !== file) {
      const message = `Cannot read "${file}": its id "${documentId}" is taken by another file; rename one`;
      plan.problems.push(problemOf({ documentId, problem: message }));
    } else if (isAnew || source?.fingerprint !== fingerprint) plan.toRead.push({ file, documentId, fingerprint });
    else if (source.problem === null) plan.unchanged += 1;
    else plan.problems.push(problemOf({ documentId, problem: source.problem }));
  }
  const isListed = new Set(listed);
  // A file whose id was taken by another is known no more: it is read when the other one is gone.
  const isOwner = (file: string) => owners.get(documentIdOf(file)) === file;
  plan.goneFiles = [...known.keys()].filter((file) =>
    isListed.has(file) ? !isOwner(file) : (files?.includes(file) ?? true),
  );
  const goneIds = files
    ? plan.goneFiles.map((file) => known.get(file)!.documentId)
    : (await store.documents()).map(({ id }) => id);
  plan.goneIds = [...new Set(goneIds)].filter((id) => !owners.has(id));
  return plan;
}

/** Whether there is nothing to do. */
export function isEmptyPlan({ toRead, goneIds, goneFiles }: IndexingPlan): boolean {
  return toRead.length + goneIds.length + goneFiles.length === 0;
}

function problemOf({ documentId, problem }: Pick<Source, 'documentId'> & { problem: string }): DocumentProblem {
  return { documentId, error: new PilcrowError('DOCUMENT_UNREADABLE', problem) };
}
