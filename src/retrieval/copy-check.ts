/** Letters that two texts must begin and end with alike before they are compared as a whole, and where they are looked for. */
const EDGE_LETTERS = 24;
const EDGE = 120;
const NEAR_EDGE = 40;

/** A text of a document. */
interface Passage {
  documentId: string;
  text: string;
}

/** Whether a passage has, letter for letter, the text of an earlier passage of another document: a second format, a copy. */
type CopyCheck = (passage: Passage) => boolean;

/** Creates a check that compares each passage with those before. Layout, punctuation and case make no difference. */
export function createCopyCheck(): CopyCheck {
  /** By document: one of ten thousand short lines has them all alike. */
  const byEdges = new Map<string, Map<string, Passage[]>>();
  return (passage) => {
    const edges = edgesOf(passage);
    const alike = byEdges.get(edges) ?? new Map<string, Passage[]>();
    const isCopy = [...alike].some(
      ([documentId, passages]) =>
        documentId !== passage.documentId && passages.some(({ text }) => lettersOf(text) === lettersOf(passage.text)),
    );
    if (isCopy) return true;
    byEdges.set(edges, alike);
    const own = alike.get(passage.documentId);
    if (own) own.push(passage);
    else alike.set(passage.documentId, [passage]);
    return false;
  };
}

/** How passages begin and end, cached: most differ in that. */
const knownEdges = new WeakMap<Passage, string>();

function edgesOf(passage: Passage): string {
  let edges = knownEdges.get(passage);
  if (edges === undefined) {
    const { text } = passage;
    const opening = lettersOfEdge((length) => text.slice(0, length)).slice(0, EDGE_LETTERS);
    const ending = lettersOfEdge((length) => text.slice(-length)).slice(-EDGE_LETTERS);
    edges = `${opening} ${ending}`;
    knownEdges.set(passage, edges);
  }
  return edges;
}

/** The letters of an edge, from the nearest part of it that has enough. */
function lettersOfEdge(edgeOf: (length: number) => string): string {
  const near = lettersOf(edgeOf(NEAR_EDGE));
  return near.length > EDGE_LETTERS ? near : lettersOf(edgeOf(EDGE));
}

function lettersOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, '').toLowerCase();
}
