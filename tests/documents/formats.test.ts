import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { type Document, onOneLine } from '../../src/documents/document.ts';
import { readDocumentFile } from '../../src/documents/read-documents.ts';

/* The samples are made of the Markdown beside them by `samples/make-samples.ts`. */
const SAMPLES = path.join(import.meta.dirname, 'samples');
const read = (file: string) => readDocumentFile(SAMPLES, file, { maxBytes: 1_000_000 });
const textsOf = ({ text, paragraphs }: Document) =>
  paragraphs.map(({ start, end }) => onOneLine(text.slice(start, end)));
/** What stands in a page as a list has other marks, or none; a table has other lines. */
const words = (text: string) =>
  text
    .replace(/^- | - (?=\p{Ll})|^\|.*|[|]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
const isTable = (text: string) => text.includes('7:00–22:00');

const TITLES = { ru: 'Правила Сада у Старой пристани', en: 'Rules of the Old Pier Garden' };
const AUTHORS = { ru: 'Совет сада', en: 'Garden Council' };
const RUNNING = {
  ru: /Сад у Старой пристани(?! открыт)|^[—\s]*\d[—\s]*$/,
  en: /The Old Pier Garden(?! is open)|^[—\s]*\d[—\s]*$/,
};

for (const language of ['ru', 'en'] as const) {
  describe(`one text in every format (${language})`, () => {
    let source: Document;
    before(async () => {
      source = await read(`garden.${language}.md`);
    });
    const expected = () =>
      textsOf(source)
        .filter((text) => !isTable(text))
        .map(words);

    it('has title, headings and paragraphs in Markdown', () => {
      assert.equal(source.title, TITLES[language]);
      assert.equal(source.language, language);
      assert.equal(source.paragraphs.length, 16);
      assert.equal(source.paragraphs[4]?.heading?.split(' › ').length, 2);
    });

    for (const format of ['docx', 'libreoffice.docx', 'epub', 'html', 'libreoffice.pdf', 'chromium.pdf']) {
      it(`has the same paragraphs under the same headings in ${format}`, async () => {
        const document = await read(`garden.${language}.${format}`);
        const isAuthor = (text: string) => text === AUTHORS[language];
        assert.deepEqual(
          textsOf(document)
            .filter((text) => !isTable(text) && !isAuthor(text))
            .map(words),
          expected(),
        );
        const headings = document.paragraphs.filter((_, index) => !isAuthor(textsOf(document)[index]!));
        assert.deepEqual(
          headings.map(({ heading }) => heading),
          source.paragraphs.map(({ heading }) => heading),
        );
        if (format !== 'chromium.pdf') assert.equal(document.title, TITLES[language]);
      });

      it(`has one row for each line of the table in ${format}`, async () => {
        const document = await read(`garden.${language}.${format}`);
        const { start, end } = document.paragraphs[textsOf(document).findIndex(isTable)]!;
        const rows = document.text.slice(start, end).split('\n');
        assert.equal(rows.length, 4);
        assert.match(rows[2]!, /^.+ \| 8:00–20:00 \| 20-15$/);
      });
    }

    for (const format of ['columns.chromium.pdf', 'columns.libreoffice.pdf']) {
      it(`has the same paragraphs in two columns with broken words (${format})`, async () => {
        const document = await read(`garden.${language}.${format}`);
        const texts = textsOf(document).filter((text) => !isTable(text) && text !== AUTHORS[language]);
        assert.deepEqual(texts.map(words), expected());
      });
    }

    it('has the same paragraphs in plain text, with headings as paragraphs', async () => {
      const texts = new Set(textsOf(await read(`garden.${language}.txt`)).map(words));
      const prose = expected().filter((text) => !/^(?:1\.|рвать|picking)/.test(text));
      assert.deepEqual(
        prose.filter((text) => !texts.has(text)),
        [],
      );
    });

    it('gives the page of each paragraph of a PDF, without running lines and page numbers', async () => {
      const { paragraphs, ...document } = await read(`garden.${language}.chromium.pdf`);
      const pages = paragraphs.map(({ page }) => page!);
      assert.deepEqual(pages, [...pages].sort());
      assert.equal(pages[0], 1);
      assert.ok(pages.at(-1)! >= 3, `pages ${pages.join()}`);
      for (const text of textsOf({ ...document, paragraphs })) assert.doesNotMatch(text, RUNNING[language]);
    });
  });
}

describe('every format', () => {
  it('gives offsets into its canonical text, which is in NFC and trimmed', async () => {
    for (const file of ['garden.ru.docx', 'garden.ru.epub', 'garden.ru.html', 'garden.ru.columns.libreoffice.pdf']) {
      const { text, paragraphs } = await read(file);
      assert.equal(text, text.normalize('NFC'));
      let last = 0;
      for (const { start, end } of paragraphs) {
        assert.ok(start >= last && end > start, `paragraph ${start}–${end} after one that ends at ${last}`);
        assert.equal(text.slice(start, end), text.slice(start, end).trim());
        last = end;
      }
    }
  });

  it('leaves out what surrounds the text of a web page', async () => {
    const { text } = await read('garden.ru.html');
    for (const around of ['Новости', 'Контакты', '©', 'script']) assert.equal(text.includes(around), false);
  });
});

describe('a PDF that cannot be read', () => {
  it('because it is a scan, says to run text recognition', async () => {
    await assert.rejects(read('scanned.pdf'), {
      code: 'DOCUMENT_UNREADABLE',
      message: /^Cannot read "scanned\.pdf": it has no text layer: .+; recognise the text, for example with "ocrmypdf/,
    });
  });

  it('because of its password, says to remove it', async () => {
    await assert.rejects(read('locked.pdf'), {
      code: 'DOCUMENT_UNREADABLE',
      message: /^Cannot read "locked\.pdf": it is protected by a password; save it without one, .+qpdf --decrypt/,
    });
  });

  it('is small enough to keep in the repository', () => {
    const { length } = readFileSync(path.join(SAMPLES, 'scanned.pdf'));
    assert.ok(length < 100_000, `${length} bytes`);
  });
});
