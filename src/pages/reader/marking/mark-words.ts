import type { Span } from '../../../protocol/places.ts';
import { cutAt, splitSpan } from './split-span.ts';

/** What holds words of its own: a mark that went on from one into the next would take their table or list apart. */
const HOLDERS = 'td, th, caption, .item, pre, .line';

/** Words to mark: bounds within the text content of one element. */
export interface MarkedWords extends Span {
  text: HTMLElement;
  /** The number that stands behind them. */
  marker?: number | null;
  /** Whether they stand out among the marked words. */
  isStrong?: boolean;
}

/** Marks words in the document, in layers that do not disturb one another. */
export interface WordMarker {
  /** Replaces what a layer marks; the layer's name is the class of its marks. */
  show(layer: string, words: readonly MarkedWords[]): void;
  /** The elements that hold these words now: one, unless they cross other marks. */
  elementsOf(words: MarkedWords): HTMLElement[];
}

/** The words to mark in one text, by layer. */
type WordsOfText = Map<string, MarkedWords[]>;

/** Creates the marker. Layers are placed in the order given: the marks of the first are never cut by those of the others. */
export function createWordMarker(layerNames: readonly string[]): WordMarker {
  const layers = new Map<string, readonly MarkedWords[]>(layerNames.map((name) => [name, []]));
  const unmarked = new Map<HTMLElement, Node[]>();
  const elements = new WeakMap<MarkedWords, HTMLElement[]>();

  const repaint = (text: HTMLElement, wordsOfText: WordsOfText) => {
    const children = unmarked.get(text);
    // The unmarked copy from before the first mark is put back: this undoes whatever the marks cut.
    if (children) text.replaceChildren(...children);
    unmarked.delete(text);
    if (wordsOfText.size === 0) return;
    const copies = [...text.childNodes].map((child) => child.cloneNode(true));
    unmarked.set(text, copies);
    const bounds = boundsOfHolders(text);
    const placed: Span[] = [];
    for (const [layer, words] of wordsOfText) {
      for (const one of words) {
        const pieces = splitSpan(one, placed).flatMap((piece) => cutAt(piece, bounds));
        placed.push(...pieces);
        elements.set(one, wrapPieces(one, { pieces, layer }));
      }
    }
  };

  return {
    show(layer, words) {
      const touched = new Set([...(layers.get(layer) ?? []), ...words].map(({ text }) => text));
      layers.set(layer, words);
      for (const [text, wordsOfText] of wordsByText(touched, layers)) repaint(text, wordsOfText);
    },
    elementsOf: (words) => elements.get(words) ?? [],
  };
}

/** Where the words of each cell, item or line begin and end in a text, in order. */
function boundsOfHolders(text: HTMLElement): number[] {
  const bounds: number[] = [];
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  let passed = 0;
  let holder: Element | null = null;
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const own = node.parentElement?.closest(HOLDERS) ?? null;
    if (own !== holder) bounds.push(passed);
    holder = own;
    passed += (node.nodeValue ?? '').length;
  }
  return bounds;
}

function wordsByText(
  texts: ReadonlySet<HTMLElement>,
  layers: ReadonlyMap<string, readonly MarkedWords[]>,
): Map<HTMLElement, WordsOfText> {
  const byText = new Map<HTMLElement, WordsOfText>([...texts].map((text) => [text, new Map()]));
  for (const [layer, words] of layers) {
    for (const one of words) {
      const wordsOfText = byText.get(one.text);
      const ofLayer = wordsOfText?.get(layer);
      if (ofLayer) ofLayer.push(one);
      else wordsOfText?.set(layer, [one]);
    }
  }
  return byText;
}

function wrapPieces(
  { text, marker, isStrong }: MarkedWords,
  { pieces, layer }: { pieces: Span[]; layer: string },
): HTMLElement[] {
  return pieces.map((piece, index) => {
    const mark = document.createElement('mark');
    mark.className = isStrong ? `${layer} strong` : layer;
    if (marker) mark.dataset.marker = String(marker);
    if (index < pieces.length - 1) mark.dataset.continues = '';
    const range = rangeOf(text, piece);
    mark.append(range.extractContents());
    range.insertNode(mark);
    return mark;
  });
}

/** The range of a span of text content. Elements that the span covers are included as a whole, so that none is split. */
function rangeOf(text: HTMLElement, { start, end }: Span): Range {
  const range = document.createRange();
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  let passed = 0;
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const { length } = node.nodeValue ?? '';
    if (passed <= start && start < passed + length) range.setStart(node, start - passed);
    passed += length;
    if (end > passed) continue;
    range.setEnd(node, end - (passed - length));
    break;
  }
  while (isAtStart(range) && isInside(range.startContainer, text, range)) range.setStartBefore(range.startContainer);
  while (isAtEnd(range) && isInside(range.endContainer, text, range)) range.setEndAfter(range.endContainer);
  return range;
}

/** Whether a boundary may step out of this node: it is within the text, and the range leaves it anyway. */
function isInside(node: Node, text: HTMLElement, { commonAncestorContainer: common }: Range): boolean {
  return node !== text && !node.contains(common);
}

function isAtStart({ startOffset }: Range): boolean {
  return startOffset === 0;
}

function isAtEnd({ endContainer, endOffset }: Range): boolean {
  return (
    endOffset ===
    (endContainer.nodeType === Node.TEXT_NODE ? (endContainer.nodeValue ?? '') : endContainer.childNodes).length
  );
}
