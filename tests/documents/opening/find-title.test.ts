import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { titleInText, titleOf } from '../../../src/documents/canonical-text/title.ts';
import { readBytes } from '../formats/read-format.ts';

/** The texts of documents, and the names that they give themselves. */
const DOCUMENTS: [what: string, text: string, title: string][] = [
  [
    'a contract set on three lines',
    'ДОГОВОР\n\nаренды нежилого помещения\n\n№ 5\n\nг. Пермь\t12 марта 2024 г.\n\nООО «Парус» сдаёт помещение в аренду.',
    'ДОГОВОР аренды нежилого помещения № 5',
  ],
  [
    'a contract set on lines of one paragraph',
    'RESIDENTIAL LEASE\nAGREEMENT\n\nThis lease begins in May.',
    'RESIDENTIAL LEASE AGREEMENT',
  ],
  [
    'an order below a letterhead',
    'ООО «Северный ветер»\nИНН 7701234567\n614000, г. Пермь, ул. Садовая, 5\nтел. +7 342 123-45-67\n\nПРИКАЗ\n\n05.03.2024 № 118-П\n\nг. Пермь\n\nО графике отпусков\n\nПриказываю утвердить график.',
    'ПРИКАЗ № 118-П О графике отпусков',
  ],
  [
    'an act of an administration',
    'АДМИНИСТРАЦИЯ города Орла\n\nПОСТАНОВЛЕНИЕ\n\nот 12.03.2024 № 118-П\n\nО работе рынков\n\nРынки открыты по субботам.',
    'ПОСТАНОВЛЕНИЕ № 118-П О работе рынков',
  ],
  [
    'a regulation below a stamp of one paragraph',
    'УТВЕРЖДЕНО\nприказом ректора\nот 12.03.2024 № 7\n\nПОЛОЖЕНИЕ\nо библиотеке\n\n1. Общие положения\n\nБиблиотека открыта.',
    'ПОЛОЖЕНИЕ о библиотеке',
  ],
  [
    'rules below a stamp with a signature',
    'УТВЕРЖДАЮ\n\nДиректор ООО «Парус»\n\n________ И. И. Орлов\n\n«12» марта 2024 г.\n\nПРАВИЛА\n\nпользования бассейном\n\nВход по билетам.',
    'ПРАВИЛА пользования бассейном',
  ],
  [
    'minutes below an address',
    'Harbour Boats Ltd\n12 Quay Street, Falmouth\nTel: 01326 000000\n\nMINUTES OF THE BOARD MEETING\n\nDate: 5 March 2024\n\nAll members were present.',
    'MINUTES OF THE BOARD MEETING',
  ],
  [
    'a policy below a page number',
    'Page 1 of 2\n\nRemote Work Policy\n\nVersion 3\n\nWork where you like.',
    'Remote Work Policy',
  ],
  [
    'a law below its registration number',
    'Reg. No. 2024/17\n\nLAW\n\nOF THE REPUBLIC OF AVALON\n\nON WATERWAYS\n\nArticle 1\n\nRivers are open.',
    'LAW OF THE REPUBLIC OF AVALON ON WATERWAYS',
  ],
  ['a page with a slogan', 'Warm homes, happy people!\n\nPrice list 2024\n\nA stove costs 900.', 'Price list 2024'],
  ['terms below a sentence', 'Your boats are our care.\n\nTERMS OF HIRE\n\nBoats come back by six.', 'TERMS OF HIRE'],
  ['notes below their date', '12 March 2024\n\nNotes on the river\n\nThe water rose.', 'Notes on the river'],
  ['a leaflet below a stamp', 'Утверждено\n\nПамятка дачнику\n\nВода идёт до октября.', 'Памятка дачнику'],
  [
    'a leaflet with rules',
    'Памятка жильцу\n\nПравила пользования лифтом\n\nДети ездят со взрослыми.',
    'Памятка жильцу',
  ],
  ['a contract below a name', 'Наши лодки\n\nДоговор № 12\n\nЛодка сдаётся на день.', 'Договор № 12'],
  ['a document named by its first line alone', 'Rules\n\nThe hall is open.', 'Rules'],
];

describe('the title of a document', () => {
  for (const [what, text, title] of DOCUMENTS) {
    it(`is found in ${what}, the same by readers of text and of formats with blocks`, async () => {
      const read = await readBytes('a.txt', text);
      assert.equal(read.title, title);
      assert.equal(titleInText(read), title);
      const blocks = text.split('\n\n').map((own) => ({ kind: 'paragraph', text: own, page: null }) as const);
      assert.equal(titleOf({ metadata: null, blocks }), title);
    });
  }

  const heading = (text: string, level = 1) => ({ kind: 'heading', level, text, page: null }) as const;
  const paragraph = (text: string) => ({ kind: 'paragraph', text, page: null }) as const;

  it('is the first heading, unless that is one of a part below a name', () => {
    const ofPart = [heading('1. Предмет договора'), paragraph('Помещение сдаётся.')];
    assert.equal(titleOf({ metadata: null, blocks: [paragraph('Договор аренды'), ...ofPart] }), 'Договор аренды');
    assert.equal(titleOf({ metadata: null, blocks: ofPart }), '1. Предмет договора');
    const prose = [paragraph('Добро пожаловать.'), heading('Устав общества'), paragraph('Статья.')];
    assert.equal(titleOf({ metadata: null, blocks: prose }), 'Устав общества');
  });

  it('is not what a text begins with when that is no name', async () => {
    const prose = 'Лодки выдаются с утра. Вёсла лежат в сарае.';
    assert.equal((await readBytes('лодки.txt', `${prose}\n\nОстальное у смотрителя.`)).title, 'лодки');
    assert.equal((await readBytes('лодки.txt', `Комиссия вправе:\n\n${prose}`)).title, 'лодки');
  });

  it('does not take in the heading below it', () => {
    const blocks = [heading('LEASE AGREEMENT'), heading('PARTIES', 2), paragraph('The owner and the tenant.')];
    assert.equal(titleOf({ metadata: null, blocks }), 'LEASE AGREEMENT');
    const sameLevel = [heading('ПОЛОЖЕНИЕ'), heading('ОБЩИЕ ПОЛОЖЕНИЯ'), paragraph('Текст.')];
    assert.equal(titleOf({ metadata: null, blocks: sameLevel }), 'ПОЛОЖЕНИЕ');
  });

  it('is that of the metadata, unless it is a stamp', () => {
    const blocks = [heading('Правила зала'), paragraph('Зал открыт.')];
    assert.equal(titleOf({ metadata: 'Внутренний распорядок', blocks }), 'Внутренний распорядок');
    assert.equal(titleOf({ metadata: 'УТВЕРЖДАЮ', blocks }), 'Правила зала');
  });

  it('heads the whole of a plain text that has parts, also where a letterhead stands above', async () => {
    const text =
      'ООО «Парус»\n\nДОГОВОР\n\nаренды лодок\n\n1. Предмет\n\nЛодки сдаются в аренду.\n\n2. Сроки\n\nСрок аренды один год.';
    const { blocks, text: canonical } = await readBytes('a.txt', text);
    const headings = blocks.flatMap((block) =>
      block.kind === 'heading' ? [`${block.level} ${canonical.slice(block.start, block.end)}`] : [],
    );
    assert.deepEqual(headings, ['1 ДОГОВОР\n\nаренды лодок', '2 1. Предмет', '2 2. Сроки']);
  });
});
