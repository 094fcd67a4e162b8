import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { placeOf, readBytes, readSample, refusalOf, sampleBytes, tableLines } from './read-format.ts';

/* The samples are made by LibreOffice, pandoc and AbiWord; what only other programs write is written here after the specification. */

const FONTS =
  '{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset204 Arial Cyr;}{\\f2\\fcharset2 Symbol;}{\\f3\\fcharset128 MS Mincho;}{\\f4\\fnil Tahoma;}}';
const rtf = (body: string, head = '\\ansi\\ansicpg1252\\deff0') =>
  Buffer.from(`{\\rtf1${head}${FONTS}${body}}`, 'latin1');
const read = (body: string, head?: string) => readBytes('a.rtf', rtf(body, head));
const textOf = async (body: string, head?: string) => (await read(body, head)).text;

describe('readRtf, of what programs write', () => {
  it('shows the numbers of headings and lists as LibreOffice does', async () => {
    const document = await readSample('statute.libreoffice.rtf');
    assert.equal(document.title, 'Устав гребного клуба');
    assert.match(
      document.text,
      /# I\. Общие положения\n\n## I\.1 Цели\n\nКлуб учит грести и плавать\[1\] на площади 40 м²\.\n\n\[1\] С восьми лет\.\n/,
    );
    assert.match(
      document.text,
      /1\. Члены клуба\n\n1\.1\. Взрослые\n\n1\.2\. Дети\n\nа\) с билетом\nб\) без билета\n\n2\. Гости\n/,
    );
    assert.match(document.text, /3\. Тренеры\n\n9\. Сторож\n\n- вёсла\n- жилеты\n/);
    assert.equal(placeOf(document, 'Взрослый').heading, 'II. Взносы › II.1 Размер');
    assert.deepEqual(tableLines(document).slice(1), [
      'Взрослый | 200 ₽ | 2 000 ₽',
      'Взрослый | 250 ₽ | 2 500 ₽',
      'Льготник | бесплатно | ',
    ]);
    assert.doesNotMatch(document.text, /тайное/);
  });

  it('knows the lists of pandoc by their hanging markers', async () => {
    const document = await readSample('statute.pandoc.rtf');
    assert.match(document.text, /# Устав клуба\n\nКлуб учит\[1\] грести на площади 40 м²\.\n\n\[1\] С восьми лет\.\n/);
    assert.match(document.text, /3\. в марте;\n4\. в апреле:\n- наличными;\n- картой\.\n/);
    const list = document.blocks.find((block) => block.kind === 'list');
    assert.deepEqual(
      list?.items.map(({ depth }) => depth),
      [0, 0, 1, 1],
    );
    assert.deepEqual(tableLines(document), ['Что | Цена', 'Весло | 10', 'Весло | 1 020 ₽']);
  });

  it('counts by the lists where AbiWord leaves the marker blank', async () => {
    const document = await readSample('rules.abiword.rtf');
    assert.equal(document.title, 'Rowing club rules');
    assert.match(document.text, /The café is open for 10⁶ rowers\.\n\n1\. Oars\n2\. Boats\n/);
    assert.deepEqual(tableLines(document), ['Boat | Price', 'Skiff | $12']);
  });
});

describe('readRtf, characters', () => {
  it('decodes bytes by the font, then by the document', async () => {
    assert.equal(await textOf("\\f0 caf\\'e9 \\f1 \\'f1\\'e0\\'e4 \\f2 \\'61\\f0  \\'80"), 'café сад α €');
    assert.equal(await textOf("\\f4 \\'f1\\'e0\\'e4", '\\ansi\\ansicpg1251'), 'сад');
    assert.equal(await textOf("\\f4 \\'88\\'a4", '\\pc'), 'êñ');
    assert.equal(await textOf("\\f3 \\'8e\\'a1 \\'83A", '\\ansi\\ansicpg1252'), '治 ア');
  });

  it('takes a western font for what it is only in texts in Latin letters', async () => {
    const both = "\\f0 \\'c3\\'f0\\'e5\\'e1\\'eb\\'ff \\'e2 caf\\'e9.\\par \\f0 caf\\'e9";
    assert.equal(await textOf(both.slice(0, both.indexOf(' caf')), '\\ansi\\ansicpg1251'), 'Гребля в');
    assert.equal(await textOf("\\f0 caf\\'e9", '\\ansi\\ansicpg1251'), 'café');
  });

  it('recognises the code page of a document that names none', async () => {
    const hex = (text: string) =>
      text.replace(/[А-я]/g, (letter) => `\\'${(letter.charCodeAt(0) - 0x410 + 0xc0).toString(16)}`);
    const words = 'Клуб учит грести и плавать всех членов клуба';
    assert.equal(await textOf(`\\f4 ${hex(words)}`, '\\ansi'), words);
  });

  it('leaves out as many bytes behind a letter of Unicode as are meant for other programs', async () => {
    assert.equal(
      await textOf("\\u1057\\'d1\\u1072?\\u1076? {\\uc2\\u1072\\'e0\\'e0\\uc0\\u1073 }\\u1074\\'e2!"),
      'Сад абв!',
    );
    assert.equal(await textOf('10\\u8212\\emdash 12 \\u-10179?\\u-8704? a\\u1073 \\u1074?'), '10—12 😀 aбв');
  });

  it('knows characters by their names', async () => {
    assert.equal(
      await textOf('10\\endash 12\\~kg \\ldblquote a\\rdblquote\\emdash x\\_y op\\-en \\{\\\\\\}'),
      '10–12 kg “a”—x-y open {\\}',
    );
  });

  it('does not join raised and lowered digits to the number before', async () => {
    assert.equal(
      await textOf('48{\\super 3} m, 10{\\up6 6}, H{\\sub 2}O, 5\\super 2\\nosupersub 7'),
      '48³ m, 10⁶, H₂O, 5²7',
    );
  });
});

describe('readRtf, parts', () => {
  it('leaves out hidden and deleted text, comments, pictures and the codes of fields', async () => {
    const text = await textOf(
      'Open {\\v secret }{\\deleted old }daily{\\*\\annotation why}{\\pict\\wmetafile8 0102ab}{\\*\\unknown x}' +
        '{\\field{\\*\\fldinst HYPERLINK "http://a.example"}{\\fldrslt here}}.{\\xe index}',
    );
    assert.equal(text, 'Open dailyhere.');
  });

  it('links notes to their marks, with marks of their own', async () => {
    const { text, blocks } = await read(
      'Price 320{\\super\\chftn}{\\footnote\\pard {\\super\\chftn} Without tax.}\\par Deposit{\\super *}{\\footnote * Paid back.}\\par End{\\super\\chftn}{\\footnote\\ftnalt{\\super\\chftn} Late.}\\par',
      '\\ansi\\aftnnrlc',
    );
    assert.equal(text, 'Price 320[1]\n\n[1] Without tax.\n\nDeposit[*]\n\n[*] Paid back.\n\nEnd[i]\n\n[i] Late.');
    const notes = blocks.filter((block) => block.kind === 'note');
    assert.deepEqual(
      notes.map(({ references }) => references.map(({ start, end }) => text.slice(start, end))),
      [['[1]'], ['[*]'], ['[i]']],
    );
  });

  it('reads tables with cells merged across and down, and a header row', async () => {
    const row = (definition: string, ...cells: string[]) =>
      `\\trowd${definition}\\pard\\intbl ${cells.map((cell) => `${cell}\\cell `).join('')}\\row `;
    const document = await read(
      `${row('\\trhdr\\cellx1000\\cellx2000\\cellx3000', 'Boat', 'Hour', 'Day')}` +
        `${row('\\clvmgf\\cellx1000\\cellx2000\\cellx3000', 'Skiff', '1', '2')}` +
        `${row('\\clvmrg\\cellx1000\\cellx2000\\cellx3000', '', '3', '4\\par 5')}` +
        `${row('\\cellx1010\\cellx3000', 'Raft', 'free')}` +
        `${row('\\cellx1000\\clmgf\\cellx2000\\clmrg\\cellx3000', 'Ferry', 'none', '')}\\pard After.`,
    );
    assert.deepEqual(tableLines(document), [
      '# Boat | Hour | Day',
      'Skiff | 1 | 2',
      'Skiff | 3 | 4 5',
      'Raft | free | ',
      'Ferry | none | ',
    ]);
    const spans = document.blocks
      .flatMap((block) => (block.kind === 'table' ? block.rows : []))
      .slice(3)
      .map(({ cells }) => cells.at(-1)?.columns);
    assert.deepEqual(spans, [2, 2]);
    assert.match(document.text, /\n\nAfter\.$/);
  });

  it('keeps a table that stands in a cell in this cell', async () => {
    const inner = 'x\\nestcell{\\*\\nesttableprops\\trowd\\cellx500\\nestrow}{\\nonesttables\\par}';
    const document = await read(
      `\\trowd\\cellx1000\\cellx2000\\pard\\intbl\\itap2 ${inner}\\pard\\intbl a\\cell b\\cell\\row\\trowd\\cellx1000\\cellx2000 c\\cell d\\cell\\row`,
    );
    assert.deepEqual(tableLines(document), ['x a | b', 'c | d']);
  });

  it('reads headings by outline or style, text boxes, headers, check boxes and formulas', async () => {
    const { text, omissions } = await read(
      '{\\stylesheet{\\s1 \\u1047?\\u1072?\\u1075?\\u1086?\\u1083?\\u1086?\\u1074?\\u1086?\\u1082? 1;}}{\\header Order 7, page {\\field{\\*\\fldinst PAGE}{\\fldrslt 1}}\\par}' +
        '{\\pard\\outlinelevel1 Prices\\par}\\pard\\s1 Terms\\par\\pard Text{\\shp{\\*\\shpinst\\shpleft0{\\sp{\\sn x}{\\sv 1}}{\\shptxt In a box.\\par}}{\\shprslt{\\do In a box.}}}\\par' +
        ' {\\field{\\*\\fldinst FORMCHECKBOX{\\*\\formfield{\\fftype1\\ffres1}}}} yes {\\field{\\*\\fldinst EQ \\\\f(1,2)}}' +
        '{\\mmath{\\*\\moMath{\\mf{\\mnum{\\mr a}}{\\mden{\\mr b}}}}{\\mmathPict x}}{\\object{\\*\\objclass Equation.3}{\\result x}}\\par',
    );
    assert.equal(text, 'Order 7, page\n\n## Prices\n\n# Terms\n\nText\n\nIn a box.\n\n☒ yes a/b');
    assert.deepEqual(omissions, [{ kind: 'formulas-not-read', count: 2 }]);
  });

  it('shows the numbers of older programs, and those of typed lists', async () => {
    const text = await textOf(
      "Take:\\par{\\pntext\\f2\\'b7\\tab}{\\*\\pn\\pnlvlblt\\pnf2}oars;\\par{\\pntext\\f2\\'b7\\tab}{\\*\\pn\\pnlvlblt}boats.\\par\\pard Then\\par{\\pntext 4.\\tab}{\\*\\pn\\pnlvlbody\\pndec}row.\\par",
    );
    assert.equal(text, 'Take:\n\n- oars;\n- boats.\n\nThen\n\n4. row.');
  });

  it('reads the title in Unicode', async () => {
    const { title } = await read(
      '{\\info{\\upr{\\title ??}{\\*\\ud{\\title \\u1057?\\u1072?\\u1076? и}}}{\\author Me}}Text.',
    );
    assert.equal(title?.slice(0, 3), 'Сад');
  });
});

describe('readRtf, damaged and hostile files', () => {
  it('refuses what is cut off, empty, nested too deeply or no RTF', async () => {
    assert.match(
      await refusalOf('a.rtf', sampleBytes('statute.libreoffice.rtf').slice(0, 9000)),
      /it is damaged: its end is missing; save it again/,
    );
    assert.match(await refusalOf('a.rtf', rtf('\\par')), /it is empty/);
    assert.match(
      await refusalOf('a.rtf', rtf(`${'{'.repeat(9000)}a${'}'.repeat(9000)}`)),
      /groups stand too deep in each other/,
    );
    assert.match(await refusalOf('a.rtf', 'PK\u0003\u0004'), /no text of an RTF/);
  });

  it('takes time that grows with the size only', async () => {
    const many = rtf(
      `${'\\pard\\b x\\b0\\u1057?{\\super\\chftn}{\\footnote y}\\par '.repeat(40_000)}${'\\trowd\\cellx9\\intbl z\\cell\\row '.repeat(20_000)}`,
    );
    assert.equal((await readBytes('a.rtf', many)).blocks.filter(({ kind }) => kind === 'note').length, 40_000);
  });
});
