import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readBytes, readSample, refusalOf, tableLines } from './read-format.ts';

/** windows-1251, as Excel in Russian saves. */
const inWindows1251 = (text: string) =>
  Uint8Array.from([...text], (letter) => {
    const code = letter.charCodeAt(0);
    return code >= 0x410 && code <= 0x44f ? code - 0x350 : code;
  });
const linesOf = async (text: string | Uint8Array, name = 'a.csv') => tableLines(await readBytes(name, text));

describe('readCsv', () => {
  it('reads what LibreOffice saves', async () => {
    assert.deepEqual(tableLines(await readSample('shifts.libreoffice.csv')), [
      '# Смена | Начало | Конец | Часов | Оплата',
      'Утро | 7:00 | 14:30 | 7.5 | 2,250.40 ₽',
      'Вечер | 14:30 | 22:00 | 7.5 | 2,700.00 ₽',
      'Итого |  |  | 15 | 4,950.40 ₽',
    ]);
  });

  it('reads what pandas and SQLite write', async () => {
    assert.deepEqual(tableLines(await readSample('boats.pandas.csv')), [
      '# Лодка | Цена, руб. | Осмотр | Код',
      'Каноэ «Заря» | 1200,5 | 05.03.2024 | 007',
      'Ялик; старый | 900,25 | 28.11.2024 | 012',
      'Плот | 340,75 | 01.06.2023 | 113',
    ]);
    assert.deepEqual(tableLines(await readSample('boats.sqlite.csv')), [
      '# Лодка | Мест | Срок | Цена',
      'Каноэ | 1 | 3 часа, со скидкой | 400.5',
      'Ялик "Чайка" | 4 | день | 2000',
      'Плот | 8 |  | 0',
    ]);
  });

  it('reads what Excel saves in Russian: semicolons, decimal commas, windows-1251', async () => {
    const text = 'Лодка;Цена\r\nКаноэ;1200,50\r\nЯлик;900,00\r\n';
    const expected = ['# Лодка | Цена', 'Каноэ | 1200,50', 'Ялик | 900,00'];
    assert.deepEqual(await linesOf(inWindows1251(text)), expected);
    assert.deepEqual(await linesOf(`\ufeff${text}`), expected);
    assert.deepEqual(await linesOf(`sep=;\r\n${text}`), expected);
  });

  it('reads tabs in UTF-16, as Excel saves "Unicode text"', async () => {
    const bytes = Buffer.from('\ufeffBoat\tPlaces\nCanoe\t2\n', 'utf16le');
    assert.deepEqual(await linesOf(bytes, 'a.tsv'), ['# Boat | Places', 'Canoe | 2']);
  });

  it('keeps cells as they are written, and lines of the file where rows are cut short', async () => {
    assert.deepEqual(await linesOf('code,power,name\n007,1e5,"a, b"\n010,2e7\n'), [
      '# code | power | name',
      '007 | 1e5 | a, b',
      '010 | 2e7 | ',
    ]);
  });

  it('joins lines within quotation marks, and reads on after a stray one', async () => {
    assert.deepEqual(await linesOf('a,b,c\n"1\n2",3,4\n'), ['# a | b | c', '1 2 | 3 | 4']);
    assert.deepEqual(await linesOf('a,b,c\n"x" y,1,2\n5" pipe,3,4\n'), [
      '# a | b | c',
      '"x" y | 1 | 2',
      '5" pipe | 3 | 4',
    ]);
  });

  it('leaves text without columns whole', async () => {
    const { text } = await readBytes(
      'a.csv',
      'Первая строка, в ней запятая.\nВторая строка без неё.\nТретья, и ещё, и ещё.\n',
    );
    assert.match(text, /Первая строка, в ней запятая\.\n/);
  });

  it('refuses empty and binary files', async () => {
    assert.match(await refusalOf('a.csv', ''), /it is empty/);
    assert.match(await refusalOf('a.csv', ';;;\n;;;\n'), /it is empty/);
    assert.match(await refusalOf('a.csv', Buffer.from([0x80, 0, 1, 2, 0, 0, 3])), /binary data/);
  });
});
