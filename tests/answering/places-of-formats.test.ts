import assert from 'node:assert/strict';
import { copyFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Assistant } from '../../src/assistant.ts';
import { describeAnswer } from '../../src/cli/terminal/describe-answer.ts';
import { openIndexedAssistant } from '../support/indexed-assistant.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';

const SAMPLES = path.join(import.meta.dirname, '..', 'documents', 'samples');
const plain = { width: null, bold: (text: string) => text, dim: (text: string) => text };
const TOUR =
  'WEBVTT\n\n00:01.000 --> 00:04.000\nWelcome to the pier.\n\n01:02:03.000 --> 01:02:06.000\nThe lighthouse was built in 1871.\n';

/** Of a file: a question, and the place of its answer as it is printed. */
const QUESTIONS: [file: string, question: string, place: RegExp, quote: RegExp][] = [
  ['boats.openpyxl.xlsx', 'Какая цена за час у каноэ?', / › Прокат · лист 1\n/, /Каноэ \| 05\.03\.2024 \| 1 234,50 ₽/],
  ['rowing.libreoffice.pptx', 'Сколько мест на ялике?', / › Слайд 3 · слайд 3\n/, /Ялик \| 4 \| 800 ₽/],
  ['hire.nbclient.ipynb', 'По какой формуле считают выручку?', / Выручка проката · ячейка 1\n/, /формула \$s = n/],
  ['hire.python.eml', 'Сколько стоит каноэ по прайсу?', /Аренда лодок на май › Прайс\n/, /Каноэ стоит 400 ₽/],
  ['tour.vtt', 'When was the lighthouse built?', /tour › 01:02:03\n/, /built in 1871/],
  ['site.pandas.jsonl', 'How much does a canoe cost an hour?', / › Prices\n/, /A canoe costs 12\.50 an hour/],
  [
    'boats.pandas.csv',
    'Какой код у лодки «Заря»?',
    /¶1 boats\.pandas\n/,
    /Каноэ «Заря» \| 1200,5 \| 05\.03\.2024 \| 007/,
  ],
];

describe('the place of a quote', () => {
  let assistant: Assistant;
  let discard: () => Promise<void>;
  before(async () => {
    const directory = writeFiles(temporaryDirectory(), { 'tour.vtt': TOUR });
    for (const [file] of QUESTIONS.filter(([name]) => name !== 'tour.vtt')) {
      copyFileSync(path.join(SAMPLES, file), path.join(directory, file));
    }
    ({ assistant, discard } = await openIndexedAssistant({ DOCUMENTS_DIR: directory }));
  });
  after(() => discard());

  for (const [file, question, place, quote] of QUESTIONS) {
    it(`is named in ${file}`, async () => {
      const documentIds = [file.slice(0, file.lastIndexOf('.'))];
      const answer = await assistant.ask({ message: question, documentIds });
      const shown = describeAnswer(answer, plain);
      assert.match(answer.citations[0]?.quote ?? '', quote, shown);
      assert.match(shown, place);
    });
  }
});
