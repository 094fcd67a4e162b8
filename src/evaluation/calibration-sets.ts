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

/** A document in an index of its own, with questions about it. */
export interface CalibrationSet {
  name: string;
  store: ParagraphStore;
  questions: EvaluationQuestion[];
}

/**
 * Opens a folder of pairs `name.txt` (or `.md`) and `name.jsonl`, each document in a temporary index of its own, and removes them afterwards.
 *
 * @throws QUESTIONS_UNREADABLE when there are fewer than two pairs: what is learnt has to carry over to other documents.
 */
export async function withCalibrationSets<T>(
  directory: string,
  embedder: Embedder,
  work: (sets: CalibrationSet[]) => Promise<T>,
): Promise<T> {
  const files = await readdir(directory).catch(() => []);
  const pairs = files.flatMap((file) => {
    const name = /^(.+)\.jsonl$/.exec(file)?.[1];
    const document = files.find((other) => other === `${name}.txt` || other === `${name}.md`);
    return name !== undefined && document !== undefined ? [{ name, document }] : [];
  });
  if (pairs.length < 2) {
    throw new PilcrowError(
      'QUESTIONS_UNREADABLE',
      `Cannot calibrate from "${directory}": it has ${pairs.length} pairs of a document and its questions; put at least two pairs "name.txt" and "name.jsonl" there`,
    );
  }

  const temporary = await mkdtemp(path.join(tmpdir(), 'pilcrow-calibrate-'));
  const sets: CalibrationSet[] = [];
  try {
    for (const { name, document } of pairs) {
      const documents = path.join(temporary, name, 'documents');
      await mkdir(documents, { recursive: true });
      await copyFile(path.join(directory, document), path.join(documents, document));
      const store = openSqliteStore(path.join(temporary, name, 'index'));
      sets.push({ name, store, questions: await readQuestions([path.join(directory, `${name}.jsonl`)]) });
      await buildIndex({ store, embedder }, { directory: documents, maxBytes: MAX_DOCUMENT_BYTES });
    }
    return await work(sets);
  } finally {
    for (const { store } of sets) await store.close();
    await rm(temporary, { recursive: true, force: true });
  }
}
