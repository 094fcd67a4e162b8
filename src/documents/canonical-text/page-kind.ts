import type { PageKind } from '../../protocol/places.ts';
import type { Document } from '../document.ts';

/** Says what the pages of a document are, where they are none: its blocks name it. */
export function withPageKind<Composed extends Pick<Document, 'blocks'>>(
  composed: Composed,
  pageKind: PageKind,
): Composed {
  const blocks = composed.blocks.map((block) => (block.page === undefined ? block : { ...block, pageKind }));
  return { ...composed, blocks };
}
