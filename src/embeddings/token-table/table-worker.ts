import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { reasonOf } from '../../errors.ts';
import { hashModelFiles } from '../hash-model-files.ts';
import { readOnnxConstants } from './read-onnx-constants.ts';
import { type StoredTable, storedTable } from './stored-table.ts';
import { compileVocabulary, type Vocabulary } from './vocabulary.ts';

/** What the files of a table hold. */
export interface TableFiles {
  table: StoredTable;
  vocabulary: Vocabulary;
  /** See `hashModelFiles`. */
  fileHash: string;
}

/** The message of the worker, after which it ends: what it read, or why it could not. */
export type TableMessage = TableFiles | { failure: string };

const GRAPH = path.join('onnx', 'model_quantized.onnx');
const TOKENIZER = 'tokenizer.json';

/** Reads the table and the vocabulary of a model of `embeddings/training`. @throws Error for another model */
async function readTableFiles(directory: string): Promise<TableFiles> {
  const [graph, tokenizer] = await Promise.all([GRAPH, TOKENIZER].map((file) => readFile(path.join(directory, file))));
  const read = new Map([
    [GRAPH, graph!],
    [TOKENIZER, tokenizer!],
  ]);
  const fileHash = await hashModelFiles(directory, 'q8', read);
  const table = storedTable(readOnnxConstants(graph!));
  return { table, vocabulary: compileVocabulary(JSON.parse(tokenizer!.toString())), fileHash };
}

const files = await readTableFiles(workerData as string).catch((error: unknown) => ({ failure: reasonOf(error) }));
const handed =
  'failure' in files
    ? []
    : [files.table.codes, ...Object.values(files.vocabulary.trie), files.vocabulary.scores, files.vocabulary.ends];
parentPort!.postMessage(
  files satisfies TableMessage,
  handed.map(({ buffer }) => buffer as ArrayBuffer),
);
