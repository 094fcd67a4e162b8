import { copyFile, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildIndex } from '../build-index.ts';
import type { Embedder } from '../embeddings/embedder.ts';
import { PilcrowError } from '../errors.ts';
import type { ParagraphStore } from '../stores/paragraph-store.ts';
import { openSqliteStore } from '../stores/sqlite/paragraph-store.ts';
import { type EvaluationQuestion, readQuestions } from './questions.ts';

const MAX_DOCUMENT_BYTES = 20_000_000;
/** The folder with one folder for each collection. */
const COLLECTIONS = 'collections';
/** The name of the set that has the documents of all others. */
const ALL = 'all documents';

/** Documents in an index of their own, with questions about them. */
export interface CalibrationSet {
  name: string;
  store: ParagraphStore;
  documentIds: string[];
  questions: CalibrationQuestion[];
}

/** A question of a set. */
export interface CalibrationQuestion extends EvaluationQuestion {
  /** The document it was written for, or the collection where it was written for none: what is learnt is tried on others. */
  writtenFor: string;
}

/** The files of a set. */
interface SetFiles {
  name: string;
  documents: string[];
  questions: CalibrationQuestion[];
}

/**
 * Opens the sets of a folder, each in a temporary index of its own, and removes them afterwards: each pair `name.txt` (or `.md`) and
 * `name.jsonl`, each folder of `collections` with its `questions.jsonl`, and one set of all documents together.
 *
 * @throws QUESTIONS_UNREADABLE when there are fewer than two sets: what is learnt has to carry over to other documents.
 */
export async function withCalibrationSets<T>(
  directory: string,
  embedder: Embedder,
  work: (sets: CalibrationSet[]) => Promise<T>,
): Promise<T> {
  const found = [...(await readPairs(directory)), ...(await readCollections(path.join(directory, COLLECTIONS)))];
  if (found.length < 2) {
    throw new PilcrowError(
      'QUESTIONS_UNREADABLE',
      `Cannot calibrate from "${directory}": it has ${found.length} pairs of a document and its questions; put at least two pairs "name.txt" and "name.jsonl" there`,
    );
  }
  const all = {
    name: ALL,
    documents: found.flatMap(({ documents }) => documents),
    questions: found.flatMap(({ questions }) => questions),
  };
  requireDifferentNames(all.documents);
  const temporary = await mkdtemp(path.join(tmpdir(), 'pilcrow-calibrate-'));
  const sets: CalibrationSet[] = [];
  try {
    for (const [index, files] of [...found, all].entries()) {
      const folder = path.join(temporary, String(index));
      const store = openSqliteStore(path.join(folder, 'index'));
      const documentIds = files.documents.map((file) => path.parse(file).name);
      sets.push({ name: files.name, store, documentIds, questions: files.questions });
      const documents = path.join(folder, 'documents');
      await mkdir(documents, { recursive: true });
      for (const file of files.documents) await copyFile(file, path.join(documents, path.basename(file)));
      await buildIndex({ store, embedder }, { directory: documents, maxBytes: MAX_DOCUMENT_BYTES });
      await store.untilWhole();
    }
    return await work(sets);
  } finally {
    for (const { store } of sets) await store.close();
    await rm(temporary, { recursive: true, force: true });
  }
}

/** @throws QUESTIONS_UNREADABLE when two documents have the same file name: in the set of all documents they would be one. */
function requireDifferentNames(documents: readonly string[]): void {
  const byName = new Map<string, string>();
  for (const file of documents) {
    const { name } = path.parse(file);
    const other = byName.get(name);
    if (other !== undefined) {
      throw new PilcrowError(
        'QUESTIONS_UNREADABLE',
        `Cannot calibrate: "${other}" and "${file}" have the same name; rename one, and its "source" in the questions`,
      );
    }
    byName.set(name, file);
  }
}

async function readPairs(directory: string): Promise<SetFiles[]> {
  const files = await readdir(directory).catch(() => []);
  const pairs = files.flatMap((file) => {
    const name = /^(.+)\.jsonl$/.exec(file)?.[1];
    const document = files.find((other) => other === `${name}.txt` || other === `${name}.md`);
    return name !== undefined && document !== undefined ? [{ name, document }] : [];
  });
  const reading = pairs.map(async ({ name, document }) => {
    const questions = await readQuestions([path.join(directory, `${name}.jsonl`)]);
    const ofPair = questions.map((question) => ({ ...question, source: name, writtenFor: name }));
    return { name, documents: [path.join(directory, document)], questions: ofPair };
  });
  return Promise.all(reading);
}

async function readCollections(directory: string): Promise<SetFiles[]> {
  const names = (await readdir(directory, { withFileTypes: true }).catch(() => []))
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  const reading = names.sort().map(async (name) => {
    const folder = path.join(directory, name);
    const documents = (await readdir(folder)).filter((file) => /\.(?:txt|md)$/.test(file)).sort();
    const questions = await readQuestions([path.join(folder, 'questions.jsonl')]);
    return {
      name,
      documents: documents.map((file) => path.join(folder, file)),
      questions: questions.map((question) => ({ ...question, writtenFor: question.source ?? name })),
    };
  });
  return Promise.all(reading);
}
