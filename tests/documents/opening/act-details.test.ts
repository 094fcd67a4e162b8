import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type ActDetails, actDetailsOf } from '../../../src/documents/opening/act-details.ts';
import { readDocument } from '../../../src/documents/read-documents.ts';
import { givenMetadata } from '../../../src/library/document-metadata.ts';
import { temporaryDirectory, writeFiles } from '../../support/temporary-directory.ts';
import { readBytes } from '../formats/read-format.ts';

const TEXT = 'Помещение сдаётся на год. '.repeat(20);

const ACTS: [what: string, text: string, details: Omit<ActDetails, 'name'>][] = [
  [
    'a contract with place and date on one line',
    `ДОГОВОР\n\nаренды нежилого помещения\n\n№ 5/2024\n\nг. Пермь\t\t«12» марта 2024 г.\n\n${TEXT}`,
    { kind: 'договор', number: '5/2024', date: '2024-03-12', place: 'Пермь' },
  ],
  [
    'an order with date and number below its kind',
    `ООО «Парус»\nИНН 7701234567\n\nПРИКАЗ\n\n05.03.2024 № 118-П\n\nг. Нижний Новгород\n\nО графике отпусков\n\n${TEXT}`,
    { kind: 'приказ', number: '118-П', date: '2024-03-05', place: 'Нижний Новгород' },
  ],
  [
    'an order with date and number above its kind',
    `ООО «Парус»\n\n05.03.2024 № П-118\n\nПРИКАЗ\n\nОб отпусках\n\n${TEXT}`,
    { kind: 'приказ', number: 'П-118', date: '2024-03-05', place: null },
  ],
  [
    'a contract dated in its name',
    `Договор поставки № 7 от 1 июня 2023 года\n\n${TEXT}`,
    { kind: 'договор', number: '7', date: '2023-06-01', place: null },
  ],
  [
    'an agreement dated in its first sentence',
    `Lease Agreement No. 2024/17\n\nThis Lease Agreement is made on March 5, 2024 between the owner and the tenant. ${'The tenant pays. '.repeat(20)}`,
    { kind: 'agreement', number: '2024/17', date: '2024-03-05', place: null },
  ],
  [
    'minutes with a label before the date',
    `MINUTES OF THE BOARD MEETING\n\nDate: 5 March 2024\n\nAll were present. ${TEXT}`,
    { kind: 'minutes', number: null, date: '2024-03-05', place: null },
  ],
  [
    'a declaration dated where it is signed',
    `Declaration of the River Council\n\n${TEXT}\n\nDone at Astana, 28 November 2024`,
    { kind: 'declaration', number: null, date: '2024-11-28', place: 'Astana' },
  ],
  [
    'a declaration with place and date on lines of their own at the end',
    `ДЕКЛАРАЦИЯ Совета рек\n\n${TEXT}\n\nгород Астана,\n\n28 ноября 2024 года`,
    { kind: 'декларация', number: null, date: '2024-11-28', place: 'Астана' },
  ],
  [
    'rules approved by an act of another date',
    `УТВЕРЖДЕНО\nприказом ректора\nот 12.03.2024 № 7\n\nПОЛОЖЕНИЕ\nо библиотеке\n\n1. Общие положения\n\n01.02.2024\n\n${TEXT}`,
    { kind: 'положение', number: null, date: null, place: null },
  ],
  [
    'rules whose approval is dated on a line of its own',
    `УТВЕРЖДАЮ\n\nДиректор ООО «Парус»\n\n12.03.2024 № 7\n\nПРАВИЛА\n\nпользования бассейном\n\n${TEXT}`,
    { kind: 'правила', number: null, date: null, place: null },
  ],
  [
    'a policy with the day from which it holds',
    `Remote Work Policy\n\nIn force from 1 March 2024 on.\n\n${TEXT}`,
    { kind: 'policy', number: null, date: null, place: null },
  ],
  [
    'a date that may be of two days',
    `Lease Agreement\n\nDate: 4/5/2024\n\n${TEXT}`,
    { kind: 'agreement', number: null, date: null, place: null },
  ],
];

describe('the details of an act', () => {
  for (const [what, text, details] of ACTS) {
    it(`are those of ${what}`, async () => {
      const document = await readBytes('a.txt', text);
      assert.deepEqual(actDetailsOf(document), { name: document.title, ...details });
      assert.equal(document.date, details.date);
      const said = Object.entries(details).filter(([, value]) => value !== null);
      assert.deepEqual(document.act, Object.fromEntries(said));
    });
  }

  it('are none where a document is no act', async () => {
    const document = await readBytes('a.txt', `Notes on the river\n\nYork, 12 March 2024\n\n${TEXT}`);
    assert.equal(actDetailsOf(document), null);
    assert.equal(document.act, null);
    assert.equal(document.date, null);
  });

  it('are found in Markdown and pages, too', async () => {
    const page = `<html><body><h1>ПРИКАЗ</h1><p>05.03.2024 № 118-П</p><p>${TEXT}</p></body></html>`;
    assert.equal((await readBytes('a.html', page)).date, '2024-03-05');
    assert.equal(
      (await readBytes('a.md', `# Договор аренды № 7\n\nг. Омск, 1 июня 2023 г.\n\n${TEXT}`)).date,
      '2023-06-01',
    );
  });
});

describe('the date of a document', () => {
  const ORDER = `ПРИКАЗ\n\n05.03.2024 № 118-П\n\nОб отпусках\n\n${TEXT}`;

  it('is that of its sidecar first', async () => {
    const files = { 'a.txt': ORDER, 'a.meta.json': '{"date":"2020-01-02"}' };
    const directory = writeFiles(temporaryDirectory(), files);
    assert.equal((await readDocument(`${directory}/a.txt`, 'a', { maxBytes: 10_000 })).date, '2020-01-02');
  });

  it('gives way to that of a new text, unless it was said', async () => {
    const document = await readBytes('a.txt', ORDER);
    assert.equal('date' in givenMetadata(document), false);
    assert.equal(givenMetadata({ ...document, date: '2020-01-02' }).date, '2020-01-02');
  });
});
