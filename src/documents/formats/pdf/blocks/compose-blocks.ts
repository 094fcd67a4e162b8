import type { Block } from '../../../canonical-text/blocks.ts';
import type { JoinLines } from '../lines/join-lines.ts';
import { textOf } from '../lines/page-lines.ts';
import { composeTable } from './compose-table.ts';
import type { PageWithNotes } from './find-notes.ts';
import { groupRows } from './group-rows.ts';
import { composeParagraph } from './list-items.ts';
import { layoutOf, type PageLayout } from './measure-layout.ts';
import { findTableRows, type Row } from './table-rows.ts';

/** In UTF-16 code units. */
const MAX_HEADING_LENGTH = 200;
const MAX_HEADING_LEVEL = 6;

/** Makes blocks of the lines of all pages, in order; notes and what is written in another direction follow the text of their page. */
export function composeBlocks(pages: readonly PageWithNotes[], join: JoinLines): Block[] {
  const blocks = blocksOf(
    pages.flatMap(({ lines }) => findTableRows(lines, join)),
    join,
  );
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
  const sizes = headingSizes(groups, layout);
  return groups.flatMap((group): Block[] => {
    const [first] = group;
    if (first!.cells) return [composeTable(group)];
    if (!isHeading(group, layout)) return composeParagraph(group, join);
    const level = Math.min(sizes.indexOf(first!.size) + 1, MAX_HEADING_LEVEL);
    return [{ kind: 'heading', level, text: group.map(textOf).reduce(join), page: first!.page }];
  });
}

/** Larger than the text around, short, and made of words. */
function isHeading(group: readonly Row[], layout: PageLayout): boolean {
  const [first] = group;
  const length = group.reduce((sum, row) => sum + textOf(row).length, 0);
  const isLarge = layout.isHeadingSize(first!.size) && first!.cells === null;
  return isLarge && length <= MAX_HEADING_LENGTH && group.some((row) => /\p{L}{3}/u.test(textOf(row)));
}

function headingSizes(groups: readonly Row[][], layout: PageLayout): number[] {
  const sizes = groups.filter((group) => isHeading(group, layout)).map((group) => group[0]!.size);
  return [...new Set(sizes)].sort((one, other) => other - one);
}
