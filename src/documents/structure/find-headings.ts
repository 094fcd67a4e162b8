import type { Span } from '../../protocol/places.ts';
import { type Document, onOneLine } from '../document.ts';
import { type HeadingLine, headingLine, isShortLine } from './heading-line.ts';
import { linesOf } from './lines.ts';
import { isNextNumber } from './list-marker.ts';

/** A heading that a document without marks shows by how it is written. */
export interface Heading extends Span {
  /** The paragraph that it stands in. */
  paragraph: number;
  /** 1 is the highest there is in the document. */
  level: number;
  label: string;
  /** Whether the paragraph is nothing but the heading. */
  isWhole: boolean;
}

/** A heading before its level among the others is known. */
type Candidate = Omit<Heading, 'level'> & Pick<HeadingLine, 'rank' | 'number'> & { kind: HeadingLine['kind'] | 'bare' };

/** One heading says nothing of how a document is divided. */
const MIN_HEADINGS = 2;
/** A heading stands before something longer than itself. */
const PROSE_TO_HEADING = 2;
/** A name and a number may end with a point, too. */
const ENDS_AS_SENTENCE = /\p{Ll}[.!?…][»”"')\]]*$/u;
const ENDS_AS_PROSE = /[.!?…;:][»”"')\]]*$/u;
/** Of headings without any sign. */
const LOWEST_RANK = 20;

type Read = Pick<Document, 'text' | 'paragraphs'>;

/** Finds the headings of a document, in order: named, numbered or capital ones, or else short lines before prose. None is common. */
export function findHeadings(document: Read): Heading[] {
  const signed = withoutSentences(
    withoutRuns(document.paragraphs.flatMap((_, index) => signedHeadings(document, index))),
  );
  const found =
    signed.length >= MIN_HEADINGS
      ? signed
      : document.paragraphs.flatMap((_, index) => bareHeading(document, index) ?? []);
  if (found.length < MIN_HEADINGS) return [];
  const ranks = [...new Set(found.map(({ rank }) => rank))].sort((one, other) => one - other);
  return found.map(({ rank, number: _, kind: __, ...heading }) => ({ ...heading, level: ranks.indexOf(rank) + 1 }));
}

/** The headings in a paragraph that show themselves by a mark, a name, a number or capitals: its lines, each before something else. */
function signedHeadings(document: Read, index: number): Candidate[] {
  const { text, paragraphs } = document;
  const { number, start, end } = paragraphs[index]!;
  const own = text.slice(start, end);
  const next = textOf(document, index + 1);
  const whole = headingLine(own);
  if (whole !== null) {
    if (whole.kind === 'capitals' && (index === 0 || next === undefined || headingLine(next)?.kind === 'capitals'))
      return [];
    if (whole.kind === 'number' && next === undefined) return [];
    // «Глава 1» often has its name in the paragraph below.
    const name =
      whole.isBareName && next !== undefined && isShortLine(next) && headingLine(next) === null ? next : null;
    const label = name === null ? whole.label : `${whole.label.replace(/[.:)]$/, '')}. ${onOneLine(name)}`;
    return [
      {
        ...whole,
        paragraph: number,
        start,
        end: name === null ? end : paragraphs[index + 1]!.end,
        label,
        isWhole: true,
      },
    ];
  }
  const lines = linesOf(text, { start, end });
  return lines.flatMap((line, at) => {
    const found = headingLine(text.slice(line.start, line.end));
    const before = lines[at - 1];
    const isApart = before === undefined || ENDS_AS_PROSE.test(text.slice(before.start, before.end));
    return found && isApart && at < lines.length - 1 ? [{ ...found, ...line, paragraph: number, isWhole: false }] : [];
  });
}

/** Numbered lines one after another, with nothing between, are a list. */
function withoutRuns(found: readonly Candidate[]): Candidate[] {
  const follows = (one: Candidate | undefined, other: Candidate | undefined) => {
    if (one?.number == null || other?.number == null || !isNextNumber(one.number, other.number)) return false;
    if (one.paragraph === other.paragraph) return other.start - one.end <= 1;
    return one.isWhole && other.paragraph - one.paragraph === 1;
  };
  return found.filter((one, index) => !follows(found[index - 1], one) && !follows(one, found[index + 1]));
}

/** Named lines that are sentences («Статья 4. Вес не ограничен.») are text where most of them have nothing below. */
function withoutSentences(found: readonly Candidate[]): Candidate[] {
  const sentences = found.filter(
    ({ kind, isWhole, label }) => kind === 'name' && isWhole && ENDS_AS_SENTENCE.test(label),
  );
  const headed = new Set(found.filter(({ isWhole }) => isWhole).map(({ paragraph }) => paragraph - 1));
  const barren = sentences.filter(({ paragraph }) => headed.has(paragraph));
  return barren.length * 2 < sentences.length ? [...found] : found.filter((one) => !sentences.includes(one));
}

/** A short line before prose. The first paragraph is the title, and a signature block has no prose below. */
function bareHeading(document: Read, index: number): Candidate | null {
  const { number, start, end } = document.paragraphs[index]!;
  const own = textOf(document, index)!;
  const next = textOf(document, index + 1);
  if (index === 0 || next === undefined || !isShortLine(own)) return null;
  if (next.length < own.length * PROSE_TO_HEADING || !ENDS_AS_PROSE.test(next)) return null;
  return {
    kind: 'bare',
    paragraph: number,
    start,
    end,
    rank: LOWEST_RANK,
    number: null,
    label: onOneLine(own),
    isWhole: true,
  };
}

function textOf({ text, paragraphs }: Read, index: number): string | undefined {
  const paragraph = paragraphs[index];
  return paragraph && text.slice(paragraph.start, paragraph.end);
}
