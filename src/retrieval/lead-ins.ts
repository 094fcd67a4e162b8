import { onOneLine } from '../documents/document.ts';
import type { DocumentReader, StoredParagraph } from '../stores/document-reader.ts';
import type { RankedParagraph } from './rank-paragraphs.ts';

/** Paragraphs of one list that are read on from what leads into it. */
const MAX_PARTS = 6;
/** "The fee covers:" at the end of a paragraph. */
const LEADS_IN = /:\s*$/u;

/** Lists that stand in paragraphs of their own, with what leads into them. */
export interface ReadLists {
  /** The first paragraphs of the ranking with, behind each that leads into a list, the paragraphs of that list. */
  first: RankedParagraph[];
  rest: RankedParagraph[];
  /** The paragraph that leads into the list, by the key of a paragraph of the list. */
  leadIns: ReadonlyMap<number, StoredParagraph>;
}

/** Reads lists and lead-ins together, as neither answers by itself. A list counts at least what leads into it. */
export async function readLists(
  ranking: readonly RankedParagraph[],
  { store, count }: { store: Pick<DocumentReader, 'paragraphs'>; count: number },
): Promise<ReadLists> {
  const near = await nearOf(ranking.slice(0, count), store);
  const known = new Map(ranking.map((ranked) => [ranked.paragraph.key, ranked]));
  const leadIns = new Map<number, StoredParagraph>();
  const first = new Map<number, RankedParagraph>();
  for (const ranked of ranking.slice(0, count)) {
    const { key } = ranked.paragraph;
    if (!first.has(key)) first.set(key, ranked);
    const before = near.get(key - 1);
    if (before && isListAfter(ranked.paragraph, before)) leadIns.set(key, before);
    for (const paragraph of listAfter(ranked.paragraph, near)) {
      leadIns.set(paragraph.key, ranked.paragraph);
      const own = known.get(paragraph.key) ?? { ...ranked, paragraph };
      if (!first.has(paragraph.key)) first.set(paragraph.key, { ...own, score: Math.max(own.score, ranked.score) });
    }
  }
  return { first: [...first.values()], rest: ranking.filter(({ paragraph }) => !first.has(paragraph.key)), leadIns };
}

/** By key. A document's paragraphs are written one after the other. */
async function nearOf(paragraphs: readonly RankedParagraph[], store: Pick<DocumentReader, 'paragraphs'>) {
  const keys = paragraphs.flatMap(({ paragraph }) => {
    if (leadsIn(paragraph)) return Array.from({ length: MAX_PARTS }, (_, index) => paragraph.key + 1 + index);
    return paragraph.context?.leadIn === undefined ? [] : [paragraph.key - 1];
  });
  const near = keys.length === 0 ? [] : await store.paragraphs(keys);
  return new Map(near.map((paragraph) => [paragraph.key, paragraph]));
}

function listAfter(leadIn: StoredParagraph, near: ReadonlyMap<number, StoredParagraph>): StoredParagraph[] {
  const parts: StoredParagraph[] = [];
  for (let part = near.get(leadIn.key + 1); part && isListAfter(part, leadIn); part = near.get(part.key + 1))
    parts.push(part);
  return parts;
}

function leadsIn({ text, context }: StoredParagraph): boolean {
  return LEADS_IN.test(text) && context?.items === undefined;
}

/** The lead-in of a list is the end of the paragraph before it, which may have been shortened. */
function isListAfter({ documentId, context }: StoredParagraph, before: StoredParagraph): boolean {
  if (documentId !== before.documentId || context?.leadIn === undefined || !leadsIn(before)) return false;
  return onOneLine(before.text).includes(context.leadIn);
}
