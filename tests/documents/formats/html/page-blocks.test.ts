import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readHtml } from '../../../../src/documents/formats/html/read-html.ts';

const read = (body: string) =>
  readHtml(Buffer.from(`<!doctype html><title>T</title>${body}`), { onProgress: () => {} });
const textOf = async (body: string) => (await read(body)).text;

describe('lists of a web page', () => {
  it('have the numbers that a browser shows: start, value, type, reversed', async () => {
    assert.equal(await textOf('<ol start=3 type=I><li>drei<li value=9>neun</ol>'), 'III. drei\nIX. neun');
    assert.equal(await textOf('<ol type=a start=26><li>яблоки<li>груши</ol>'), 'z. яблоки\naa. груши');
    assert.equal(await textOf('<ol reversed><li>second<li>first</ol>'), '2. second\n1. first');
    assert.equal(await textOf('<ol style="list-style-type: lower-roman"><li>one<li>two</ol>'), 'i. one\nii. two');
  });

  it('keep the depth of nested items, and paragraphs inside an item', async () => {
    const { text, blocks } = await read(
      '<ol><li>Общее<ul><li>а<ol><li>глубже</ol></ul><li><p>Две</p><p>строки</p></ol>',
    );
    assert.equal(text, '1. Общее\n- а\n1. глубже\n2. Две\nстроки');
    assert.deepEqual(
      blocks.flatMap((block) => (block.kind === 'list' ? block.items.map(({ depth }) => depth) : [])),
      [0, 1, 2, 0],
    );
  });

  it('show no number where none is shown, and that of the text where it writes one', async () => {
    assert.equal(await textOf('<ol style="list-style: none"><li>2.1. Deposit<li>Rest</ol>'), '2.1. Deposit\n- Rest');
    assert.equal(await textOf('<ol><li>1. Deposit<li>2. Rest</ol>'), '1. Deposit\n2. Rest');
  });

  it('go on around an item with a table or heading, which has its number before it', async () => {
    const { text, blocks } = await read('<ol><li><h3>Boats</h3><p>Two of them.</p><li>Oars</ol>');
    assert.equal(text, '### 1. Boats\n\nTwo of them.\n\n2. Oars');
    assert.deepEqual(
      blocks.map(({ kind }) => kind),
      ['heading', 'paragraph', 'list'],
    );
  });
});

describe('tables of a web page', () => {
  it('have header rows, merged cells in their columns and a caption', async () => {
    const { text, blocks } = await read(
      '<table><caption>Цены</caption><tr><th rowspan=2>Что</th><th colspan=2>Цена</th></tr><tr><th>час</th><th>день</th></tr>' +
        '<tr><td>Лодка</td><td>9</td><td>31</td></tr></table>',
    );
    assert.equal(text, 'Цены\nЧто | Цена | \nЧто | час | день\nЛодка | 9 | 31');
    const [table] = blocks;
    assert.ok(table?.kind === 'table', 'a table');
    assert.deepEqual(
      table.rows.map(({ isHeader }) => isHeader),
      [true, true, false],
    );
  });

  it('with long cells stay whole; those that only place parts of a page do not', async () => {
    const long = 'Long words of a cell. '.repeat(80);
    const { blocks } = await read(
      `<table><tr><th>A</th><th>B</th></tr><tr><td>one</td><td><p>${long}</p><p>${long}</p></td></tr></table>`,
    );
    assert.deepEqual(
      blocks.map(({ kind }) => kind),
      ['table'],
    );
    const layout = await textOf(
      `<table><tr><td>Left</td><td><p>${long}</p><h2>Heading</h2><p>Below it.</p></td></tr></table>`,
    );
    assert.match(layout, /\n\n## Heading\n\nBelow it\.$/);
  });

  it('take a first row that alone is bold as the header, and clip what spans more columns than there are', async () => {
    const { text, blocks } = await read(
      '<table><tr><td><b>Item</b></td><td><b>Day</b></td></tr><tr><td colspan=99>Boats</td></tr><tr><td>Kayak</td><td>31</td></tr></table>',
    );
    assert.equal(text, 'Item | Day\nBoats | \nKayak | 31');
    assert.ok(blocks[0]?.kind === 'table' && blocks[0].rows[0]?.isHeader, 'a header row');
  });
});

describe('the text of a web page', () => {
  it('keeps exponents, indices and marks of notes apart from the number before them, in every nesting', async () => {
    assert.equal(
      await textOf(
        '<p>10<sup>6</sup>, 15.6<i><sup>2</sup></i>, 48<sup><b>3</b></sup>, H<sub>2</sub>O, 5<sup>th</sup>, 7<span style="vertical-align:super">2</span></p>',
      ),
      '10⁶, 15.6², 48³, H₂O, 5th, 7²',
    );
  });

  it('writes a formula on a line, once, also where a picture or letters set in place stand for it', async () => {
    const formula =
      '<msup><mi>r</mi><mn>2</mn></msup><mo>+</mo><mfrac><mrow><mi>a</mi><mo>+</mo><mn>1</mn></mrow><msqrt><mi>b</mi></msqrt></mfrac>';
    const shown = 'r²+(a+1)/√b';
    const semantics = `<semantics><mrow>${formula}</mrow><annotation encoding="application/x-tex">r^2</annotation></semantics>`;
    assert.equal(
      await textOf(`<p>Area <math>${formula}</math> of <m:math><m:mi>x</m:mi></m:math>.</p>`),
      `Area ${shown} of x.`,
    );
    const katex = `<span class="katex"><span><math>${semantics}</math></span><span aria-hidden="true">r2</span></span>`;
    const picture = `<span><span style="display: none"><math>${semantics}</math></span><img aria-hidden="true" alt="r^2"></span>`;
    assert.equal(await textOf(`<p>Area ${katex} is not ${picture} here.</p>`), `Area ${shown} is not ${shown} here.`);
  });

  it('links a note with its mark, and leaves the way back out', async () => {
    for (const mark of [
      '<sup><a href="#n1" id=r1>1</a></sup>',
      '<a href="#n1" id=r1><sup>1</sup></a>',
      '<sup>[<a href="#n1" id=r1>1</a>]</sup>',
      '<a role=doc-noteref href="#n1" id=r1>1</a>',
    ]) {
      for (const note of [
        '<ol><li id=n1>Raised in 2021. <a href="#r1">↩</a></ol>',
        '<p id=n1><sup><a href="#r1">1</a></sup> Raised in 2021.</p>',
        '<aside role=doc-footnote id=n1>Raised in 2021.</aside>',
      ]) {
        const { text, blocks } = await read(
          `<h1>Fees</h1><p>The fee is 320${mark} euros a month and is paid in advance.</p>${note}`,
        );
        assert.match(text, /The fee is 320\[1\] euros .+\n\n\[1\] Raised in 2021\.$/, `${mark} ${note}`);
        const found = blocks.find((block) => block.kind === 'note');
        assert.ok(found?.kind === 'note', 'a note');
        assert.deepEqual(
          found.references.map(({ start, end }) => text.slice(start, end)),
          ['[1]'],
        );
      }
    }
  });

  it('ends a paragraph at two line breaks, and keeps one as a line', async () => {
    assert.equal(await textOf('<div>Строка<br>другая<br><br>Абзац</div>'), 'Строка\nдругая\n\nАбзац');
  });

  it('keeps the indentation of code', async () => {
    assert.equal(await textOf('<p>Run:</p><pre>if x:\n    go()\n</pre>'), 'Run:\n\nif x:\n    go()');
  });

  it('puts a term with its definitions, a summary and a question on a button with their answers', async () => {
    assert.equal(await textOf('<dl><dt>Пирс<dd>Место лодок.<dd>И касса.</dl>'), 'Пирс\nМесто лодок.\nИ касса.');
    assert.equal(
      await textOf('<details><summary>How much?</summary><p>12 euros.</p></details><p>End.</p>'),
      'How much?\n12 euros.\n\nEnd.',
    );
    assert.equal(
      await textOf('<button aria-controls=p>How much?</button><div id=p hidden>12 euros.</div>'),
      'How much?\n12 euros.',
    );
  });

  it('keeps a word with its reading behind it, and leaves soft hyphens and descriptions of pictures out', async () => {
    assert.equal(
      await textOf('<p><ruby>漢<rt>kan</rt>字<rt>ji</rt></ruby> co&shy;operate <img alt="picture"></p>'),
      '漢字(kanji) cooperate',
    );
  });
});
