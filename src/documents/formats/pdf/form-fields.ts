import type { TextItem } from './lines/place-items.ts';
import type { Pdf, PdfPage } from './open-pdf.ts';

/** What is used of an annotation of PDF.js that is a field of a form. */
interface Field {
  subtype?: string;
  fieldType?: string;
  fieldValue?: unknown;
  checkBox?: boolean;
  radioButton?: boolean;
  exportValue?: unknown;
  buttonValue?: unknown;
  hidden?: boolean;
  password?: boolean;
  options?: { exportValue: unknown; displayValue: unknown }[] | null;
  rect: [left: number, bottom: number, right: number, top: number];
}

/** Kinds of fields that hold no text. */
const WITHOUT_VALUE = new Set(['signature', 'button']);
const TICKED = '☑';
const NOT_TICKED = '☐';
/** Points: the usual size of a value, and its share of the height of a field that is lower. */
const USUAL_SIZE = 11;
const SHARE_OF_HEIGHT = 0.7;
/** In sizes: from the bottom of a field to the baseline of the text in its middle; the distance of lines; the width of a letter. */
const DESCENT = 0.3;
const LEADING = 1.2;
const LETTER = 0.5;

/** Whether a document has fields that may be filled in. */
export async function hasForm(pdf: Pdf): Promise<boolean> {
  const metadata = await pdf.getMetadata().catch(() => null);
  const info = metadata?.info as { IsAcroFormPresent?: unknown } | undefined;
  if (info?.IsAcroFormPresent === false) return false;
  const fields: Record<string, { type?: string }[]> = (await pdf.getFieldObjects().catch(() => null)) ?? {};
  return Object.values(fields).some((field) =>
    field.some(({ type }) => type !== undefined && !WITHOUT_VALUE.has(type)),
  );
}

/** The values of the form fields of a page as texts at their places, put among the texts of the page behind what stands before them. */
export async function withFieldValues(page: PdfPage, items: readonly TextItem[]): Promise<TextItem[]> {
  const annotations: Field[] = await page.getAnnotations().catch(() => []);
  const merged = [...items];
  for (const value of annotations.flatMap((field) => valuesOf(field, items))) {
    merged.splice(placeAmong(merged, value), 0, value);
  }
  return merged;
}

function valuesOf(field: Field, items: readonly TextItem[]): TextItem[] {
  if (field.subtype !== 'Widget' || field.hidden || field.password) return [];
  const text = textOfField(field);
  const [left, bottom, right, top] = field.rect;
  const height = top - bottom;
  const lines = text.split(/\r\n?|\n/);
  const size = Math.min(USUAL_SIZE, height * SHARE_OF_HEIGHT);
  const middle = bottom + Math.max(0, height - size) / 2 + (DESCENT * size) / 2;
  const first = lines.length > 1 ? top - size : (baselineOfLabel(items, field) ?? middle);
  return lines.map((line, index) => ({
    str: line,
    transform: [size, 0, 0, size, left, first - index * LEADING * size],
    width: Math.min(right - left, line.length * LETTER * size),
    isField: true,
  }));
}

/** What a field shows, empty where nothing is filled in. */
function textOfField({ fieldType, fieldValue, options, ...field }: Field): string {
  if (fieldType === 'Btn') {
    if (field.checkBox) return isOn(fieldValue, field.exportValue) ? TICKED : NOT_TICKED;
    if (field.radioButton) return isOn(fieldValue, field.buttonValue) ? TICKED : NOT_TICKED;
    return '';
  }
  if (fieldType !== 'Tx' && fieldType !== 'Ch') return '';
  const values = Array.isArray(fieldValue) ? fieldValue : [fieldValue];
  const shown = values.map((value) => options?.find(({ exportValue }) => exportValue === value)?.displayValue ?? value);
  return shown
    .filter((value): value is string => typeof value === 'string')
    .join(', ')
    .trim();
}

function isOn(value: unknown, own: unknown): boolean {
  return typeof value === 'string' && value !== 'Off' && (own === undefined || own === null || value === own);
}

/** The baseline of the text that stands left or right of a field. */
function baselineOfLabel(items: readonly TextItem[], { rect: [left, bottom, right, top] }: Field): number | null {
  const level = items.filter(({ str, transform }) => {
    const y = transform[5] ?? 0;
    return str.trim() !== '' && y >= bottom - 2 && y < top && isUpright(transform);
  });
  const before = level.filter(({ transform, width }) => transform[4]! + width <= left + 2);
  const nearest = before.reduce<TextItem | null>(
    (best, item) => (best && best.transform[4]! > item.transform[4]! ? best : item),
    null,
  );
  const after = level.filter(({ transform }) => transform[4]! >= right - 2);
  return nearest?.transform[5] ?? after[0]?.transform[5] ?? null;
}

const isUpright = ([, b = 0, c = 0]: number[]) => b === 0 && c === 0;

/** Behind the last text on the same level to the left, before the first one to the right, or behind the last one above. */
function placeAmong(items: readonly TextItem[], { transform: [, , , size = 0, x = 0, y = 0] }: TextItem): number {
  const isLevel = ({ transform }: TextItem) => Math.abs(transform[5]! - y) < size / 2;
  const left = items.findLastIndex((item) => item.str !== '' && isLevel(item) && item.transform[4]! < x);
  if (left >= 0) return left + 1;
  const right = items.findIndex((item) => item.str !== '' && isLevel(item));
  if (right >= 0) return right;
  return items.findLastIndex(({ str, transform }) => str !== '' && transform[5]! > y) + 1;
}
