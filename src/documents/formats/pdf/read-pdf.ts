import { composeText } from '../../canonical-text/compose-text.ts';
import { titleOf } from '../../canonical-text/title.ts';
import type { ReadFile } from '../read-file.ts';
import { composeBlocks } from './blocks/compose-blocks.ts';
import { findNotes } from './blocks/find-notes.ts';
import { createJoinLines } from './lines/join-lines.ts';
import { textOf } from './lines/page-lines.ts';
import { withoutRunningLines } from './lines/running-lines.ts';
import { openPdf, type Pdf } from './open-pdf.ts';
import { readOutline } from './read-outline.ts';
import { readPages } from './read-pages.ts';
import { requireText } from './require-text.ts';
import { unreadCharacters } from './unread-characters.ts';

/** Reads a PDF that has a text layer, or whose pages are recognised: columns, tables and broken words put together, running lines left out. */
export const readPdf: ReadFile = async (bytes, { onProgress, recognise }) => {
  const pdf = await openPdf(bytes);
  try {
    const read = await readPages(pdf, onProgress);
    const { pages, omissions } = await requireText(pdf, read, recognise);
    const kept = withoutRunningLines(pages);
    const lines = kept.flatMap((page) => page.lines.map(textOf));
    const join = createJoinLines(lines);
    const blocks = composeBlocks(findNotes(kept, join), { join, outline: await readOutline(pdf) });
    const title = titleOf({ metadata: await metadataTitle(pdf), blocks });
    const unread = unreadCharacters(lines);
    return { ...composeText(blocks, { title, pages: read.sizes }), title, omissions: [...omissions, ...unread] };
  } finally {
    await pdf.destroy();
  }
};

async function metadataTitle(pdf: Pdf): Promise<string | null> {
  const metadata = await pdf.getMetadata().catch(() => null);
  const info = metadata?.info as { Title?: unknown } | undefined;
  return typeof info?.Title === 'string' ? info.Title : null;
}
