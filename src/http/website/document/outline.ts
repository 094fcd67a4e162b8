import { type Document, onOneLine } from '../../../documents/document.ts';
import type { Heading } from '../../../documents/structure/find-headings.ts';

/** A heading as the page shows it. */
export interface ShownHeading extends Pick<Heading, 'paragraph' | 'level' | 'label' | 'isWhole'> {
  /** The id of its element, when it is not shown as the paragraph. */
  anchor?: string;
}

/** An entry of a document's table of contents. */
interface OutlineEntry {
  paragraph: number;
  label: string;
  level: number;
  /** The id that its link leads to, when that is not the paragraph's. */
  anchor?: string;
}

/** Length of an entry, in UTF-16 code units. */
const MAX_OPENING_LENGTH = 48;
const MAX_HEADING_LENGTH = 120;
const MAX_HEADINGS = 120;
const MAX_OPENINGS = 40;

/**
 * The table of contents of a document: its headings, or the opening words of evenly spaced paragraphs where it has none.
 *
 * Where there are very many headings, only the higher levels are listed.
 */
export function outlineOf(
  { text, paragraphs }: Pick<Document, 'text' | 'paragraphs'>,
  headings: readonly ShownHeading[],
): OutlineEntry[] {
  if (headings.length > 0) {
    const deepest = Math.max(...headings.map(({ level }) => level));
    const listed = atMostSoDeep(headings, deepest);
    return listed.map(({ paragraph, label, level, anchor }) => ({
      paragraph,
      label: cutAtWord(label, MAX_HEADING_LENGTH),
      level,
      ...(anchor !== undefined && { anchor }),
    }));
  }
  const step = Math.ceil(paragraphs.length / MAX_OPENINGS);
  return paragraphs
    .filter((_, index) => index % step === 0)
    .map(({ number, start, end }) => ({
      paragraph: number,
      label: cutAtWord(text.slice(start, end), MAX_OPENING_LENGTH),
      level: 1,
    }));
}

function atMostSoDeep(headings: readonly ShownHeading[], deepest: number): readonly ShownHeading[] {
  const listed = headings.filter(({ level }) => level <= deepest);
  return listed.length <= MAX_HEADINGS || deepest === 1 ? listed : atMostSoDeep(headings, deepest - 1);
}

/** A text on one line, at most `longest` code units, ending with a word that means something by itself. */
function cutAtWord(text: string, longest: number): string {
  // Much more than is shown, so that a paragraph of a megabyte costs no more than a line.
  const line = onOneLine(text.slice(0, longest * 4));
  if (line.length <= longest) return line;
  const cut = line.slice(0, longest);
  const words = cut.includes(' ') ? cut.slice(0, cut.lastIndexOf(' ')) : cut.replace(/[\ud800-\udbff]$/, '');
  return `${words.replace(/(?:[\p{P}\s]+|\s\p{L}{1,2})+$/u, '')}…`;
}
