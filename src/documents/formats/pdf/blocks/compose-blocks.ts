import type { Block } from '../../../canonical-text/blocks.ts';
import type { JoinLines } from '../lines/join-lines.ts';
import { drawnIn, textOf } from '../lines/page-lines.ts';
import type { OutlineEntry } from '../read-outline.ts';
import { composeTable } from './compose-table.ts';
import type { PageWithNotes } from './find-notes.ts';
import { groupRows } from './group-rows.ts';
import { createLevelOf } from './heading-levels.ts';
import { composeParagraph } from './list-items.ts';
import { markHeadings } from './mark-headings.ts';
import { layoutOf } from './measure-layout.ts';
import { findTableRows, type Row } from './table-rows.ts';

/** Makes blocks of the lines of all pages, in order; notes and what is written in another direction follow the text of their page. */
export function composeBlocks(
  pages: readonly PageWithNotes[],
  { join, outline }: { join: JoinLines; outline: readonly OutlineEntry[] },
): Block[] {
  const rows = pages.flatMap(({ lines }) => findTableRows(lines, join));
  const blocks = blocksOf(markHeadings(rows, outline), join);
  for (const { number, asides, notes } of pages) {
    const beside = [...blocksOf(findTableRows(asides, join), join), ...notes];
    const next = blocks.findIndex(({ page }) => page! > number);
    blocks.splice(next < 0 ? blocks.length : next, 0, ...beside);
  }
  return blocks;
}

function blocksOf(rows: readonly Row[], join: JoinLines): Block[] {
  const layout = layoutOf(rows);
  const groups = groupRows(rows, layout);
  const levelOf = createLevelOf(groups, { rows, layout });
  return groups.flatMap((group): Block[] => {
    if (group[0]!.cells) return [composeTable(group)];
    const level = levelOf(group);
    if (level === null) return composeParagraph(group, join);
    const text = group.map(textOf).reduce(join);
    return [{ kind: 'heading', level, text, page: group[0]!.page, drawn: group.flatMap(drawnIn) }];
  });
}
