import type { Span } from '../../../protocol/places.ts';
import type { TextPositions } from '../../../protocol/text-positions.ts';
import type { PageMessages } from '../../messages/page-messages.ts';
import type { PageView } from '../../page-view/page-view.ts';
import { serverAddress } from '../../server-address.ts';

/** Loads what draws pages, and shows those of the document in `place`, which says where its file is. */
export async function loadPages(
  place: HTMLElement,
  { documentId, messages }: { documentId: string; messages: PageMessages },
): Promise<PageView> {
  const { file = '', script = '', worker = '', resources = '' } = place.dataset;
  const module: typeof import('../../page-view/page-view.ts') = await import(script);
  const positionsOf = ({ start, end }: Span) => fetchPositions(documentId, { start, end });
  return module.openPageView(place, { file, worker, resources, positionsOf, messages });
}

async function fetchPositions(documentId: string, { start, end }: Span): Promise<TextPositions> {
  const address = `api/documents/${encodeURIComponent(documentId)}/positions?start=${start}&end=${end}`;
  const response = await fetch(serverAddress(address));
  if (response.ok) return (await response.json()) as TextPositions;
  // The document was replaced or removed since this page was opened: its text is still here.
  return { start, end, pages: [] };
}
