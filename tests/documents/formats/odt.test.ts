import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { placeOf, readBytes, readSample, refusalOf, sampleBytes, tableLines } from './read-format.ts';

/* The samples are made by odfpy, saved again by LibreOffice, and made by pandoc. */

const changed = (file: string, change: (xml: string) => string) => {
  const files = unzipSync(sampleBytes(file));
  return zipSync({ ...files, 'content.xml': strToU8(change(new TextDecoder().decode(files['content.xml']))) });
};
const textWith = async (added: string) => {
  const bytes = changed('statute.odfpy.odt', (xml) => xml.replace('</office:text>', `${added}</office:text>`));
  return (await readBytes('a.odt', bytes)).text;
};

describe('readOdt', () => {
  for (const file of ['statute.odfpy.odt', 'statute.libreoffice.odt']) {
    it(`shows the numbers of headings and lists as LibreOffice does (${file})`, async () => {
      const document = await readSample(file);
      assert.equal(document.title, 'Устав гребного клуба');
      assert.match(
        document.text,
        /1\. Члены клуба\n1\.1\. Взрослые\n1\.2\. Дети\nа\) с билетом\nб\) без билета\n2\. Гости\nпо приглашению\n\nПромежуточный абзац\.\n\n3\. Тренеры\n9\. Сторож\n\n- вёсла\n- жилеты\n/,
      );
      assert.equal(placeOf(document, 'Промежуточный').heading, 'I. Общие положения › I.1 Цели');
      assert.equal(placeOf(document, 'Взрослый').heading, 'II. Взносы › II.1 Размер');
    });

    it(`reads notes, raised text and tables, and leaves out what is hidden (${file})`, async () => {
      const document = await readSample(file);
      assert.match(document.text, /Клуб учит грести и плавать\[1\] на площади 40 м²\.\n\n\[1\] С восьми лет\.\n/);
      assert.doesNotMatch(document.text, /тайное|скрытый/);
      assert.deepEqual(tableLines(document), [
        '# Кто | Месяц | Год',
        'Взрослый | 200 ₽ | 2 000 ₽',
        'Взрослый | 250 ₽ | 2 500 ₽',
        'Льготник | бесплатно | ',
      ]);
    });
  }

  it('reads what pandoc writes', async () => {
    const document = await readSample('statute.pandoc.odt');
    assert.match(document.text, /\n3\. Третий\na\. вложенный\n4\. Четвёртый\n/);
    assert.deepEqual(tableLines(document), ['# Что | Цена', 'Весло | 10', 'Весло | 20']);
  });

  it('leaves out deletions, comments and tables of contents', async () => {
    const text = await textWith(
      '<text:tracked-changes><text:changed-region><text:deletion><text:p>вычеркнуто</text:p></text:deletion></text:changed-region></text:tracked-changes>' +
        '<text:table-of-content><text:index-body><text:p>Взносы 12</text:p></text:index-body></text:table-of-content>' +
        '<text:p>Новый<office:annotation><text:p>спорно</text:p></office:annotation> абзац</text:p>',
    );
    assert.match(text, /\n\nНовый абзац$/);
    assert.doesNotMatch(text, /вычеркнуто|спорно|Взносы 12/);
  });

  it('keeps blanks and line breaks as they are written, and text boxes after their paragraph', async () => {
    const text = await textWith(
      '<text:p>Имя:<text:s text:c="3"/>Анна<text:line-break/>Пост:\n  тренер<draw:frame xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"><draw:text-box><text:p>В рамке.</text:p></draw:text-box></draw:frame></text:p>',
    );
    assert.match(text, /\n\nИмя: {3}Анна\nПост: тренер\n\nВ рамке\.$/);
  });

  it('writes formulas on a line, and says which are missing', async () => {
    const object = (formula: string) =>
      `<draw:frame xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"><draw:object><math xmlns="http://www.w3.org/1998/Math/MathML">${formula}</math></draw:object></draw:frame>`;
    const bytes = changed('statute.odfpy.odt', (xml) =>
      xml.replace(
        '</office:text>',
        `<text:p>Формула: ${object('<msup><mi>x</mi><mn>2</mn></msup>')} и ${object('')}</text:p></office:text>`,
      ),
    );
    const { text, omissions } = await readBytes('a.odt', bytes);
    assert.match(text, /\n\nФормула: x² и$/);
    assert.deepEqual(omissions, [{ kind: 'formulas-not-read', count: 1 }]);
  });

  it('refuses damaged and empty files', async () => {
    const file = 'statute.odfpy.odt';
    assert.match(await refusalOf('a.odt', sampleBytes(file).slice(0, 1500)), /it is damaged/);
    assert.match(
      await refusalOf(
        'a.odt',
        changed(file, (xml) => xml.slice(0, 3000)),
      ),
      /it is damaged \(.*unclosed tag/,
    );
    const blank = changed(file, (xml) => xml.replace(/<office:text>.*<\/office:text>/s, '<office:text/>'));
    assert.match(await refusalOf('a.odt', blank), /it is empty/);
    assert.match(await refusalOf('a.odt', zipSync({ 'a.xml': strToU8('<a/>') })), /no text of an ODT/);
  });
});
