import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import type { Document } from '../../../src/documents/document.ts';
import type { Turn } from '../../../src/documents/positions/drawn-text.ts';
import { rectanglesOf } from '../../../src/documents/positions/rectangles-of.ts';
import { readPositions } from '../../../src/documents/positions/stored-positions.ts';
import { readDocument } from '../../../src/documents/read-documents.ts';
import { createRecognition } from '../../../src/documents/recognition/recognition.ts';
import { temporaryDirectory, writeFiles } from '../../support/temporary-directory.ts';
import { linesFrom, makePdf, type PdfPage } from '../formats/pdf/make-pdf.ts';
import { scriptPrograms } from './scripted-programs.ts';

const SAMPLES = path.join(import.meta.dirname, '..', 'samples');
const MILL = ['The mill grinds the grain of eleven villages from September on.', 'The miller names the day.'];

type Scan = NonNullable<PdfPage['scan']>;

async function read(pages: PdfPage[], environment: NodeJS.ProcessEnv | null): Promise<Document> {
  const directory = writeFiles(temporaryDirectory(), { 'scan.pdf': makePdf(pages) });
  const recognition = environment && createRecognition({ languages: null, environment });
  return readDocument(path.join(directory, 'scan.pdf'), 'scan', { maxBytes: 50_000_000, recognition });
}

describe('a PDF with pages that are pictures of text', () => {
  const picture: PdfPage = { texts: [], hasPicture: true };

  it('is read with the recognised pages in their places, and says so', async () => {
    const { environment, calls } = await scriptPrograms({
      pages: {
        2: { lines: ['Зерно принимают до полудня, мешки', 'взвешивают при хозяине.'] },
        3: { lines: ['Nfgjk wer df'], confidence: 41 },
        4: 'fails',
        6: { lines: [] },
      },
    });
    const text: PdfPage = { texts: linesFrom(780, MILL) };
    const document = await read([text, picture, picture, picture, { texts: [] }, picture], environment);
    assert.deepEqual(document.text.split('\n\n'), [
      MILL.join(' '),
      'Зерно принимают до полудня, мешки взвешивают при хозяине.',
      'Nfgjk wer df',
    ]);
    assert.deepEqual(
      document.paragraphs.map(({ page }) => page),
      [1, 2, 3],
    );
    assert.deepEqual(document.omissions, [
      { kind: 'pages-recognised', count: 2, of: 6, pages: [2, 3], languages: ['rus', 'eng'] },
      { kind: 'pages-recognised-weakly', count: 1, of: 6, pages: [3] },
      { kind: 'pages-not-recognised', count: 1, of: 6, pages: [4] },
      { kind: 'pages-without-text', count: 1, of: 6, pages: [6] },
    ]);
    assert.deepEqual(
      calls().map(({ page }) => page),
      [2, 3, 3, 4, 6],
    );
  });

  it('runs no program where all pages have text or are blank', async () => {
    const { environment, calls } = await scriptPrograms({});
    const { omissions } = await read([{ texts: linesFrom(780, MILL) }, { texts: [] }], environment);
    assert.deepEqual([omissions, calls()], [[], []]);
  });

  it('recognises pages whose fonts do not say which letters they show', async () => {
    const { environment } = await scriptPrograms({ pages: { 1: { lines: ['Общие правила мельницы.'] } } });
    const wrong = Array.from({ length: 8 }, (_, index) => `Îáùèå ïðàâèëà ìåëüíèöû è ïîðÿäîê ïîñåùåíèÿ ${index}`);
    const { text, omissions } = await read([{ texts: linesFrom(780, wrong) }], environment);
    assert.equal(text, 'Общие правила мельницы.');
    assert.deepEqual(omissions, [{ kind: 'pages-recognised', count: 1, of: 1, pages: [1], languages: ['rus', 'eng'] }]);
  });

  it('is refused with what to do where nothing is recognised, or nothing recognises', async () => {
    const advice = /recognise the text, for example with "ocrmypdf .*--output-type pdf", and put the result here$/;
    const { environment } = await scriptPrograms({ pages: { 1: { lines: [] }, 2: 'fails' } });
    const message =
      /^it has no text layer: its pages are pictures, as scanned ones are, in which no text was recognised; /;
    await assert.rejects(read([picture, picture], environment), ({ message: said }: Error) => {
      assert.match(said, message);
      assert.match(said, advice);
      return true;
    });
    const { environment: without } = await scriptPrograms({ lacking: ['tesseract'] });
    for (const given of [null, without]) {
      await assert.rejects(read([picture], given), ({ message: said }: Error) => {
        assert.match(said, /^it has no text layer: its pages are pictures, as scanned ones are; /);
        assert.match(said, advice);
        return true;
      });
    }
  });
});

describe('a page that was scanned', async () => {
  const environment = { PATH: process.env.PATH, TESSDATA_PREFIX: process.env.TESSDATA_PREFIX, OMP_THREAD_LIMIT: '1' };
  const state = await createRecognition({ languages: ['rus', 'eng'], environment }).state();
  const skip = state.isReady ? false : `${state.missing}; ${state.advice}`;

  /** Draws a page of a sample at 200 dots per inch, as a scanner would. */
  function scan(sample: string, page = 1): PdfPage {
    const file = path.join(SAMPLES, sample);
    const { stdout } = spawnSync('pdftoppm', ['-r', '200', '-gray', '-f', `${page}`, '-l', `${page}`, '-'], {
      input: readFileSync(file),
      maxBuffer: 50_000_000,
    });
    const [head, width, height] = /^P5\s(\d+)\s(\d+)\s255\s/.exec(stdout.toString('latin1', 0, 40))!;
    return { texts: [], scan: { width: Number(width), height: Number(height), pixels: stdout.subarray(head.length) } };
  }

  /** Turns a picture clockwise, by quarters. */
  function turned(picture: Scan, turn: Turn): Scan {
    if (turn === 0) return picture;
    const { width, height, pixels } = turned(picture, (turn - 1) as Turn);
    const result = new Uint8Array(pixels.length);
    for (let y = 0; y < height; y += 1) {
      for (let x = 0; x < width; x += 1) result[x * height + height - 1 - y] = pixels[y * width + x]!;
    }
    return { width: height, height: width, pixels: result };
  }

  it('is read with its headings, lists and tables, in Russian', { skip }, async () => {
    const { text, title, omissions, language, paragraphs } = await read(
      [scan('garden.ru.libreoffice.pdf'), scan('garden.ru.libreoffice.pdf', 2)],
      environment,
    );
    assert.equal(title, 'Правила Сада у Старой пристани');
    assert.equal(language, 'ru');
    assert.deepEqual(omissions, [
      { kind: 'pages-recognised', count: 2, of: 2, pages: [1, 2], languages: ['rus', 'eng'] },
    ]);
    const words =
      'Дети младше восьми лет посещают сад только в сопровождении взрослых, которые отвечают за их безопасность.';
    const found = paragraphs.find(({ start, end }) => text.slice(start, end).includes(words));
    assert.equal(found?.page, 1);
    assert.match(found.heading!, /(?:^| › )Вход и сопровождение$/);
    assert.match(text, /^- рвать цветы и собирать семена$/m);
    assert.match(text, /^Склад инструмента \| 8:00-20:00 \| /m);
  });

  it('is read when it lies on its side or upside down, with its words where they are seen', { skip }, async () => {
    const upright = scan('garden.ru.libreoffice.pdf').scan!;
    const words = 'Дети младше восьми лет посещают сад';
    const placeOf = async (turn: Turn) => {
      const page = { texts: [], scan: turned(upright, turn) };
      const { text, title, omissions, positions } = await read([page], environment);
      assert.equal(title, 'Правила Сада у Старой пристани');
      assert.equal(omissions.map(({ kind }) => kind).join(), 'pages-recognised');
      const start = text.indexOf(words);
      assert.ok(start >= 0, `the words are there in their order, turned by ${turn} quarters`);
      const [shown] = rectanglesOf(readPositions(positions!), text, { start, end: start + words.length });
      assert.equal(shown!.rectangles.length, 1);
      return shown!.rectangles[0]!;
    };
    const { left, top, width, height } = await placeOf(0);
    const [right, bottom] = [595 - left - width, 842 - top - height];
    const expected = [
      [1, { left: bottom, top: left, width: height, height: width }],
      [2, { left: right, top: bottom, width, height }],
      [3, { left: top, top: right, width: height, height: width }],
    ] as const;
    for (const [turn, place] of expected) {
      const found = await placeOf(turn);
      for (const side of ['left', 'top', 'width', 'height'] as const) {
        const difference = Math.abs(found[side] - place[side]);
        assert.ok(difference < 6, `${side} is off by ${difference} points, turned by ${turn} quarters`);
      }
    }
  });

  it('is read in English', { skip }, async () => {
    const { text, language } = await read([scan('garden.en.libreoffice.pdf')], environment);
    assert.equal(language, 'en');
    assert.match(text, /^#+ Admission and company$/m);
    assert.match(text, /Dogs may be walked on the northern embankment on a short lead\./);
    assert.match(text, /^- lighting fires outside the stone hearths$/m);
  });
});
