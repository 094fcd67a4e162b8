import type { Pdf } from './open-pdf.ts';

/** An entry of the outline of a document, as programs write it from headings. */
export interface OutlineEntry {
  title: string;
  /** 1 for the outermost entries. */
  level: number;
  /** Counted from 1. */
  page: number;
}

interface OutlineNode {
  title: string;
  dest: string | unknown[] | null;
  items: OutlineNode[];
}

/** A book has some hundreds; more are no headings. */
const MAX_ENTRIES = 2000;

/** The outline, in order; entries that lead to no page are left out. */
export async function readOutline(pdf: Pdf): Promise<OutlineEntry[]> {
  const nodes: OutlineNode[] | null = await pdf.getOutline().catch(() => null);
  const flat = flatten(nodes ?? [], 1).slice(0, MAX_ENTRIES);
  const entries: OutlineEntry[] = [];
  for (const { node, level } of flat) {
    const page = await pageOf(pdf, node.dest).catch(() => null);
    if (page !== null) entries.push({ title: node.title, level, page });
  }
  return entries;
}

function flatten(nodes: readonly OutlineNode[], level: number): { node: OutlineNode; level: number }[] {
  return nodes.flatMap((node) => [{ node, level }, ...flatten(node.items, level + 1)]);
}

async function pageOf(pdf: Pdf, dest: OutlineNode['dest']): Promise<number | null> {
  const place = typeof dest === 'string' ? await pdf.getDestination(dest) : dest;
  const target: unknown = place?.[0];
  if (typeof target === 'number') return target + 1;
  if (typeof target !== 'object' || target === null) return null;
  return (await pdf.getPageIndex(target as Parameters<Pdf['getPageIndex']>[0])) + 1;
}
