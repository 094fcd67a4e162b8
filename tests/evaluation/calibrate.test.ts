import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { before, describe, it } from 'node:test';
import { loadConfig } from '../../src/config/config.ts';
import { type CalibrationReport, calibrate } from '../../src/evaluation/calibrate.ts';
import { withCalibrationSets } from '../../src/evaluation/calibration-sets.ts';
import { observeAnswers } from '../../src/evaluation/observe-answers.ts';
import { loadCalibration, probabilityOf } from '../../src/retrieval/calibration.ts';
import { assertAbove } from '../support/assertions.ts';
import { createRecordingEmbedder } from '../support/recording-embedder.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';

/** A document of a few paragraphs, the third of which answers the first question of each pair. */
function library(): Record<string, string> {
  const document = (subject: string, [first, second]: [string, string], place: string) =>
    [
      `The book of ${subject}`,
      `This book tells ${subject} from its beginning to our days, for all who like it and want to know more of it.`,
      `${first} is found in ${place}, where it has been gathered for many hundreds of years by the people of the valley.`,
      `${second} is a younger kind of ${subject}, which was first described by travellers and is now known everywhere.`,
      `Whoever wants to grow ${subject} at home needs patience, good soil, some shade, and not too much water in winter.`,
    ].join('\n\n');
  const questions = (subject: string, [first, second]: [string, string], place: string) =>
    [
      { kind: 'direct', question: `Where is ${first} found?`, paragraphs: [3], answer: [[place]] },
      { kind: 'direct', question: `Who described ${second} first?`, paragraphs: [4], answer: [['travellers']] },
      { kind: 'paraphrase', question: `What does growing ${subject} need?`, paragraphs: [5], answer: [['patience']] },
      { kind: 'english', question: `Где находят ${first}?`, paragraphs: [3], answer: [[place]] },
      { kind: 'unanswerable', distance: 'near', question: `How many people buy ${second} in the shops?` },
      { kind: 'unanswerable', distance: 'near', question: `What is the price of ${first}?` },
      { kind: 'unanswerable', distance: 'far', question: 'Кто изобрёл паровоз?' },
      { kind: 'unanswerable', distance: 'far', question: 'zxqw vbnk jjj' },
    ].map((question, index) => JSON.stringify({ id: `q${index}`, ...question }));
  const subjects: [string, [string, string], string][] = [
    ['tea', ['Gyokuro', 'Rooibos'], 'Uji'],
    ['coffee', ['Arabica', 'Robusta'], 'Kaffa'],
    ['moss', ['Sphagnum', 'Polytrichum'], 'Karelia'],
  ];
  return Object.fromEntries(
    subjects.flatMap(([subject, kinds, place]) => [
      [`${subject}.txt`, document(subject, kinds, place)],
      [`${subject}.jsonl`, questions(subject, kinds, place).join('\n')],
    ]),
  );
}

const startOf = async () => (await loadCalibration(loadConfig({}).embedding)).calibration;
const openFolders = async (directory: string) =>
  (await readdir(directory)).filter((name) => name.startsWith('pilcrow-calibrate-'));

describe('calibrate', () => {
  const folder = writeFiles(temporaryDirectory(), { ...library(), 'README.md': 'Not a pair.' });
  const progress: string[] = [];
  let result: Awaited<ReturnType<typeof calibrate>>;
  before(async () => {
    result = await calibrate(folder, {
      embedder: createRecordingEmbedder(),
      start: await startOf(),
      onProgress: ({ done, total }) => progress.push(`${done} of ${total}`),
    });
  });

  it('learns a weight for every signal of the built-in calibration', async () => {
    const start = await startOf();
    const { ranking, confidence, relevance } = result.calibration;
    assert.deepEqual(Object.keys(ranking).sort(), Object.keys(start.ranking).sort());
    assert.deepEqual(Object.keys(confidence.weights).sort(), Object.keys(start.confidence.weights).sort());
    assert.deepEqual(Object.keys(relevance.weights).sort(), Object.keys(start.relevance.weights).sort());
    const numbers = [ranking, confidence.weights, relevance.weights].flatMap((weights) => Object.values(weights));
    assert.deepEqual(
      [...numbers, confidence.bias, relevance.bias].filter((value) => !Number.isFinite(value)),
      [],
    );
  });

  it('gives weight to keywords, which find the answers in these documents', () => {
    assertAbove(result.calibration.ranking.keywordShare, 0);
  });

  it('sets thresholds that are probabilities', () => {
    for (const threshold of Object.values(result.calibration.thresholds)) {
      assert.ok(threshold >= 0 && threshold <= 1, `${threshold} is a probability`);
    }
  });

  it('counts every question by its distance from its document', () => {
    const { answerable, near, far, foreign } = result.report.questions;
    assert.deepEqual({ answerable, near, far }, { answerable: 24, near: 12, far: 12 }, 'asked of one and of all');
    assert.ok(foreign > 0, 'questions of other documents were asked as well');
  });

  it('reports held-out results, in which most answerable questions get an answer or an excerpt', () => {
    const { questions, answered, unanswered }: CalibrationReport = result.report;
    for (const standing of ['answerable', 'near', 'far', 'foreign'] as const) {
      assert.ok(
        answered[standing] + unanswered[standing] <= questions[standing],
        `${standing}: ${answered[standing]} answered and ${unanswered[standing]} not, of ${questions[standing]}`,
      );
    }
    assertAbove(questions.answerable / 2, unanswered.answerable);
    assert.ok(answered.far <= answered.answerable, JSON.stringify(answered));
  });

  it('answers no more near misses than allowed', () => {
    const { questions, answered } = result.report;
    assert.ok(answered.near <= Math.ceil(0.25 * questions.near), `${answered.near} of ${questions.near} answered`);
  });

  it('learns a confidence whose mean is the share of questions it answers correctly', async () => {
    const { calibration } = result;
    const options = { embedder: createRecordingEmbedder(), calibration, onSet: () => {} };
    const observed = await withCalibrationSets(folder, options.embedder, (sets) => observeAnswers(sets, options));
    const own = observed.filter(({ standing }) => standing !== 'foreign');
    const meanConfidence =
      own.reduce((sum, { signals }) => sum + probabilityOf(calibration.confidence, signals), 0) / own.length;
    const share = own.filter(({ isAnswered }) => isAnswered).length / own.length;
    assert.ok(Math.abs(meanConfidence - share) < 0.05, `${meanConfidence} is near ${share}`);
  });

  it('reports its progress to the end', () => {
    assert.deepEqual(
      progress,
      Array.from({ length: 8 }, (_, index) => `${index + 1} of 8`),
      'two for each set, and for that of all documents',
    );
  });

  it('is deterministic', async () => {
    const again = await calibrate(folder, { embedder: createRecordingEmbedder(), start: await startOf() });
    assert.deepEqual(again, result);
  });
});

describe('calibrate with too little data', () => {
  it('refuses a folder with less than two pairs, and says what to put there', async () => {
    const { 'tea.txt': tea, 'tea.jsonl': questions, 'coffee.txt': coffee } = library();
    const folder = writeFiles(temporaryDirectory(), {
      'tea.txt': tea!,
      'tea.jsonl': questions!,
      'coffee.txt': coffee!,
    });
    const options = { embedder: createRecordingEmbedder(), start: await startOf() };
    const expected = { code: 'QUESTIONS_UNREADABLE', message: /it has 1 pairs .+at least two pairs "name\.txt"/ };
    await assert.rejects(calibrate(folder, options), expected);
    await assert.rejects(calibrate(`${folder}/nowhere`, options), /it has 0 pairs/);
  });

  it('names the line of a question file it cannot read', async () => {
    const folder = writeFiles(temporaryDirectory(), { ...library(), 'moss.jsonl': '{"id":"q1"}\n' });
    const options = { embedder: createRecordingEmbedder(), start: await startOf() };
    await assert.rejects(calibrate(folder, options), /moss\.jsonl", line 1/);
  });

  it('removes its temporary indexes when the model breaks', async () => {
    const temporary = temporaryDirectory();
    const { TMPDIR } = process.env;
    process.env.TMPDIR = temporary;
    try {
      const folder = writeFiles(temporaryDirectory(), library());
      const options = { embedder: createRecordingEmbedder({ failAfter: 3 }), start: await startOf() };
      await assert.rejects(calibrate(folder, options), /the model broke/);
      assert.deepEqual(await openFolders(temporary), []);
    } finally {
      if (TMPDIR === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = TMPDIR;
    }
  });
});
