import { type DocumentProblem, documentIdOf, listDocumentFiles } from '../documents/read-documents.ts';
import type { Recognition } from '../documents/recognition/recognition.ts';
import { sidecarPathOf } from '../documents/sidecar.ts';
import { PilcrowError } from '../errors.ts';
import type { DocumentReader, Source } from '../stores/document-reader.ts';
import { assignIds } from './assign-ids.ts';
import { fingerprintFiles } from './fingerprint-files.ts';

/** A file of the documents folder, as it looked when the plan was made. */
export interface PlannedFile {
  file: string;
  documentId: string;
  fingerprint: string;
  /** As in `Source`. */
  supersededContents: string | null;
}

/** What has to be done to bring the index up to date with a folder. */
export interface IndexingPlan {
  /** Files to read: new ones, and those that look different. */
  toRead: PlannedFile[];
  /** How many look as they did. */
  unchanged: number;
  /** Documents of deleted files, and those files. */
  removedIds: string[];
  deletedFiles: string[];
  /** Documents that came without a file: they are no part of the folder, and stay. Not looked for where only some files are looked at. */
  withoutFile: string[];
  /** Files that cannot be documents, and those that could not be read before and look as they did. */
  problems: DocumentProblem[];
}

/**
 * Compares a folder with what was indexed of it, from outside: no file is read.
 *
 * @param isRebuild Everything is to be read, however it looks.
 * @param recognition Null or left out: pages that are pictures of text stay unread.
 * @param files Only these and those whose sidecars these are, by their path in the folder: a look at the whole of a large one takes a moment.
 * @throws DOCUMENT_UNREADABLE when the folder cannot be read.
 */
export async function planIndexing(
  store: Pick<DocumentReader, 'sources' | 'documents'>,
  {
    directory,
    isRebuild,
    files,
    recognition,
  }: {
    directory: string;
    isRebuild: boolean;
    files?: readonly string[] | undefined;
    recognition?: Recognition | null | undefined;
  },
): Promise<IndexingPlan> {
  const [listed, known] = await Promise.all([listDocumentFiles(directory), store.sources()]);
  const isMeant = (file: string) => files === undefined || files.includes(file) || files.includes(sidecarPathOf(file));
  const looked = listed.filter(isMeant);
  const fingerprints = await fingerprintFiles(directory, looked, recognition ?? null);
  const knownIds = new Map([...known].map(([file, { documentId }]) => [file, documentId]));
  const ids = assignIds(listed, knownIds);

  const plan: IndexingPlan = {
    toRead: [],
    unchanged: 0,
    removedIds: [],
    deletedFiles: [],
    withoutFile: [],
    problems: [],
  };
  for (const file of looked) {
    const documentId = ids.get(file) ?? null;
    const fingerprint = fingerprints.get(file)!;
    const source = known.get(file);
    if (documentId === null) {
      const message = `Cannot read "${file}": its id "${documentIdOf(file)}" is taken by another file; rename one`;
      plan.problems.push(problemOf({ documentId: documentIdOf(file), problem: message }));
    } else if (!source || isRebuild || source.fingerprint !== fingerprint) {
      plan.toRead.push({ file, documentId, fingerprint, supersededContents: source?.supersededContents ?? null });
    } else if (source.problem === null) plan.unchanged += 1;
    else plan.problems.push(problemOf({ documentId, problem: source.problem }));
  }
  const isListed = new Set(listed);
  const isTaken = new Set(ids.values());
  plan.deletedFiles = [...known.keys()].filter((file) => !isListed.has(file) && isMeant(file));
  const ofOwnFiles = idsOfOwnFiles(known);
  const ofDeletedFiles = plan.deletedFiles.flatMap((file) => ofOwnFiles.get(file) ?? []);
  const { hadFile, withoutFile } = files
    ? { hadFile: ofDeletedFiles, withoutFile: [] }
    : await documentsOf(store, ofOwnFiles);
  plan.removedIds = [...new Set(hadFile)].filter((id) => !isTaken.has(id));
  plan.withoutFile = withoutFile.filter((id) => !isTaken.has(id));
  return plan;
}

/** Those of some documents that are what their files made by now: what was put in their place meanwhile is to stay. */
export async function stillOfFiles(
  store: Pick<DocumentReader, 'sources' | 'documents'>,
  ids: readonly string[],
): Promise<string[]> {
  if (ids.length === 0) return [];
  const ofFiles = new Set(idsOfOwnFiles(await store.sources()).values());
  return ids.filter((id) => ofFiles.has(id));
}

/** Ids of the documents that files made, by file. A document that replaced a file's is no file's: it stays when the file is deleted. */
function idsOfOwnFiles(known: ReadonlyMap<string, Source>): Map<string, string> {
  const own = [...known].filter(([, { supersededContents }]) => supersededContents === null);
  return new Map(own.map(([file, { documentId }]) => [file, documentId]));
}

/** The documents that a file was read for, and those that came without one. */
async function documentsOf(
  store: Pick<DocumentReader, 'sources' | 'documents'>,
  idsOfFiles: ReadonlyMap<string, string>,
) {
  const named = new Set(idsOfFiles.values());
  const ids = (await store.documents()).map(({ id }) => id);
  return { hadFile: ids.filter((id) => named.has(id)), withoutFile: ids.filter((id) => !named.has(id)) };
}

/** Whether there is nothing to do. */
export function isEmptyPlan({ toRead, removedIds, deletedFiles }: IndexingPlan): boolean {
  return toRead.length + removedIds.length + deletedFiles.length === 0;
}

/** Why a file could not be read when it was read last. */
export function problemOf({ documentId, problem }: Pick<Source, 'documentId'> & { problem: string }): DocumentProblem {
  return { documentId, error: new PilcrowError('DOCUMENT_UNREADABLE', problem) };
}
