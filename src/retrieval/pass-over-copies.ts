/** Letters that two texts must begin with alike before they are compared as a whole, and where they are looked for. */
const OPENING_LETTERS = 24;
const OPENING = 200;

/** Words of a document. */
interface Passage {
  documentId: string;
  text: string;
}

/** Tells whether a passage says, letter for letter, what one of another document said before: a second format, a copy. */
export type CopyCheck = (passage: Passage) => boolean;

/** Creates a check that remembers what it was asked. Layout, punctuation and case make no difference. */
export function createCopyCheck(): CopyCheck {
  const byOpening = new Map<string, Passage[]>();
  return (passage) => {
    const opening = lettersOf(passage.text.slice(0, OPENING)).slice(0, OPENING_LETTERS);
    const alike = byOpening.get(opening) ?? [];
    const isCopy = alike.some(
      ({ documentId, text }) => documentId !== passage.documentId && lettersOf(text) === lettersOf(passage.text),
    );
    if (!isCopy) byOpening.set(opening, [...alike, passage]);
    return isCopy;
  };
}

function lettersOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, '').toLowerCase();
}
