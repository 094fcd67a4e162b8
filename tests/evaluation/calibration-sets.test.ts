import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type CalibrationSet, withCalibrationSets } from '../../src/evaluation/calibration-sets.ts';
import { createRecordingEmbedder } from '../support/recording-embedder.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';

const asking = (...questions: object[]) =>
  questions.map((question, index) => JSON.stringify({ id: `q${index}`, kind: 'direct', ...question })).join('\n');

const FILES = {
  'tea.txt': 'Tea\n\nGreen tea is steeped.',
  'tea.jsonl': asking({ question: 'What is steeped?', paragraphs: [2], answer: [['tea']] }),
  'coffee.md': '# Coffee\n\nGround coffee is boiled.',
  'coffee.jsonl': asking({ question: 'What is boiled?', paragraphs: [1], answer: [['coffee']] }),
  'milk.txt': 'A document without questions.',
  'collections/letters/first.txt': 'First letter\n\nThe boat has sailed.',
  'collections/letters/second.md': '# Second letter\n\nThe boat has sunk.',
  'collections/letters/notes.pdf': 'Neither text nor Markdown.',
  'collections/letters/questions.jsonl': asking(
    { question: 'What did the boat do at last?', source: 'second', paragraphs: [1], answer: [['sunk']] },
    { question: 'Who was the captain?', distance: 'near' },
  ),
};

/** What `read` finds in each set, by the name of the set. */
async function readSets<T>(files: Record<string, string>, read: (set: CalibrationSet) => T | Promise<T>) {
  const folder = writeFiles(temporaryDirectory(), files);
  return withCalibrationSets(folder, createRecordingEmbedder(), async (sets) => {
    const found = new Map<string, T>();
    for (const set of sets) found.set(set.name, await read(set));
    return found;
  });
}

const titlesIn = async ({ store }: CalibrationSet) => (await store.documents()).map(({ title }) => title).sort();

describe('withCalibrationSets', () => {
  it('indexes each pair, each collection, and all documents together', async () => {
    assert.deepEqual(
      await readSets(FILES, titlesIn),
      new Map([
        ['coffee', ['Coffee']],
        ['tea', ['Tea']],
        ['letters', ['First letter', 'Second letter']],
        ['all documents', ['Coffee', 'First letter', 'Second letter', 'Tea']],
      ]),
    );
  });

  it('names the documents of each set by the ids they have in its index', async () => {
    const ids = await readSets(FILES, async ({ store, documentIds }) => [
      (await store.documents()).map(({ id }) => id).sort(),
      [...documentIds].sort(),
    ]);
    for (const [name, [indexed, named]] of ids) assert.deepEqual(named, indexed, name);
  });

  it('knows what each question was written for: its document, or its collection where it names none', async () => {
    const questions = await readSets(FILES, (set) =>
      set.questions.map(({ question, source, writtenFor }) => ({ question, source, writtenFor })),
    );
    const tea = [{ question: 'What is steeped?', source: 'tea', writtenFor: 'tea' }];
    const coffee = [{ question: 'What is boiled?', source: 'coffee', writtenFor: 'coffee' }];
    const letters = [
      { question: 'What did the boat do at last?', source: 'second', writtenFor: 'second' },
      { question: 'Who was the captain?', source: null, writtenFor: 'letters' },
    ];
    assert.deepEqual(
      questions,
      new Map(Object.entries({ coffee, tea, letters, 'all documents': [...coffee, ...tea, ...letters] })),
    );
  });
});
