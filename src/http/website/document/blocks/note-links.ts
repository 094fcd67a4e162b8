import type { Document } from '../../../../documents/document.ts';
import type { TextLink } from './text-cursor.ts';

/** The links between notes and their marks, by the number of the paragraph that they stand in, each in order. */
export function noteLinks({ text, paragraphs, blocks }: Pick<Document, 'text' | 'paragraphs' | 'blocks'>) {
  const links = new Map<number, TextLink[]>();
  const paragraphAt = (offset: number) => paragraphNumberAt(paragraphs, offset);
  const add = (start: number, end: number, target: number | undefined) => {
    const own = paragraphAt(start);
    if (own === undefined || target === undefined) return;
    const ofParagraph = links.get(own) ?? [];
    links.set(own, ofParagraph);
    ofParagraph.push({ start, end, href: `#paragraph-${target}` });
  };
  for (const block of blocks) {
    if (block.kind !== 'note') continue;
    const own = paragraphAt(block.start);
    for (const { start, end } of block.references) add(start, end, own);
    const [first] = block.references;
    const sign = `[${block.marker}]`;
    if (first && text.startsWith(sign, block.start)) {
      add(block.start, block.start + sign.length, paragraphAt(first.start));
    }
  }
  for (const ofParagraph of links.values()) ofParagraph.sort((a, b) => a.start - b.start);
  return links;
}

/** The number of the paragraph that an offset is in; they are in the order of the text. */
function paragraphNumberAt(paragraphs: Document['paragraphs'], offset: number): number | undefined {
  let [low, high] = [0, paragraphs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (paragraphs[middle]!.end <= offset) low = middle + 1;
    else high = middle;
  }
  const found = paragraphs[low];
  return found && found.start <= offset ? found.number : undefined;
}
