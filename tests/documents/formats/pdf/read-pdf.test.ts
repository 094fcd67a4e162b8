import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { readPdf } from '../../../../src/documents/formats/pdf/read-pdf.ts';
import { linesFrom, makePdf, type PdfPage, type PlacedText } from './make-pdf.ts';

const PROSE = [
  'The mill grinds the grain of eleven villages from September on.',
  'Each farmer brings the sacks on the day that the miller has named.',
];
const read = (bytes: Uint8Array) => readPdf(Uint8Array.from(bytes), { onProgress: () => {} });
const readPages = (pages: PdfPage[]) => read(makePdf(pages));
const row = (y: number, cells: readonly string[], columns = [60, 210, 360]): PlacedText[] =>
  cells.map((text, index) => ({ text, x: columns[index]!, y }));

async function textOf(pages: PdfPage[]): Promise<string> {
  return (await readPages(pages)).text;
}

describe('the order and direction of a page', () => {
  it('reads a page on its side in its own direction', async () => {
    const turned = PROSE.map((text, index) => ({ text, x: 100 + 16 * index, y: 60, isTurned: true }));
    assert.equal(await textOf([{ texts: turned }]), PROSE.join(' '));
  });

  it('puts a note in the margin after the text of its page', async () => {
    const margin = { text: 'Archive copy of the mill', x: 30, y: 200, isTurned: true };
    assert.equal(await textOf([{ texts: [margin, ...linesFrom(700, PROSE)] }]), `${PROSE.join(' ')}\n\n${margin.text}`);
  });

  it('turns a table that is drawn from the bottom up', async () => {
    const rows = [700, 717, 734, 751].flatMap((y, index) => row(y, [`Stone ${index}`, `${index} to ${index + 4}`]));
    assert.match(
      await textOf([{ texts: rows }]),
      /^Stone 3 \| 3 to 7\nStone 2 \| .+\nStone 1 \| .+\nStone 0 \| 0 to 4$/,
    );
  });

  it('puts the columns of a table side by side that are drawn one after the other', async () => {
    const names = linesFrom(700, ['Rye', 'Oats', 'Wheat', 'Barley']);
    const prices = ['31', '28', '44', '30'].map((text, index) => ({ text, x: 200, y: 700 - 16 * index }));
    assert.equal(await textOf([{ texts: [...names, ...prices] }]), 'Rye | 31\nOats | 28\nWheat | 44\nBarley | 30');
  });

  it('reads letters that are drawn twice to look bold once', async () => {
    const widths = [7.94, 6.12, 3.66, 5.5, 6.12, 5.5, 3.06];
    const startOf = (index: number) => widths.slice(0, index).reduce((sum, width) => sum + width, 60);
    const letters = [...'Harvest'].flatMap((text, index) =>
      [0, 0.4].map((off) => ({ text, x: startOf(index) + off, y: 780 })),
    );
    const whole = [0, 0.4].map((off) => ({ text: 'Closed on Sunday', x: 60 + off, y: 740 }));
    const text = await textOf([{ texts: [...letters, ...whole, ...linesFrom(700, PROSE)] }]);
    assert.match(text, /^Harvest\n\nClosed on Sunday\n\nThe mill/);
  });
});

describe('characters of fonts that do not say which letters they show', () => {
  it('are counted', async () => {
    const page = {
      texts: [
        ...linesFrom(700, PROSE),
        { text: 'AB', x: 60, y: 500, isBold: true },
        { text: 'A', x: 60, y: 480, isBold: true },
      ],
    };
    const usual = '/Helvetica-Bold/Encoding/WinAnsiEncoding';
    const own = '/Helvetica-Bold/Encoding<</Differences[65/uniE001/uniE002]>>';
    const file = Buffer.from(makePdf([page]))
      .toString('latin1')
      .replace(usual, own);
    const { omissions } = await read(Buffer.from(file, 'latin1'));
    assert.deepEqual(omissions, [{ kind: 'characters-not-read', count: 3 }]);
    assert.deepEqual((await readPages([page])).omissions, []);
  });
});

describe('running lines', () => {
  const pagesOf = (count: number, texts: (page: number) => PlacedText[]) =>
    Array.from({ length: count }, (_, index) => ({ texts: texts(index + 1) }));

  it('leaves out heads and page numbers that a gap sets apart, also in a document of two pages', async () => {
    const pages = (count: number) =>
      pagesOf(count, (page) => [
        { text: 'Rules of the mill', x: 60, y: 815 },
        ...linesFrom(760, [...PROSE, `Sack ${page * 7} belongs to the miller.`]),
        { text: `page ${page} of ${count}`, x: 250, y: 30 },
      ]);
    for (const count of [2, 4]) assert.doesNotMatch(await textOf(pages(count)), /Rules of|page \d/);
  });

  it('leaves out what a browser prints around a page', async () => {
    const texts = [
      { text: '11/30/2026, 4:11 PM', x: 30, y: 825, size: 8 },
      ...linesFrom(780, PROSE),
      { text: 'https://mill.example/rules 1/1', x: 30, y: 15, size: 8 },
    ];
    assert.equal(await textOf([{ texts }]), PROSE.join(' '));
    const [head, foot] = [texts[0]!, texts.at(-1)!];
    const close = [head, ...linesFrom(810, [...PROSE, ...PROSE, ...PROSE]), foot];
    assert.equal(await textOf([{ texts: close }]), [...PROSE, ...PROSE, ...PROSE].join(' '));
  });

  it('keeps the rows of a ledger, the same first line, and heads with numbers of their own', async () => {
    const ledger = await textOf(
      pagesOf(4, (page) =>
        [815, 797, 779, 761].flatMap((y, index) =>
          row(y, [`${page}0${index}`, `0${index}.03.2024`, `EUR ${page * index}`]),
        ),
      ),
    );
    for (const page of [1, 2, 3, 4]) assert.ok(ledger.includes(`${page}00 | 00.03.2024 | EUR 0`), ledger);
    const same = await textOf(
      pagesOf(4, (page) => linesFrom(815, [PROSE[0]!, `Room ${page} has a view of the river.`, PROSE[1]!])),
    );
    assert.equal(same.match(/The mill grinds/g)?.length, 4);
    const bills = await textOf(
      pagesOf(4, (page) => [{ text: `Bill ${1000 + page * 37}`, x: 60, y: 815 }, ...linesFrom(760, PROSE)]),
    );
    assert.match(bills, /Bill 1148/);
  });
});

describe('a filled-in form', () => {
  it('has the values at their labels, and boxes as they are ticked', async () => {
    const texts = [...linesFrom(775, ['Miller:', 'Village:'], 30), { text: 'Member of the guild', x: 80, y: 700 }];
    const fields = [
      { name: 'a', rect: [160, 770, 400, 788] as [number, number, number, number], value: 'Odo Brand' },
      { name: 'b', rect: [160, 740, 400, 758] as [number, number, number, number], value: '' },
      { name: 'c', rect: [60, 697, 72, 709] as [number, number, number, number], value: true },
    ];
    const { text } = await readPages([{ texts, fields }]);
    assert.deepEqual(text.split('\n\n'), ['Miller: Odo Brand', 'Village:', '☑ Member of the guild']);
  });
});

describe('pages without text that can be read', () => {
  it('are reported when they are pictures, not when they are blank', async () => {
    const { omissions } = await readPages([
      { texts: linesFrom(780, PROSE) },
      { texts: [], hasPicture: true },
      { texts: [] },
    ]);
    assert.deepEqual(omissions, [{ kind: 'pages-without-text', count: 1, of: 3, pages: [2] }]);
  });

  it('may hold numbers only', async () => {
    const rows = [780, 764, 748].flatMap((y, index) => row(y, [`2024-0${index}`, `${1037 + index}`, '3.50']));
    assert.match(await textOf([{ texts: rows }]), /2024-01 \| 1038 \| 3\.50/);
  });

  it('are refused when letters stand for others, with the advice to recognise the text', async () => {
    const shifted = Array.from(
      { length: 8 },
      (_, index) => `IjZ\\beZ ]hjh^kdh]h fma_y b ihjy^hd ihk_s_gby aZeh\\ ${index}`,
    );
    const accented = Array.from({ length: 8 }, (_, index) => `Îáùèå ïðàâèëà ìåëüíèöû è ïîðÿäîê ïîñåùåíèÿ ${index}`);
    for (const lines of [shifted, accented]) {
      await assert.rejects(readPages([{ texts: linesFrom(780, lines) }]), {
        message: /fonts do not say which letters they show; recognise the text.+--output-type pdf/,
      });
    }
  });
});

describe('raised texts', () => {
  const raisedAt = (text: string, x: number, y: number) => ({ text, x, y: y + 5, size: 7 });

  it('are exponents, or marks that are linked to the note at the foot', async () => {
    const texts = [
      { text: 'The yard has 48 m', x: 60, y: 780 },
      raisedAt('2', 150, 780),
      { text: 'and the fine is 250', x: 160, y: 780 },
      raisedAt('1', 251, 780),
      { text: 'crowns.', x: 262, y: 780 },
      raisedAt('1', 60, 300),
      { text: 'Raised from 200 crowns.', x: 66, y: 300 },
    ];
    const { text, blocks } = await readPages([{ texts }]);
    assert.equal(text, 'The yard has 48 m² and the fine is 250[1] crowns.\n\n[1] Raised from 200 crowns.');
    const note = blocks.find(({ kind }) => kind === 'note');
    assert.ok(note?.kind === 'note', 'the note is a block');
    assert.deepEqual(
      note.references.map(({ start, end }) => text.slice(start, end)),
      ['[1]'],
    );
  });
});

describe('a PDF by WeasyPrint, in Russian', () => {
  it('has headings of its outline, a list with numbers, one table over two pages, and a note', async () => {
    const sample = path.join(import.meta.dirname, '../../samples/lodge.ru.weasyprint.pdf');
    const { text, blocks } = await read(readFileSync(sample));
    const shown = (kind: string) =>
      blocks.filter((block) => block.kind === kind).map(({ start, end }) => text.slice(start, end));
    assert.deepEqual(shown('heading'), ['# Положение о лодочной станции', '## 1. Общие правила', '## 2. Цены']);
    assert.equal(shown('list')[0]?.split('\n')[1], '2. Жилет надевают до посадки.');
    assert.equal(blocks.find(({ kind }) => kind === 'list')?.page, 1);
    const [table, ...others] = blocks.filter((block) => block.kind === 'table');
    assert.ok(table && others.length === 0, 'one table');
    assert.equal(table.rows.length, 24);
    assert.deepEqual(table.rows.map(({ isHeader }) => isHeader).indexOf(false), 1);
    assert.match(shown('table')[0]!, /^Лодка \| Час \| День\nЛадья 1 \| 101 ₽ \| 1007 ₽\n/);
    assert.deepEqual(shown('note'), ['[1] Поднята с 200 рублей в 2021 году.']);
    assert.match(text, /^ДОГОВОР ПРОКАТА\n/);
    assert.match(text, /48² тысяч м².+ 10⁶ рыб/);
    assert.match(text, /информационно-телекоммуникационных организаций — об этом/);
  });
});
