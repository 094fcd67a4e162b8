import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { strToU8, zipSync } from 'fflate';
import { readEpub } from '../../../../src/documents/formats/epub/read-epub.ts';

const CONTAINER =
  '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>';
const chapter = (body: string) =>
  `<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title/></head><body>${body}</body></html>`;

/** Reads a book of these chapters, in this order; what is null is named in the package and missing in the archive. */
function readBook(chapters: Record<string, string | null>, { prefix = '', title = 'Пирс' } = {}) {
  const names = Object.keys(chapters);
  const tag = (name: string, rest: string) => `<${prefix}${name} ${rest}/>`;
  const items = names.map((name, index) =>
    tag('item', `id="c${index}" href="${name}" media-type="application/xhtml+xml"`),
  );
  const spine = names.map((_, index) => tag('itemref', `idref="c${index}"`));
  const nav = tag('item', 'id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"');
  const description =
    `<${prefix}package xmlns:dc="http://purl.org/dc/elements/1.1/"><${prefix}metadata><dc:title>${title}</dc:title></${prefix}metadata>` +
    `<${prefix}manifest>${items.join('')}${nav}</${prefix}manifest><${prefix}spine>${tag('itemref', 'idref="nav"')}${spine.join('')}</${prefix}spine></${prefix}package>`;
  const present = Object.entries(chapters).flatMap(([name, body]) =>
    body === null ? [] : [[`OPS/${name}`, strToU8(chapter(body))] as const],
  );
  const files = {
    'META-INF/container.xml': strToU8(CONTAINER),
    'OPS/book.opf': strToU8(description),
    'OPS/nav.xhtml': strToU8(chapter('<nav><ol><li>Contents</li></ol></nav>')),
    ...Object.fromEntries(present),
  };
  return readEpub(zipSync(files), { onProgress: () => {} });
}

describe('a book in EPUB', () => {
  it('is read in the order of its spine, without the table of contents, whatever prefix its package has', async () => {
    for (const prefix of ['', 'opf:']) {
      const { text, title, omissions } = await readBook(
        { 'b.xhtml': '<h1>First</h1><p>One.</p>', 'a.xhtml': '<p>Второе.</p>' },
        { prefix },
      );
      assert.equal(text, '# First\n\nOne.\n\nВторое.');
      assert.equal(title, 'Пирс');
      assert.deepEqual(omissions, []);
    }
  });

  it('reports the chapters that are missing', async () => {
    const { text, omissions } = await readBook({
      'a.xhtml': '<p>One.</p>',
      'parts/b.xhtml': null,
      'c.xhtml': '<p>Three.</p>',
    });
    assert.equal(text, 'One.\n\nThree.');
    assert.deepEqual(omissions, [{ kind: 'chapters-missing', count: 1, of: 3, places: ['b.xhtml'] }]);
  });

  it('links notes that stand in another chapter', async () => {
    const { text, blocks } = await readBook({
      'a.xhtml': '<p>The fee is 320<a epub:type="noteref" id="r" href="notes.xhtml#n1">1</a> euros.</p>',
      'notes.xhtml': '<aside epub:type="footnote" id="n1"><p><a href="a.xhtml#r">1</a> Raised in 2021.</p></aside>',
    });
    assert.equal(text, 'The fee is 320[1] euros.\n\n[1] Raised in 2021.');
    const note = blocks.find((block) => block.kind === 'note');
    assert.ok(note?.kind === 'note', 'a note');
    assert.deepEqual(note.references, [{ start: 14, end: 17 }]);
  });

  it('whose pages are pictures is refused and says so', async () => {
    await assert.rejects(readBook({ 'a.xhtml': '<div><img src="1.jpg" alt=""/></div>' }), {
      code: 'DOCUMENT_UNREADABLE',
      message: /its pages are pictures, without text; recognise the text/,
    });
  });

  it('without any of its chapters is refused and says so', async () => {
    await assert.rejects(readBook({ 'a.xhtml': null }), {
      code: 'DOCUMENT_UNREADABLE',
      message: /all chapters that it names are missing/,
    });
  });
});
