import { getDocumentProxy } from 'unpdf';
import { reasonOf } from '../../../errors.ts';
import { composeText } from '../../canonical-text/compose-text.ts';
import { titleOf } from '../../canonical-text/title.ts';
import { unreadable } from '../../unreadable.ts';
import type { ReadFile } from '../read-file.ts';
import { composeBlocks } from './compose-blocks.ts';
import { createJoinLines } from './join-lines.ts';
import { linesOfPage, type TextItem, textOf } from './page-lines.ts';
import { type Page, withoutRunningLines } from './running-lines.ts';
import { findTableRows } from './table-rows.ts';

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;

/** Letters a page on average; a scan without a text layer has fewer, such as the scanner's stamp. */
const MIN_LETTERS = 10;
/** Characters of fonts that do not map their glyphs to letters. */
const MEANINGLESS = /[\p{Co}\p{Cn}\ufffd]|(?!\s)\p{Cc}/gu;
const MAX_MEANINGLESS = 0.2;
const ADVICE = 'recognise the text, for example with "ocrmypdf --force-ocr", and put the result here';

/** Reads a PDF that has a text layer: columns, tables and broken words put together, running lines left out. */
export const readPdf: ReadFile = async (bytes, { onProgress }) => {
  const pdf = await open(bytes);
  try {
    const pages = await readPages(pdf, onProgress);
    if (pages.length === 0) throw unreadable('none of its pages can be read; save it again as PDF');
    requireTextLayer(pages);
    const kept = withoutRunningLines(pages);
    const join = createJoinLines(kept.flatMap(({ lines }) => lines.map(textOf)));
    const rows = kept.flatMap(({ lines }) => findTableRows(lines, join));
    const blocks = composeBlocks(rows, join);
    const title = titleOf({ metadata: await metadataTitle(pdf), blocks });
    return { ...composeText(blocks, { title }), title, omissions: [] };
  } finally {
    await pdf.destroy();
  }
};

async function open(bytes: Uint8Array): Promise<Pdf> {
  try {
    return await getDocumentProxy(bytes, { verbosity: 0, isEvalSupported: false, disableFontFace: true });
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException') {
      throw unreadable('it is protected by a password; save it without one, for example with "qpdf --decrypt"', error);
    }
    throw unreadable(`it is damaged or no PDF (${reasonOf(error)}); save it again as PDF`, error);
  }
}

/** A page that cannot be read is left out. */
async function readPages(pdf: Pdf, onProgress: () => void): Promise<Page[]> {
  const pages: Page[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number).catch(() => null);
    if (page === null) continue;
    const { transform, height } = page.getViewport({ scale: 1 });
    const content = await page.getTextContent().catch(() => ({ items: [] }));
    const items = content.items.flatMap((item): TextItem[] => ('str' in item ? [item] : []));
    pages.push({ lines: linesOfPage(items, transform, number), height });
    page.cleanup();
    onProgress();
  }
  return pages;
}

function requireTextLayer(pages: readonly Page[]): void {
  const text = pages.flatMap(({ lines }) => lines.map(textOf)).join('\n');
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const meaningless = text.match(MEANINGLESS)?.length ?? 0;
  if (meaningless > MAX_MEANINGLESS * (letters + meaningless)) {
    throw unreadable(`its fonts do not map their glyphs to letters; ${ADVICE}`);
  }
  if (letters < MIN_LETTERS * pages.length) {
    throw unreadable(`it has no text layer: its pages are pictures, as scanned ones are; ${ADVICE}`);
  }
}

async function metadataTitle(pdf: Pdf): Promise<string | null> {
  const metadata = await pdf.getMetadata().catch(() => null);
  const info = metadata?.info as { Title?: unknown } | undefined;
  return typeof info?.Title === 'string' ? info.Title : null;
}
