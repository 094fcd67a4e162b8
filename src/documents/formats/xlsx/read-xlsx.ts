import { zipSync } from 'fflate';
import { readXlsx as readWorkbook, type Sheet, type Workbook } from 'hucre/xlsx';
import type { Omission } from '../../../protocol/document-blocks.ts';
import { detectLanguage } from '../../../text/detect-language.ts';
import { UNDETERMINED } from '../../../text/language-tags.ts';
import type { Block } from '../../canonical-text/blocks.ts';
import { composeText } from '../../canonical-text/compose-text.ts';
import { withPageKind } from '../../canonical-text/page-kind.ts';
import { titleOf } from '../../canonical-text/title.ts';
import { unzip } from '../epub/unzip.ts';
import type { ReadFile } from '../read-file.ts';
import { sheetBlocks } from '../sheet/sheet-blocks.ts';
import type { ShownIn } from '../sheet/shown-value.ts';
import { requireNewContainer } from '../xml/new-container.ts';
import { sheetRows } from './sheet-rows.ts';

/** Parts without text: pictures, fonts, macros, caches of pivot tables. */
const UNWANTED = /\/(?:media|embeddings|pivotCache|printerSettings|activeX|ctrlProps|theme)\/|\.bin$/i;
/** Words that the language is detected from, in UTF-16 code units. */
const SAMPLE_LENGTH = 5000;
const MAX_PLACES = 20;

/** What one sheet holds. */
interface SheetContent {
  blocks: Block[];
  uncalculated: string[];
  hidden: string[];
}

/** Reads an XLSX: each sheet is a heading with its tables, each cell as the sheet shows it. Hidden sheets, rows and columns stay out. */
export const readXlsx: ReadFile = async (bytes, { onProgress }) => {
  requireNewContainer(bytes, '.xlsx');
  const files = await unzip(bytes, (name) => !UNWANTED.test(name));
  onProgress();
  // Packed again, because the library unpacks without limits.
  const workbook = await readWorkbook(zipSync(Object.fromEntries(files), { level: 0 }), { readStyles: true });
  onProgress();
  const shownIn = { language: languageOf(workbook), is1904: workbook.dateSystem === '1904' };
  const contents = workbook.sheets.map((sheet, index) => {
    onProgress();
    return readSheet(sheet, { page: index + 1, shownIn });
  });
  const blocks = contents.flatMap((content) => content.blocks);
  const title = titleOf({ metadata: workbook.properties?.title ?? null, blocks: [] });
  return { ...withPageKind(composeText(blocks, { title }), 'sheet'), title, omissions: omissionsOf(contents) };
};

function readSheet(sheet: Sheet, { page, shownIn }: { page: number; shownIn: ShownIn }): SheetContent {
  if (sheet.hidden || sheet.veryHidden) return { blocks: [], uncalculated: [], hidden: [sheet.name] };
  const { rows, notes, uncalculated, hidden } = sheetRows(sheet, shownIn);
  const frames = (sheet.textBoxes ?? []).map(({ text }): Block => ({ kind: 'paragraph', text, page }));
  const content = [
    ...sheetBlocks(rows, { page }),
    ...notes.map((note): Block => ({ kind: 'note', ...note, page })),
    ...frames,
  ];
  const inSheet = (place: string) => `${sheet.name}!${place}`;
  return {
    blocks: content.length > 0 ? [{ kind: 'heading', level: 1, text: sheet.name, page }, ...content] : [],
    uncalculated: uncalculated.map(inSheet),
    hidden: hidden.map(inSheet),
  };
}

/** The language of the words of a workbook: numbers and dates are shown as it writes them. */
function languageOf({ sheets }: Workbook): string {
  let words = '';
  for (const { name, rows } of sheets) {
    words += `${name}\n`;
    for (const row of rows) {
      if (words.length > SAMPLE_LENGTH) break;
      words += `${row.filter((value) => typeof value === 'string').join(' ')}\n`;
    }
  }
  const language = detectLanguage(words);
  return language === UNDETERMINED ? 'en' : language;
}

function omissionsOf(contents: readonly SheetContent[]): Omission[] {
  const omission = (kind: Omission['kind'], places: string[]): Omission[] =>
    places.length === 0 ? [] : [{ kind, count: places.length, places: places.slice(0, MAX_PLACES) }];
  return [
    ...omission(
      'formulas-not-read',
      contents.flatMap(({ uncalculated }) => uncalculated),
    ),
    ...omission(
      'parts-not-read',
      contents.flatMap(({ hidden }) => hidden),
    ),
  ];
}
