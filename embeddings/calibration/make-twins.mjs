// Writes the collections of twins: documents of one template with other parties, dates and sums, and questions about them.
// Run it with: node embeddings/calibration/make-twins.mjs [FOLDER], by default the folder "collections" beside it.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { FEES } from './twins/fees.mjs';
import { INSURANCE } from './twins/insurance.mjs';
import { LEASES } from './twins/leases.mjs';

/** The letter of a question in its id → its kind. */
const KINDS = { d: 'direct', p: 'paraphrase', t: 'typo', e: 'english', i: 'meta' };
const output = process.argv[2] ?? path.join(import.meta.dirname, 'collections');

for (const collection of [LEASES, FEES, INSURANCE]) await writeCollection(collection);

/**
 * Writes a folder of documents and a file of questions about them.
 *
 * @param {{
 *   name: string,
 *   documents: Record<string, Record<string, string>>, // file name → the values of its fields
 *   paragraphs: ((values: Record<string, string>) => string)[], // the template
 *   // A key of KINDS with the document and the fields whose values answer; or "near" or "far", without them.
 *   questions: [kind: string, question: string, document?: string, ...fields: string[]][],
 * }} collection
 */
async function writeCollection({ name, documents, paragraphs, questions }) {
  const folder = path.join(output, name);
  await mkdir(folder, { recursive: true });
  for (const [document, values] of Object.entries(documents)) {
    const text = paragraphs.map((write) => write(values)).join('\n\n');
    await writeFile(path.join(folder, `${document}.txt`), `${text}\n`);
  }
  const counts = {};
  const lines = questions.map(([kind, question, document, ...fields]) => {
    const letter = kind in KINDS ? kind : 'u';
    counts[letter] = (counts[letter] ?? 0) + 1;
    const id = `${name}-${letter}${String(counts[letter]).padStart(2, '0')}`;
    if (document === undefined) return { id, kind: 'unanswerable', question, distance: kind };
    const answer = fields.map((field) => [documents[document][field]]);
    const paragraph = paragraphWith(paragraphs, fields, question);
    return { id, kind: KINDS[kind], question, source: document, paragraphs: [paragraph], answer };
  });
  await writeFile(path.join(folder, 'questions.jsonl'), `${lines.map(spaced).join('\n')}\n`);
}

/** The number of the one paragraph of the template that has all these fields. */
function paragraphWith(paragraphs, fields, question) {
  const numbers = paragraphs.flatMap((write, index) => {
    const read = new Set();
    write(new Proxy({}, { get: (_, field) => read.add(field) && '' }));
    return fields.every((field) => read.has(field)) ? [index + 1] : [];
  });
  if (numbers.length !== 1) {
    const state = `${numbers.length} paragraphs have ${fields.join(', ')}`;
    throw new Error(`Cannot place the answer to "${question}": ${state}; name fields of one paragraph`);
  }
  return numbers[0];
}

/** JSON on one line with a blank after each colon and comma, as the other question files have it. */
function spaced(value) {
  if (Array.isArray(value)) return `[${value.map(spaced).join(', ')}]`;
  if (typeof value !== 'object') return JSON.stringify(value);
  const members = Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}: ${spaced(inner)}`);
  return `{${members.join(', ')}}`;
}
