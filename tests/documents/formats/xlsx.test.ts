import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { placeOf, readBytes, readSample, refusalOf, sampleBytes, tableLines } from './read-format.ts';

/* The samples are made by openpyxl, XlsxWriter and LibreOffice. */

describe('readXlsx', () => {
  it('shows numbers and dates as the sheet does, under its header', async () => {
    const document = await readSample('boats.openpyxl.xlsx');
    assert.equal(document.title, 'Лодочная станция: цены');
    assert.deepEqual(tableLines(document), [
      '# Лодка | Дата осмотра | Цена за час | Скидка | Код',
      'Каноэ | 05.03.2024 | 1 234,50 ₽ | 12,5 % | 007',
      'Байдарка[A4] | 28.11.2024 | 900,00 ₽ | 7,0 % | 012',
      'Ялик | 01.06.2023 | =C4*2 | 0,0 % | 113',
      '# Кто | Номер',
      'Касса | (495) 700-11-22',
      'Спасатели | (495) 700-33-44',
    ]);
    assert.deepEqual(placeOf(document, 'Каноэ'), { heading: 'Прокат', page: 1 });
    assert.deepEqual(placeOf(document, 'Касса'), { heading: 'Телефоны', page: 2 });
    assert.deepEqual(placeOf(document, 'Цены лодочной станции'), { heading: 'Прокат', page: 1 });
  });

  it('says which formulas have no result, and leaves out what is hidden', async () => {
    const { text, omissions } = await readSample('boats.openpyxl.xlsx');
    assert.deepEqual(omissions, [
      { kind: 'formulas-not-read', count: 1, places: ['Прокат!C5'] },
      { kind: 'parts-not-read', count: 2, places: ['Прокат!G:G', 'Черновик'] },
    ]);
    assert.doesNotMatch(text, /служебное|тайные/);
  });

  it('keeps what is said of a cell as a note', async () => {
    const { text, blocks } = await readSample('boats.openpyxl.xlsx');
    const note = blocks.find(({ kind }) => kind === 'note');
    assert.ok(note?.kind === 'note', 'there is a note');
    assert.equal(text.slice(note.start, note.end), '[A4] Двухместная, с юбкой.');
    assert.equal(text.slice(note.references[0]!.start, note.references[0]!.end), '[A4]');
  });

  it('keeps merged cells of a header of two rows, tables, errors, powers and text frames', async () => {
    const document = await readSample('boats.xlsxwriter.xlsx');
    assert.deepEqual(tableLines(document), [
      '# Boat | Price |  | Checked on',
      '# Boat | Hour | Day | Checked on',
      'Canoe | $12.50 | $60.00 | 5 March 2024',
      'Kayak | $9.00 | $1,250.00 | 28 November 2024',
      'Total | $21.50 | #DIV/0! | ',
      '# Name | Post',
      'Ann | Clerk',
    ]);
    const table = document.blocks.find(({ kind }) => kind === 'table');
    assert.ok(table?.kind === 'table', 'there is a table');
    assert.deepEqual(
      table.rows[0]!.cells.map(({ columns = 1, rows = 1 }) => [columns, rows]),
      [
        [1, 2],
        [2, 1],
        [1, 2],
      ],
    );
    assert.match(document.text, /The jetty has 40 m² of deck\.\n/);
    assert.deepEqual(placeOf(document, 'Call the clerk'), { heading: 'Crew', page: 2 });
    assert.deepEqual(document.omissions, [{ kind: 'parts-not-read', count: 1, places: ['Crew!3:3'] }]);
  });

  it('reads the results of formulas that LibreOffice keeps', async () => {
    assert.deepEqual(tableLines(await readSample('shifts.libreoffice.xlsx')), [
      '# Смена | Начало | Конец | Часов | Оплата',
      'Утро | 7:00 | 14:30 | 7,5 | 2 250,40 ₽',
      'Вечер | 14:30 | 22:00 | 7,5 | 2 700,00 ₽',
      'Итого |  |  | 15 | 4 950,40 ₽',
    ]);
  });

  it('refuses damaged, empty and protected files', async () => {
    const bytes = sampleBytes('shifts.libreoffice.xlsx');
    assert.match(await refusalOf('a.xlsx', bytes.slice(0, bytes.length / 2)), /it is damaged/);
    const files = unzipSync(bytes);
    const without = (name: string) =>
      zipSync(Object.fromEntries(Object.entries(files).filter(([key]) => key !== name)));
    assert.match(await refusalOf('a.xlsx', without('xl/workbook.xml')), /it is damaged .*missing workbook/);
    const sheet = 'xl/worksheets/sheet1.xml';
    const blank = strToU8(
      new TextDecoder().decode(files[sheet]).replace(/<sheetData>.*<\/sheetData>/s, '<sheetData/>'),
    );
    assert.match(await refusalOf('a.xlsx', zipSync({ ...files, [sheet]: blank })), /it is empty/);
    assert.match(await refusalOf('a.xlsx', Buffer.from('d0cf11e0a1b11ae100', 'hex')), /protected by a password/);
  });

  it('refuses a sheet that grows without bounds', async () => {
    const files = unzipSync(sampleBytes('shifts.libreoffice.xlsx'));
    const bomb = new Uint8Array(120_000_000).fill(32);
    assert.match(
      await refusalOf('a.xlsx', zipSync({ ...files, 'xl/styles.xml': bomb })),
      /grows more than|more than 100 MB/,
    );
  });

  it('counts days from 1904 where the workbook does', async () => {
    const files = unzipSync(sampleBytes('boats.xlsxwriter.xlsx'));
    const workbook = strToU8(
      new TextDecoder().decode(files['xl/workbook.xml']).replace('<workbookPr', '<workbookPr date1904="1"'),
    );
    const { text } = await readBytes('a.xlsx', zipSync({ ...files, 'xl/workbook.xml': workbook }));
    assert.match(text, /6 March 2028/);
  });
});
