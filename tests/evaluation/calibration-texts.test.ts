import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { onOneLine } from '../../src/documents/document.ts';
import { readDocument } from '../../src/documents/read-documents.ts';
import { type EvaluationQuestion, readQuestions } from '../../src/evaluation/questions.ts';

import { temporaryDirectory } from '../support/temporary-directory.ts';

const CALIBRATION = path.resolve(import.meta.dirname, '../../embeddings/calibration');
const COLLECTIONS = path.join(CALIBRATION, 'collections');
const collections = readdirSync(COLLECTIONS).map((name) => path.join('collections', name));
const singles = readdirSync(CALIBRATION).flatMap((file) => /^(.+)\.jsonl$/.exec(file)?.[1] ?? []);

/** The paragraphs of a document, each on one line. */
async function paragraphsOf(folder: string, file: string): Promise<string[]> {
  const { text, paragraphs } = await readDocument(path.join(CALIBRATION, folder, file), file, { maxBytes: 1_000_000 });
  return paragraphs.map(({ start, end }) => onOneLine(text.slice(start, end)));
}

/** What is wrong with a question, whose answer should stand in these paragraphs of its document; empty when nothing is. */
function faultsOf({ gold, distance }: EvaluationQuestion, paragraphs: readonly string[] | undefined): string[] {
  if (gold === null) return distance === null ? ['neither an answer nor a distance'] : [];
  if (paragraphs === undefined) return ['no such document'];
  const missing = gold.paragraphs.filter((number) => number > paragraphs.length);
  const found = onOneLine(gold.paragraphs.map((number) => paragraphs[number - 1] ?? '').join(' '));
  const absent = gold.answer.filter((group) => !group.some((words) => found.includes(words)));
  return [
    ...missing.map((number) => `no paragraph ${number}`),
    ...absent.map((group) => `"${group.join('" or "')}" not in paragraphs ${gold.paragraphs.join(', ')}`),
    ...(distance === null ? [] : ['an answer and a distance']),
  ];
}

describe('the calibration texts', () => {
  const documents = new Map<string, string[]>();
  const questions: { question: EvaluationQuestion; file: string; document: string | null }[] = [];

  before(async () => {
    for (const name of singles) {
      documents.set(name, await paragraphsOf('.', `${name}.txt`));
      const file = `${name}.jsonl`;
      const asked = await readQuestions([path.join(CALIBRATION, file)]);
      questions.push(...asked.map((question) => ({ question, file, document: name })));
    }
    for (const folder of collections) {
      for (const file of readdirSync(path.join(CALIBRATION, folder))) {
        if (/\.(?:txt|md)$/.test(file))
          documents.set(path.join(folder, path.parse(file).name), await paragraphsOf(folder, file));
      }
      const file = path.join(folder, 'questions.jsonl');
      for (const question of await readQuestions([path.join(CALIBRATION, file)])) {
        questions.push({ question, file, document: question.source && path.join(folder, question.source) });
      }
    }
  });

  it('have the words of each answer in the paragraphs that are said to answer', () => {
    const faults = questions.flatMap(({ question, file, document }) =>
      faultsOf(question, document === null ? undefined : documents.get(document)).map(
        (fault) => `${file}, ${question.id}: ${fault}`,
      ),
    );
    assert.deepEqual(faults, []);
  });

  it('name no source for a question that no document answers', () => {
    const named = questions.filter(({ question }) => question.gold === null && question.source !== null);
    assert.deepEqual(
      named.map(({ question }) => question.id),
      [],
    );
  });

  it('give every question an id of its own, and ask none twice of the same documents', () => {
    const ids = questions.map(({ question }) => question.id);
    const asked = questions.map(
      ({ question, file }) => `${file}: ${question.question.toLowerCase()} ${JSON.stringify(question.history)}`,
    );
    const twice = (texts: string[]) => texts.filter((text, index) => texts.indexOf(text) !== index);
    assert.deepEqual(twice(ids), []);
    assert.deepEqual(twice(asked), []);
  });

  it('ask something of every document of a collection', () => {
    const answering = new Set(questions.map(({ document }) => document));
    assert.deepEqual(
      [...documents.keys()].filter((document) => !answering.has(document)),
      [],
    );
  });

  it('are, where they are twins, what their script writes', () => {
    const written = temporaryDirectory();
    execFileSync(process.execPath, [path.join(CALIBRATION, 'make-twins.mjs'), written]);
    const files = readdirSync(written, { recursive: true, encoding: 'utf8' }).filter(
      (file) => path.extname(file) !== '',
    );
    assert.ok(files.length > 0, 'the script wrote no files');
    for (const file of files) {
      assert.equal(
        readFileSync(path.join(COLLECTIONS, file), 'utf8'),
        readFileSync(path.join(written, file), 'utf8'),
        file,
      );
    }
  });
});
