import path from 'node:path';
import type { IndexingRequest } from '../build-index.ts';
import { documentIdOf } from '../documents/read-documents.ts';
import type { Recognition } from '../documents/recognition/recognition.ts';
import { sidecarWith } from '../documents/sidecar.ts';
import { reasonOf } from '../errors.ts';
import type { IndexingReport } from '../indexing/indexing-report.ts';
import type { ChangedDocument, DocumentSummary } from '../protocol/documents.ts';
import type { EnqueueTask } from '../runtime/task-queue.ts';
import { refused } from './file-names.ts';
import { alreadyThere, fileOf, filesOf, requireOtherNames } from './file-of-document.ts';
import type { KeptFiles } from './keep-files.ts';
import { addEach, type ChangeOptions, type DocumentLibrary } from './library.ts';
import { readReceived } from './prepare-document.ts';
import type { ReceivedFile } from './received-file.ts';
import { openSourceFolder, type SourceFolder } from './source-folder.ts';

/** What a library needs of the program around it. */
interface LibraryParts {
  directory: string;
  maxBytes: number;
  /** Null or left out: pages that are pictures of text stay unread. */
  recognition?: Recognition | null | undefined;
  /** Brings the index up to date with files; their paths are relative to the documents folder. */
  index: (request: IndexingRequest) => Promise<IndexingReport>;
  documents: () => Promise<DocumentSummary[]>;
  /** The ids that files have in the index, by their paths. */
  knownIds: () => Promise<ReadonlyMap<string, string>>;
  enqueueTask: EnqueueTask;
}

/** A file in its place, not yet in the index. */
interface PlacedFile {
  name: string;
  file: string;
  id: string;
  change: ChangedDocument['change'];
}

/** Creates the library of a folder: files are checked → put in place → indexed. The folder is the source of truth, the index follows it. */
export function createFolderLibrary(parts: LibraryParts): DocumentLibrary {
  const { directory, index, knownIds, enqueueTask } = parts;
  const folder = openSourceFolder(directory);
  const { place, placeNew } = createFilePlacer(folder, parts);
  return {
    receive: folder.receive,
    discard: folder.discard,
    removeLeftovers: folder.removeLeftovers,
    add: (files, options) =>
      enqueueTask(() =>
        orRestore(folder, (keep) =>
          addEach(files, options, {
            async place(received) {
              const kept = await keep([received.name]);
              return placeNew(received, options).catch(async (error: unknown) => {
                await kept.restore();
                throw error;
              });
            },
            keep: (placed) => indexPlaced(parts, placed, options),
          }),
        ),
      ),
    put: (id, received, options) =>
      enqueueTask(async () => {
        options.signal?.throwIfAborted();
        const name = received?.name ?? id;
        const others = await filesOf(id, { directory, known: await knownIds() });
        const file = fileOf(id, { received, others });
        await requireOtherNames(id, { file: name, directory });
        const change = others.length === 0 ? 'added' : 'replaced';
        return orRestore(folder, async (keep) => {
          await keep([file, ...others]);
          const placed = await place(received, { name, file, id, change }, { ...options, others });
          const [document] = await indexPlaced(parts, [placed], { ...options, removed: others });
          options.onEvent?.({ event: 'document-indexed', data: document! });
          return document!;
        });
      }),
    remove: (id) =>
      enqueueTask(async () => {
        const files = await filesOf(id, { directory, known: await knownIds() });
        await orRestore(folder, async (keep) => {
          await keep(files);
          for (const file of files) await folder.remove(file);
          await index({ files });
        });
      }),
  };
}

/** Carries out a change of files and the index; when it fails, as where the disk of the index is full, the files become what they were. */
async function orRestore<Result>(
  folder: Pick<SourceFolder, 'keep'>,
  change: (keep: SourceFolder['keep']) => Promise<Result>,
): Promise<Result> {
  const all: KeptFiles[] = [];
  const keep = async (files: string[]) => {
    const kept = await folder.keep(files);
    all.push(kept);
    return kept;
  };
  try {
    return await change(keep);
  } catch (error) {
    for (const kept of all) await kept.restore();
    throw error;
  } finally {
    for (const kept of all) await kept.drop();
  }
}

/** Creates what puts files and their metadata in place. */
function createFilePlacer(folder: SourceFolder, { directory, maxBytes, recognition, knownIds }: LibraryParts) {
  const hasContent = async (files: string[], file: string, { sha256 }: ReceivedFile) =>
    files.length === 1 && files[0] === file && (await folder.sha256Of(file)) === sha256;
  /** @param others Files with the same id, which it replaces. */
  const place = async (
    received: ReceivedFile | null,
    placed: PlacedFile,
    { metadata, onEvent, others }: ChangeOptions & { others: string[] },
  ): Promise<PlacedFile> => {
    const { name, file, id } = placed;
    if (received) await readReceived(received, { id, file, maxBytes, recognition, onEvent });
    const sidecar = await sidecarWith(path.join(directory, file), metadata).catch((error: unknown) => {
      throw refused(name, reasonOf(error), error);
    });
    const isSame = received === null || (await hasContent(others, file, received));
    if (sidecar.isChanged) await folder.writeSidecar(file, sidecar.text);
    if (isSame) return { ...placed, change: sidecar.isChanged ? 'described' : 'unchanged' };
    await folder.place(received, file);
    for (const other of others) if (other !== file) await folder.remove(other, { except: file });
    return placed;
  };
  const placeNew = async (received: ReceivedFile, options: ChangeOptions) => {
    const file = received.name;
    const id = documentIdOf(file);
    const others = await filesOf(id, { directory, known: await knownIds() });
    await requireOtherNames(id, { file, directory });
    if (others.length > 0 && !(await hasContent(others, file, received))) {
      throw alreadyThere(file, `"${others[0]}" has the id "${id}"; PUT /api/documents/${id} replaces it`);
    }
    return place(received, { name: file, file, id, change: 'added' }, { ...options, others });
  };
  return { place, placeNew };
}

/** Indexes placed files, and gives the documents they have become. @param removed Files that they replaced. */
async function indexPlaced(
  { index, documents }: LibraryParts,
  placed: PlacedFile[],
  { onEvent, removed = [] }: ChangeOptions & { removed?: string[] },
): Promise<ChangedDocument[]> {
  const report = await index({
    files: [...placed.map(({ file }) => file), ...removed],
    onProgress: (data) => onEvent?.({ event: 'indexing-progress', data }),
  });
  const known = new Map((await documents()).map((document) => [document.id, document]));
  return placed.map(({ name, file, id, change }): ChangedDocument => {
    const document = known.get(id);
    const problem = report.problems.find(({ documentId }) => documentId === id);
    if (document === undefined || problem) throw refused(name, reasonOf(problem?.error ?? 'it was removed meanwhile'));
    return { ...document, file: file.replaceAll(path.sep, '/'), change };
  });
}
