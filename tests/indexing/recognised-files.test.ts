import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildIndex } from '../../src/build-index.ts';
import { createRecognition, type Recognition } from '../../src/documents/recognition/recognition.ts';
import { makePdf } from '../documents/formats/pdf/make-pdf.ts';
import { scriptPrograms } from '../documents/recognition/scripted-programs.ts';
import { aMinuteLater, openKitchen } from '../support/kitchen.ts';
import { createRecordingEmbedder } from '../support/recording-embedder.ts';

const SCANNED = makePdf([{ texts: [], hasPicture: true }]);
const OPENED = { lines: ['Зал чая открыт с девяти утра.'] };

const recognitionWith = (environment: NodeJS.ProcessEnv, languages: string[] | null = null) =>
  createRecognition({ languages, environment });

/** A folder that is indexed with a recognition, or without. */
function openFolder(files: Record<string, string | Uint8Array>) {
  const { directory, store } = openKitchen(files);
  const index = async (recognition: Recognition | null) => {
    const steps: string[] = [];
    const onRecognising = ({ file, done, total }: { file: string; done: number; total: number }) =>
      steps.push(`${file} ${done}/${total}`);
    const options = { directory, maxBytes: 1_000_000, recognition, onRecognising };
    const report = await buildIndex({ store, embedder: createRecordingEmbedder() }, options);
    return { ...report, steps };
  };
  return { store, index };
}

describe('a scanned file', () => {
  it('is indexed once its pages can be recognised, with a note and its progress', async (test) => {
    const { store, index } = openFolder({ 'scan.pdf': SCANNED, 'tea.txt': 'Green tea is steeped.' });
    aMinuteLater(test);
    const refused = await index(null);
    assert.match(refused.problems[0]!.error.message, /"scan.pdf": it has no text layer: .+--output-type pdf/);
    const { environment, calls } = await scriptPrograms({ pages: { 1: OPENED } });
    const report = await index(recognitionWith(environment));
    assert.deepEqual([report.added, report.unchanged, report.problems], [1, 1, []]);
    const omissions = [{ kind: 'pages-recognised', count: 1, of: 1, pages: [1], languages: ['rus', 'eng'] }];
    assert.deepEqual(report.incomplete, [{ documentId: 'scan', omissions }]);
    assert.deepEqual(report.steps, ['scan.pdf 0/1', 'scan.pdf 1/1']);
    assert.equal((await store.document('scan'))?.text, OPENED.lines[0]);
    assert.deepEqual((await index(recognitionWith(environment))).steps, []);
    assert.equal(calls().length, 1);
  });

  it('is read again, and nothing else, when the languages change', async (test) => {
    const { store, index } = openFolder({ 'scan.pdf': SCANNED, 'tea.txt': 'Green tea is steeped.' });
    aMinuteLater(test);
    const languages = ['eng', 'deu', 'rus'];
    const russian = await scriptPrograms({ pages: { 1: OPENED }, languages });
    const german = await scriptPrograms({ pages: { 1: { lines: ['Der Saal'] } }, languages });
    await index(recognitionWith(russian.environment));
    const { changed, unchanged } = await index(recognitionWith(german.environment, ['deu']));
    assert.deepEqual([changed, unchanged], [1, 1]);
    const document = await store.document('scan');
    assert.deepEqual([document?.text, document?.omissions[0]?.languages], ['Der Saal', ['deu']]);
  });

  it('is what programs are looked for, no other one', async () => {
    const { index } = openFolder({ 'tea.txt': 'Green tea is steeped.' });
    const fail = () => assert.fail('a program was looked for');
    assert.equal((await index({ state: fail, fingerprint: fail, recognise: fail })).added, 1);
  });
});
