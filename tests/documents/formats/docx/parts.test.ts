import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readDocx } from '../../../../src/documents/formats/docx/read-docx.ts';
import { p, part, r, readWord, wordFile } from './word-file.ts';

const textOf = async (body: string) => (await readWord({ body })).text;
const paragraph = (content: string) => `<w:p>${content}</w:p>`;
const mark = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
const raised = '<w:vertAlign w:val="superscript"/>';

describe('the text of a Word file', () => {
  it('does not join raised and lowered digits with those before them', async () => {
    const body = paragraph(
      `${r('Урожай: 48')}${r('3', raised)}${r(' тонн, 10')}${r('−', raised)}${r('6', raised)}${r(' м; H')}${r('2', '<w:vertAlign w:val="subscript"/>')}${r('O, 5')}${r('th', raised)}`,
    );
    assert.equal(await textOf(body), 'Урожай: 48³ тонн, 10⁻⁶ м; H₂O, 5th');
  });

  it('has the results of fields, not their codes, and what is chosen in a form', async () => {
    const field = (code: string, result: string) =>
      `${mark('begin')}<w:r><w:instrText>${code}</w:instrText></w:r>${mark('separate')}${r(result)}${mark('end')}`;
    const box = (state: string) =>
      `<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>${state}</w:checkBox></w:ffData></w:fldChar></w:r>${mark('end')}`;
    const control = (checked: number) =>
      `<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="${checked}"/></w14:checkbox></w:sdtPr><w:sdtContent>${r('?')}</w:sdtContent></w:sdt>`;
    const body = paragraph(
      `${field('DATE \\@ "d"', '5 мая')}<w:fldSimple w:instr="AUTHOR">${r(' Лебедева ')}</w:fldSimple>${box('<w:default w:val="1"/>')}${r(' да ')}${box('<w:default w:val="1"/><w:checked w:val="0"/>')}${r(' нет ')}${control(1)}${control(0)}`,
    );
    assert.equal(await textOf(body), '5 мая Лебедева ☒ да ☐ нет ☒☐');
  });

  it('has what breaks, directions, ruby, symbols and text boxes hold, each once', async () => {
    const box = (text: string) => `<w:r><w:pict><w:txbxContent>${p(text)}</w:txbxContent></w:pict></w:r>`;
    const body = [
      paragraph('<w:r><w:t>one</w:t><w:cr/><w:t>two</w:t><w:ptab/><w:t>three</w:t></w:r>'),
      paragraph(`<w:bdo w:val="rtl">${r('AB')}</w:bdo><w:dir w:val="ltr">${r('CD')}</w:dir>`),
      paragraph(`<w:ruby><w:rubyPr/><w:rt>${r('とうきょう')}</w:rt><w:rubyBase>${r('東京')}</w:rubyBase></w:ruby>`),
      paragraph(
        '<w:r><w:t>x </w:t><w:sym w:font="Symbol" w:char="F0B3"/><w:t> 5 AB</w:t><w:noBreakHyphen/><w:t>7</w:t></w:r>',
      ),
      paragraph(
        `<mc:AlternateContent><mc:Choice Requires="wps">${box('In the box.')}</mc:Choice><mc:Fallback>${box('In the box.')}</mc:Fallback></mc:AlternateContent>`,
      ),
    ].join('');
    assert.deepEqual((await textOf(body)).split('\n\n'), [
      'one\ntwo three',
      'ABCD',
      '東京(とうきょう)',
      'x ≥ 5 AB-7',
      'In the box.',
    ]);
  });

  it('leaves out what is hidden or deleted, and joins paragraphs whose mark is deleted', async () => {
    const body = [
      paragraph(
        `${r('Seen')}${r(' hidden', '<w:vanish/>')}<w:del>${r(' deleted')}</w:del><w:ins>${r(' added')}</w:ins>`,
      ),
      paragraph(`<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>${r('First half, ')}`),
      p('second half.'),
      `<w:moveFrom>${p('Moved.')}</w:moveFrom>`,
    ].join('');
    assert.deepEqual((await textOf(body)).split('\n\n'), ['Seen added', 'First half, second half.']);
  });

  it('has formulas on one line, and tells of those that are pictures', async () => {
    const m = (name: string, content: string) => `<m:${name}>${content}</m:${name}>`;
    const run = (text: string) => m('r', m('t', text));
    const formula = m(
      'oMath',
      run('y=') +
        m('f', m('num', run('a+b')) + m('den', run('2'))) +
        m('sSup', m('e', run('x')) + m('sup', run('2'))) +
        m('rad', m('deg', '') + m('e', run('n'))),
    );
    const object = '<w:r><w:object><o:OLEObject ProgID="Equation.3"/></w:object></w:r>';
    const { text, omissions } = await readWord({ body: paragraph(formula) + paragraph(r('See') + object) });
    assert.equal(text, 'y=(a+b)/2x²√n\n\nSee');
    assert.deepEqual(omissions, [{ kind: 'formulas-not-read', count: 1 }]);
  });
});

describe('the parts of a Word file', () => {
  it('gives notes behind the paragraph that refers to them, with their marks', async () => {
    const note = (id: number, text: string) => `<w:footnote w:id="${id}">${p(text)}</w:footnote>`;
    const reference = (id: number) =>
      `<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="${id}"/></w:r>`;
    const { text, blocks } = await readWord({
      body: paragraph(r('The fee is 250') + reference(7) + r(' euros.')) + paragraph(r('Paid in May') + reference(9)),
      parts: [
        {
          kind: 'footnotes',
          name: 'footnotes.xml',
          content: part('footnotes', note(9, 'Or June.') + note(7, 'Was 200.')),
        },
      ],
    });
    assert.equal(text, 'The fee is 250[1] euros.\n\n[1] Was 200.\n\nPaid in May[2]\n\n[2] Or June.');
    const [, first] = blocks;
    assert.ok(first?.kind === 'note', 'a note follows');
    assert.deepEqual(first.references, [{ start: 14, end: 17 }]);
  });

  it('starts with what the header says, without numbers of pages and what the text repeats', async () => {
    const page = `<w:fldSimple w:instr=" PAGE ">${r('3')}</w:fldSimple>`;
    const { text } = await readWord({
      body: `${p('Назначить ответственным Ковалёва.')}${p('Контроль оставляю за собой.')}<w:sectPr><w:headerReference w:type="default" r:id="h.xml"/><w:footerReference w:type="default" r:id="f.xml"/></w:sectPr>`,
      parts: [
        {
          kind: 'header',
          name: 'h.xml',
          content: part('hdr', p('Приказ № 118-П от 4 апреля 2024 г.') + p('Контроль оставляю за собой.')),
        },
        {
          kind: 'footer',
          name: 'f.xml',
          content: part('ftr', paragraph(r('Страница ') + page) + paragraph(r('Для служебного пользования '))),
        },
      ],
    });
    assert.deepEqual(text.split('\n\n'), [
      'Приказ № 118-П от 4 апреля 2024 г.',
      'Назначить ответственным Ковалёва.',
      'Контроль оставляю за собой.',
      'Для служебного пользования',
    ]);
  });

  it('reads web pages inside, and names what it cannot read', async () => {
    const { text, omissions } = await readWord({
      body: `${p('Cover.')}<w:altChunk r:id="a.html"/><w:altChunk r:id="b.rtf"/>`,
      parts: [
        { kind: 'aFChunk', name: 'a.html', content: '<p>The bridge is long.</p>' },
        { kind: 'aFChunk', name: 'b.rtf', content: '{\\rtf1 Gone.}' },
      ],
    });
    assert.equal(text, 'Cover.\n\nThe bridge is long.');
    assert.deepEqual(omissions, [{ kind: 'parts-not-read', count: 1, places: ['b.rtf'] }]);
  });

  it('may have any name, and bytes before and behind the archive', async () => {
    const file = wordFile({ body: p('The meeting starts at nine.'), main: 'word/document2.xml' });
    const bytes = Buffer.concat([Buffer.from('HTTP/1.1 200\r\n\r\n'), file, Buffer.from('\n')]);
    assert.equal((await readDocx(bytes, { onProgress: () => {} })).text, 'The meeting starts at nine.');
  });
});

describe('a file that is no Word file', () => {
  const refused = (start: string | Buffer) => readDocx(Buffer.from(start), { onProgress: () => {} });
  const container = Buffer.from('d0cf11e0a1b11ae1', 'hex');

  it('is refused with what it is', async () => {
    await assert.rejects(refused('{\\rtf1 A canoe.}'), { message: /^it is RTF, not a DOCX; save it as \.docx or/ });
    await assert.rejects(refused(container), { message: /^it is an old \.doc, not a DOCX; save it as \.docx$/ });
    await assert.rejects(refused(Buffer.concat([container, Buffer.from('EncryptedPackage', 'utf16le')])), {
      message: /^it is protected by a password; save it without one$/,
    });
  });
});
