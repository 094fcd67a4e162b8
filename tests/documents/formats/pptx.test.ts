import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { placeOf, readBytes, readSample, refusalOf, sampleBytes, tableLines } from './read-format.ts';

/* The samples are made by python-pptx, saved again by LibreOffice, and made by PptxGenJS. */

const changed = (file: string, part: string, change: (xml: string) => string) => {
  const files = unzipSync(sampleBytes(file));
  return zipSync({ ...files, [part]: strToU8(change(new TextDecoder().decode(files[part]))) });
};

describe('readPptx', () => {
  for (const file of ['rowing.python-pptx.pptx', 'rowing.libreoffice.pptx']) {
    it(`has slides as headings, the number of the slide as the page (${file})`, async () => {
      const document = await readSample(file);
      assert.equal(document.title, 'Школа гребли');
      assert.deepEqual(placeOf(document, 'Утренние группы'), { heading: 'Занятия', page: 2 });
      assert.deepEqual(placeOf(document, 'о новом тренере'), { heading: 'Занятия › Заметки докладчика', page: 2 });
      assert.deepEqual(placeOf(document, 'Ялик | 4'), { heading: 'Слайд 3', page: 3 });
      assert.deepEqual(placeOf(document, 'В группе фигур'), { heading: 'Посетители', page: 4 });
    });

    it(`shows the numbers of lists as the slide does (${file})`, async () => {
      const { text } = await readSample(file);
      assert.match(text, /- Утренние группы\n- для детей с восьми лет\n- Вечерние группы\n/);
      assert.match(
        text,
        /4\. Записаться в кассе\n5\. Получить жилет\na\) проверить застёжки\n6\. Выйти на воду\n\nСвободный абзац\n\nI\. Снова первый\n/,
      );
    });

    it(`reads tables with merged cells, and charts (${file})`, async () => {
      const lines = tableLines(await readSample(file));
      assert.deepEqual(lines.slice(0, 4), [
        '# Лодка | Мест | Цена',
        'Ялик | 4 | 800 ₽',
        'Ялик | 6 | 950 ₽',
        'Стоянка закрыта с ноября |  | ',
      ]);
      assert.deepEqual(
        lines.slice(4).map((line) => line.replace(/(?<=\d) (?=\d)/g, '')),
        ['#  | Взрослые | Дети', 'Май | 1200 | 310', 'Июнь | 1530 | 455'],
      );
    });

    it(`leaves hidden slides out and says so (${file})`, async () => {
      const { text, omissions } = await readSample(file);
      assert.doesNotMatch(text, /Черновик|не показывать/);
      assert.deepEqual(omissions, [{ kind: 'pages-not-read', count: 1, of: 5, places: [5] }]);
    });
  }

  it('reads slides without places for titles, and powers', async () => {
    const document = await readSample('rowing.pptxgenjs.pptx');
    assert.equal(document.title, 'Rowing club');
    assert.deepEqual(placeOf(document, 'Weekdays'), { heading: 'Opening hours', page: 1 });
    assert.match(document.text, /\n3\) Sign the book\n4\) Take an oar\n/);
    assert.match(document.text, /\nThe pool is 25 m²\n/);
    assert.doesNotMatch(document.text, /^1$|‹#›/m);
    assert.deepEqual(tableLines(document), ['# Boat | Seats', 'Eight | 8', 'Closed in winter | ']);
  });

  it('follows the list of slides, not the numbers of their files', async () => {
    const part = 'ppt/presentation.xml';
    const bytes = changed('rowing.python-pptx.pptx', part, (xml) =>
      xml.replace(/<p:sldIdLst>(<p:sldId [^>]*>)(<p:sldId [^>]*>)/, '<p:sldIdLst>$2$1'),
    );
    assert.equal(placeOf(await readBytes('a.pptx', bytes), 'Утренние группы').page, 1);
  });

  it('reads one of two ways to show the same thing', async () => {
    const shape = (text: string) =>
      `<p:sp><p:nvSpPr><p:cNvPr id="9" name="x"/><p:nvPr/></p:nvSpPr><p:txBody><a:p><a:r><a:t>${text}</a:t></a:r></a:p></p:txBody></p:sp>`;
    const both = `<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="x">${shape('Новая рамка')}</mc:Choice><mc:Fallback>${shape('Старая рамка')}</mc:Fallback></mc:AlternateContent>`;
    const bytes = changed('rowing.python-pptx.pptx', 'ppt/slides/slide2.xml', (xml) =>
      xml.replace('</p:spTree>', `${both}</p:spTree>`),
    );
    const { text } = await readBytes('a.pptx', bytes);
    assert.match(text, /Новая рамка/);
    assert.doesNotMatch(text, /Старая рамка/);
  });

  it('writes formulas on a line', async () => {
    const formula =
      '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:sSup><m:e><m:r><m:t>v</m:t></m:r></m:e><m:sup><m:r><m:t>3</m:t></m:r></m:sup></m:sSup></m:oMath>';
    const shape = `<p:sp><p:nvSpPr><p:cNvPr id="9" name="x"/><p:nvPr/></p:nvSpPr><p:txBody><a:p><a:r><a:t>Сила ветра </a:t></a:r><a14:m xmlns:a14="http://schemas.microsoft.com/office/drawing/2010/main">${formula}</a14:m></a:p></p:txBody></p:sp>`;
    const bytes = changed('rowing.python-pptx.pptx', 'ppt/slides/slide2.xml', (xml) =>
      xml.replace('</p:spTree>', `${shape}</p:spTree>`),
    );
    assert.match((await readBytes('a.pptx', bytes)).text, /\nСила ветра v³\n/);
  });

  it('refuses damaged and empty files', async () => {
    const file = 'rowing.pptxgenjs.pptx';
    assert.match(await refusalOf('a.pptx', sampleBytes(file).slice(0, 9000)), /it is damaged/);
    const cut = changed(file, 'ppt/slides/slide1.xml', (xml) => xml.slice(0, 700));
    assert.match(await refusalOf('a.pptx', cut), /it is damaged/);
    const blank = changed(file, 'ppt/presentation.xml', (xml) => xml.replace(/<p:sldIdLst>.*<\/p:sldIdLst>/s, ''));
    assert.match(await refusalOf('a.pptx', blank), /it is empty/);
    assert.match(await refusalOf('a.pptx', zipSync({ 'a.txt': strToU8('x') })), /no slides of a PPTX/);
  });
});
