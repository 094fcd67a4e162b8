import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { deflateSync } from 'node:zlib';
import JSZip from 'jszip';
import { READABLE_EXTENSIONS } from '../../../src/documents/read-documents.ts';
import { seededRandom } from '../../support/seeded-random.ts';

/** A file that is wrong in some way. */
export interface DamagedFile {
  name: string;
  bytes: Uint8Array;
}

const SAMPLES = path.join(import.meta.dirname, '..', 'samples');
/** Formats that several programs write in ways of their own. */
const FIRST = [
  'garden.ru.chromium.pdf',
  'garden.en.columns.libreoffice.pdf',
  'garden.ru.docx',
  'garden.en.libreoffice.docx',
  'garden.ru.epub',
  'garden.ru.html',
];
/** Formats without a sample. */
const MADE_HERE: DamagedFile[] = [
  [
    'tour.srt',
    '1\n00:00:01,000 --> 00:00:04,000\nWelcome to the pier.\n\n2\n00:01:05,000 --> 00:01:07,000\n<i>Boats</i> until nine.\n',
  ],
  [
    'tour.vtt',
    'WEBVTT\n\nNOTE x\n\n00:01.000 --> 00:04.000\n<v Anna>Tom &amp; I row.</v>\n\n00:05.000 --> 00:08.000\nDaily.\n',
  ],
].map(([name, text]) => ({ name: name!, bytes: Buffer.from(text!.repeat(30)) }));
const sampleBytes = (name: string) => new Uint8Array(readFileSync(path.join(SAMPLES, name)));

/** Of each format that we read, the samples of `FIRST`, or the one that comes first by its name; .doc is read by another program. */
function samplesOfEveryFormat(): DamagedFile[] {
  const all = readdirSync(SAMPLES).sort();
  const isOther = (extension: string) => extension !== '.doc' && !FIRST.some((name) => name.endsWith(extension));
  const others = READABLE_EXTENSIONS.filter(isOther);
  const names = [...FIRST, ...others.flatMap((extension) => all.find((name) => name.endsWith(extension)) ?? [])];
  return [...names.map((name) => ({ name, bytes: sampleBytes(name) })), ...MADE_HERE];
}

/** Files of every format with bytes flipped, cut off, left out or spliced in from another file; the same ones for the same seed. */
export function damageSamples(count: number, seed: number): DamagedFile[] {
  const random = seededRandom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const samples = samplesOfEveryFormat();
  const ways: [string, (bytes: Uint8Array) => Uint8Array][] = [
    ['flipped', (bytes) => flip(bytes, 1 + below(200), below)],
    ['cut', (bytes) => bytes.slice(0, below(bytes.length))],
    ['headless', (bytes) => bytes.slice(below(bytes.length))],
    ['hole', (bytes) => splice(bytes, new Uint8Array(), below)],
    ['zeros', (bytes) => splice(bytes, new Uint8Array(1 + below(5000)), below)],
    ['spliced', (bytes) => splice(bytes, samples[below(samples.length)]!.bytes.slice(0, 1 + below(9000)), below)],
  ];
  return Array.from({ length: count }, (_, index) => {
    const { name, bytes } = samples[index % samples.length]!;
    const [way, damage] = ways[Math.floor(index / samples.length) % ways.length]!;
    return { name: `${index}-${way}.${name}`, bytes: damage(bytes) };
  });
}

function flip(bytes: Uint8Array, times: number, below: (limit: number) => number): Uint8Array {
  const flipped = bytes.slice();
  for (let time = 0; time < times; time += 1) flipped[below(flipped.length)]! ^= 1 << below(8);
  return flipped;
}

function splice(bytes: Uint8Array, piece: Uint8Array, below: (limit: number) => number): Uint8Array {
  const at = below(bytes.length);
  return Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(Math.min(bytes.length, at + below(5000)))]);
}

/** Files made to cost as much as they can. */
export async function hostileFiles(): Promise<DamagedFile[]> {
  return [
    ...hostilePdfs(),
    ...(await hostileArchives()),
    { name: 'nested.html', bytes: Buffer.from(`${'<div>'.repeat(20_000)}Текст.${'</div>'.repeat(20_000)}`) },
    { name: 'nested-lists.html', bytes: Buffer.from(`${'<ul><li>a'.repeat(20_000)}`) },
    { name: 'nested-tables.html', bytes: Buffer.from(`${'<table><tr><td>a'.repeat(5_000)}`) },
    { name: 'unclosed.html', bytes: Buffer.from(`${'<b><i><a href="x"><p>a '.repeat(3_000)}`) },
    { name: 'attributes.html', bytes: Buffer.from(`<p ${'a="b" '.repeat(300_000)}>Текст.</p>`) },
    { name: 'huge-table.html', bytes: Buffer.from(`<table>${'<tr><td>a<td>b</tr>'.repeat(40_000)}</table>`) },
    { name: 'nested.rtf', bytes: Buffer.from(`{\\rtf1${'{\\b a'.repeat(400)}${'}'.repeat(400)}}`) },
    { name: 'groups.rtf', bytes: Buffer.from(`{\\rtf1${'{}'.repeat(300_000)}${'{'.repeat(100_000)}`) },
    { name: 'bin.rtf', bytes: Buffer.from('{\\rtf1 a\\bin2147483647 b}') },
    { name: 'tables.rtf', bytes: Buffer.from(`{\\rtf1${nestedRows(2000)}}`) },
    {
      name: 'cells.rtf',
      bytes: Buffer.from(`{\\rtf1\\trowd${edgesOfCells(50_000)}${' a\\cell'.repeat(50_000)}\\row}`),
    },
    { name: 'brackets.html', bytes: Buffer.from('<'.repeat(200_000)) },
    { name: 'comment.html', bytes: Buffer.from(`<p>Текст.<!--${'-'.repeat(1_000_000)}`) },
  ];
}

/** Rows of tables, each in a cell of the one before. */
const nestedRows = (count: number) =>
  Array.from({ length: count }, (_, index) => `\\intbl\\itap${index + 1} a\\nestcell`).join('') +
  '{\\*\\nesttableprops\\trowd\\cellx9\\nestrow}\\row'.repeat(count);

const edgesOfCells = (count: number) => Array.from({ length: count }, (_, index) => `\\cellx${index * 60}`).join('');

const stream = (dictionary: string, content: Uint8Array) =>
  Buffer.concat([
    Buffer.from(`<< ${dictionary} /Length ${content.length} >>\nstream\n`),
    content,
    Buffer.from('\nendstream'),
  ]);

/** A PDF of objects, numbered from 1; its cross-reference table is left to be found out. */
function pdf(objects: (string | Buffer)[]): Buffer {
  const parts = objects.flatMap((object, index) => [
    Buffer.from(`${index + 1} 0 obj\n`),
    Buffer.from(object),
    Buffer.from('\nendobj\n'),
  ]);
  return Buffer.concat([Buffer.from('%PDF-1.7\n'), ...parts, Buffer.from('trailer << /Root 1 0 R >>\n%%EOF\n')]);
}

function hostilePdfs(): DamagedFile[] {
  const catalog = '<< /Type /Catalog /Pages 2 0 R >>';
  const page =
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>';
  const one = '<< /Type /Pages /Kids [3 0 R] /Count 1 >>';
  const font = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>';
  const brokenFont =
    '<< /Type /Font /Subtype /TrueType /BaseFont /X /FontDescriptor 6 0 R /FirstChar 999999 /Widths 5 0 R >>';
  const fontFile = '<< /Type /FontDescriptor /FontName /X /FontFile2 7 0 R >>';
  const text = 'BT /F 12 Tf 50 700 Td (A garden is open to all of us.) Tj ET ';
  const bomb = deflateSync(Buffer.alloc(120_000_000, text));
  const twice = deflateSync(deflateSync(Buffer.alloc(200_000_000, 32)));
  const named = (name: string, objects: (string | Buffer)[]) => ({ name: `${name}.pdf`, bytes: pdf(objects) });
  return [
    named('page-tree-cycle', [catalog, '<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9999999 >>']),
    named('many-pages', [
      catalog,
      '<< /Type /Pages /Kids [3 0 R] /Count 99999999 >>',
      page,
      stream('', Buffer.from(text)),
      font,
    ]),
    named('deep-page-tree', [
      catalog,
      ...Array.from({ length: 20_000 }, (_, index) => `<< /Type /Pages /Kids [${index + 3} 0 R] /Count 1 >>`),
    ]),
    named('self-parent', [catalog, one, page.replace('2 0 R', '3 0 R'), '4 0 R', font]),
    named('content-bomb', [catalog, one, page, stream('/Filter /FlateDecode', bomb), font]),
    named('double-bomb', [catalog, one, page, stream('/Filter [/FlateDecode /FlateDecode]', twice), font]),
    named('broken-font', [
      catalog,
      one,
      page,
      stream('', Buffer.from(text)),
      brokenFont,
      fontFile,
      stream('', Buffer.alloc(5000, 7)),
    ]),
    named('form-cycle', [
      catalog,
      one,
      page.replace('/Font', '/XObject << /X 6 0 R >> /Font'),
      stream('', Buffer.from('/X Do '.repeat(1000))),
      font,
      stream(
        '/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>',
        Buffer.from('/X Do /X Do'),
      ),
    ]),
    {
      name: 'wrong-xref.pdf',
      bytes: Buffer.from(
        '%PDF-1.7\nxref\n0 99999999\ntrailer << /Root 1 0 R /Prev 9 /Size 99999999 >>\nstartxref\n9\n%%EOF',
      ),
    },
    { name: 'brackets.pdf', bytes: Buffer.from(`%PDF-1.7\n1 0 obj\n${'['.repeat(1_000_000)}`) },
  ];
}

async function hostileArchives(): Promise<DamagedFile[]> {
  const types =
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>';
  const document = (body: string) =>
    `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`;
  const zip = async (files: Record<string, string | Uint8Array>) => {
    const archive = new JSZip();
    for (const [name, content] of Object.entries(files)) archive.file(name, content);
    return archive.generateAsync({ type: 'uint8array', compression: 'DEFLATE' });
  };
  const docx = (body: string) => zip({ '[Content_Types].xml': types, 'word/document.xml': document(body) });
  const paragraph = '<w:p><w:r><w:t>Текст.</w:t></w:r></w:p>';
  const cell = `<w:tc>${paragraph}</w:tc>`;
  const entities = `<!DOCTYPE d [<!ENTITY a "${'лол'.repeat(100)}">${Array.from({ length: 20 }, (_, index) => `<!ENTITY a${index} "${`&a${index === 0 ? '' : index - 1};`.repeat(10)}">`).join('')}]>`;
  const inner = await docx(paragraph);
  const real = sampleBytes('garden.ru.docx');
  return [
    { name: 'bomb.docx', bytes: await zip({ 'word/document.xml': new Uint8Array(120_000_000).fill(32) }) },
    {
      name: 'many-bombs.epub',
      bytes: await zip(
        Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`${n}.xhtml`, new Uint8Array(4_900_000)])),
      ),
    },
    {
      name: 'many-files.epub',
      bytes: await zip(Object.fromEntries(Array.from({ length: 11_000 }, (_, n) => [`${n}.xhtml`, 'a']))),
    },
    { name: 'nested.docx', bytes: await zip({ 'word/document.xml': inner, 'a.docx': inner }) },
    { name: 'empty.docx', bytes: await zip({}) },
    {
      name: 'entities.docx',
      bytes: await zip({
        '[Content_Types].xml': types,
        'word/document.xml': entities + document('<w:p><w:r><w:t>&a19;</w:t></w:r></w:p>'),
      }),
    },
    { name: 'huge-table.docx', bytes: await docx(`<w:tbl>${`<w:tr>${cell.repeat(20)}</w:tr>`.repeat(8000)}</w:tbl>`) },
    {
      name: 'nested-tables.docx',
      bytes: await docx(`${'<w:tbl><w:tr><w:tc>'.repeat(3000)}${paragraph}${'</w:tc></w:tr></w:tbl>'.repeat(3000)}`),
    },
    { name: 'many-paragraphs.docx', bytes: await docx(paragraph.repeat(20_000)) },
    {
      name: 'spine-cycle.epub',
      bytes: await zip({
        'META-INF/container.xml': '<rootfile full-path="a.opf"/>',
        'a.opf': `<package><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest><spine>${'<itemref idref="a"/>'.repeat(50_000)}</spine></package>`,
        'a.xhtml': '<p>Текст главы.</p>'.repeat(100),
      }),
    },
    { name: 'twice.docx', bytes: Buffer.concat([real, real]) },
    { name: 'lying-size.docx', bytes: withLyingSizes(real) },
  ];
}

/** Every file in the archive says that it is one byte long when unpacked. */
function withLyingSizes(archive: Uint8Array): Uint8Array {
  const bytes = Buffer.from(archive);
  for (let at = bytes.indexOf('PK\u0001\u0002'); at !== -1; at = bytes.indexOf('PK\u0001\u0002', at + 1))
    bytes.writeUInt32LE(1, at + 24);
  return bytes;
}
