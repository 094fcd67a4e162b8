import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import papaparse from 'papaparse';
import { questionsCsv } from '../../../../src/http/website/questions/questions-csv.ts';
import { groupOf, nearPassage, openQuestion } from './reviewed.ts';

/** Rows as a program that parts cells at `delimiter` reads them. */
function read(csv: string, delimiter = ','): string[][] {
  return papaparse.parse<string[]>(csv.replace(/^\uFEFF/, ''), { delimiter, skipEmptyLines: true }).data;
}

/** What makes a spreadsheet take a cell for a formula, after the blanks that it leaves out. */
const FORMULA = /^\s*[=+\-@＝＋－＠]/u;

describe('the table of questions', () => {
  it('has a row for each wording, with its group, outcome, confidence, time and nearest passages', () => {
    const first = openQuestion({ isDisliked: true });
    const again = openQuestion({ askedAt: '2026-05-01T10:00:00.000Z' });
    const other = openQuestion({ question: 'С псом "можно"?', kind: 'related', confidence: 0.5 });
    const passages = [nearPassage(), nearPassage({ paragraph: 7, text: 'Гардероб, касса.' })];
    const group = { ...groupOf([first, again, other], passages), wordings: [[first, again], [other]] };
    const near =
      'Правила (rules ¶2): Вход с животными закрыт. Касса открыта с девяти. | Правила (rules ¶7): Гардероб, касса.';
    const csv = questionsCsv({ groups: [group, groupOf([openQuestion({ question: 'Где касса?' })])] });
    assert.ok(csv.startsWith('\uFEFF'), 'Excel reads it as UTF-8');
    assert.deepEqual(read(csv), [
      ['group', 'asked_in_group', 'question', 'asked', 'outcome', 'thumbs_down', 'confidence', 'last_asked'].concat(
        'nearest_passages',
      ),
      ['1', '3', 'Можно ли с собакой?', '2', 'unanswered', '1', '0.125', '2026-05-02T10:00:00.000Z', near],
      ['1', '3', 'С псом "можно"?', '1', 'related', '0', '0.500', '2026-05-02T10:00:00.000Z', near],
      ['2', '1', 'Где касса?', '1', 'unanswered', '0', '0.125', '2026-05-02T10:00:00.000Z', ''],
    ]);
  });

  it('gives no cell that a spreadsheet takes for a formula, wherever it parts cells', () => {
    const hostile = [
      '=1+1',
      '+7 900 000',
      '-2+3',
      '@SUM(A1)',
      '  =1+1',
      '\t=1+1',
      '\r\n=1+1',
      '＝1+1',
      'a;=1+1',
      'a; -1',
      'a\t=cmd|calc',
      'a,=1+1',
      '"=1+1',
      'a";=1+1;"',
      "'=1",
      'a\n=1+1',
      '=HYPERLINK("http://example.org";"x")',
    ];
    const groups = hostile.map((text) =>
      groupOf([openQuestion({ question: text })], [nearPassage({ text, documentTitle: text })]),
    );
    const csv = questionsCsv({ groups });
    assert.equal(read(csv).length, hostile.length + 1);
    for (const delimiter of [',', ';', '\t']) {
      for (const row of read(csv, delimiter)) {
        for (const cell of row) assert.doesNotMatch(cell, FORMULA, `parted at ${JSON.stringify(delimiter)}`);
      }
    }
  });
});
