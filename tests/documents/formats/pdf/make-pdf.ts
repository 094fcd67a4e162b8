import { deflateSync } from 'node:zlib';

/** A text at a place of a page of A4, in points from its lower left corner. */
export interface PlacedText {
  text: string;
  x: number;
  y: number;
  size?: number;
  isBold?: boolean;
  /** Written upward, as on a page that lies on its side. */
  isTurned?: boolean;
}

/** A field of a form, filled in or, where it is a box, ticked or not. */
export interface FormField {
  name: string;
  rect: [left: number, bottom: number, right: number, top: number];
  value: string | boolean;
}

export interface PdfPage {
  texts: PlacedText[];
  fields?: FormField[];
  /** Whether a picture is on the page. */
  hasPicture?: boolean;
  /** A grey picture that covers the page, which lies on its side where the picture is wider than high. */
  scan?: { width: number; height: number; pixels: Uint8Array };
}

const HEAD = 4;

/** Makes a PDF of Latin text in Helvetica, in the order given. */
export function makePdf(pages: readonly PdfPage[]): Uint8Array {
  const objects: string[] = [];
  const add = (body: string) => objects.push(body) + HEAD;
  const fields: number[] = [];
  const kids = pages.map((page) => {
    const contents = add(stream(contentOf(page)));
    const own = (page.fields ?? []).map((field) => add(fieldObject(field)));
    fields.push(...own);
    const annotations = own.map((number) => `${number} 0 R`).join(' ');
    const scan = page.scan ? ` /XObject<</S ${add(scanObject(page.scan))} 0 R>>` : '';
    return add(
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${sizeOf(page).join(' ')}]/Resources<</Font<</F1 3 0 R/F2 4 0 R>>${scan}>>/Contents ${contents} 0 R/Annots[${annotations}]>>`,
    );
  });
  const references = (numbers: readonly number[]) => numbers.map((number) => `${number} 0 R`).join(' ');
  const font = (name: string) => `<</Type/Font/Subtype/Type1/BaseFont/${name}/Encoding/WinAnsiEncoding>>`;
  const head = [
    `<</Type/Catalog/Pages 2 0 R${fields.length > 0 ? `/AcroForm<</Fields[${references(fields)}]>>` : ''}>>`,
    `<</Type/Pages/Count ${kids.length}/Kids[${references(kids)}]>>`,
    font('Helvetica'),
    font('Helvetica-Bold'),
  ];
  return assemble([...head, ...objects]);
}

/** Lines of text below each other. */
export function linesFrom(y: number, lines: readonly string[], step = 16): PlacedText[] {
  return lines.map((text, index) => ({ text, x: 60, y: y - index * step }));
}

function contentOf(page: PdfPage): string {
  const { texts, hasPicture, scan } = page;
  const escaped = (text: string) => text.replace(/[\\()]/g, '\\$&');
  const shown = texts.map(({ text, x, y, size = 11, isBold, isTurned }) => {
    const matrix = isTurned ? '0 1 -1 0' : '1 0 0 1';
    return `BT /${isBold ? 'F2' : 'F1'} ${size} Tf ${matrix} ${x} ${y} Tm (${escaped(text)}) Tj ET`;
  });
  const picture = hasPicture ? ['q 300 0 0 300 60 400 cm BI /W 1 /H 1 /CS /G /BPC 8 ID A EI Q'] : [];
  const [width, height] = sizeOf(page);
  const scanned = scan ? [`q ${width} 0 0 ${height} 0 0 cm /S Do Q`] : [];
  return [...shown, ...picture, ...scanned].join('\n');
}

function sizeOf({ scan }: PdfPage): [width: number, height: number] {
  return scan && scan.width > scan.height ? [842, 595] : [595, 842];
}

function scanObject({ width, height, pixels }: NonNullable<PdfPage['scan']>): string {
  const head = `/Type/XObject/Subtype/Image/Width ${width}/Height ${height}/ColorSpace/DeviceGray/BitsPerComponent 8`;
  return stream(deflateSync(pixels).toString('latin1'), `${head}/Filter/FlateDecode`);
}

function fieldObject({ name, rect, value }: FormField): string {
  const common = `/Type/Annot/Subtype/Widget/T(${name})/Rect[${rect.join(' ')}]/F 4`;
  if (typeof value === 'string') return `<<${common}/FT/Tx/V(${value})>>`;
  const state = value ? '/Yes' : '/Off';
  return `<<${common}/FT/Btn/V${state}/AS${state}/AP<</N<</Yes<<>>/Off<<>>>>>>>>`;
}

const stream = (content: string, entries = '') =>
  `<</Length ${content.length}${entries}>>\nstream\n${content}\nendstream`;

function assemble(objects: readonly string[]): Uint8Array {
  let file = '%PDF-1.7\n';
  const places = objects.map((body, index) => {
    const place = file.length;
    file += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return place;
  });
  const start = file.length;
  const entries = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}`;
  file += `trailer\n<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}
