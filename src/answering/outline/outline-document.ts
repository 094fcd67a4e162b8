import type { Span } from '../../protocol/places.ts';
import { linesOfQuote } from '../../protocol/quotes/quote-lines.ts';
import { monthOf } from '../../text/months.ts';
import { splitSentences } from '../../text/split-sentences.ts';
import { isTerm, tokenize } from '../../text/tokenize.ts';
import type { Quote } from '../answer.ts';
import type { DocumentPart } from '../structure/parts-of-document.ts';
import { createQuoter } from '../structure/quote-spans.ts';
import type { DocumentStructure } from '../structure/read-structure.ts';

/** An outline of a document in its own words. */
export interface Outline {
  quotes: Quote[];
  /** The headings of the sections that there was no room for. */
  otherHeadings: string[];
}

/** Says what a document is for: «Настоящее положение определяет», "This policy sets out". */
const SAYS_PURPOSE =
  /настоящ(?:ий|ая|ее|ие|им|ей|ими)\s+(?:\p{L}+\s+){1,4}?(?:определя|устанавлива|регулиру|регламентиру|описыва|содержит|разработан|распространя|посвящ|призван|направлен|утвержд)|предмет(?:ом)?\s+(?:настоящего\s+)?(?:договора|соглашения)\s+явля|цел[ьи]ю?\s+(?:настоящ\p{L}+\s+)?(?:\p{L}+\s+)?(?:явля|—|–)|\bthis\s+(?:\p{L}+\s+){1,3}?(?:sets?\s+out|defines?|describes?|explains?|governs?|regulates?|covers?|contains?|applies|establishes|lays?\s+down|aims?|is\s+(?:made|intended|about|for))|\b(?:purpose|aim|objective|subject)\s+of\s+(?:this|the)\b/iu;
/** How a sentence ends that is more than a line or a lead-in. */
const WHOLE = /[.!?…;]["”»)]*$/u;
/** Statements from the beginning that may say it. */
const BEGINNING = 12;
/** A sentence with fewer words beside numbers and months is a line of a place and date, a version, a signature. */
const MIN_WORDS = 5;
/** Length of a sentence of an outline, in UTF-16 code units, where there is a shorter one. */
const MAX_SENTENCE = 260;
/** Letters by which forms of a word are taken for the same. */
const STEM = 6;
/** Stretches that a document without sections is divided into: a paragraph is shown of each. */
const STRETCHES = 6;

/** The sentence of a document that says what it is for, else its first one that is more than a line. */
export function purposeOf(structure: DocumentStructure): Span | null {
  const { document, statements } = structure;
  const sentences = statements.slice(0, BEGINNING).flatMap((paragraph) => sentencesIn(document.text, paragraph));
  const words = ({ start, end }: Span) => document.text.slice(start, end);
  const purpose = sentences.find((sentence) => SAYS_PURPOSE.test(words(sentence)));
  const isWord = (token: string) => /\p{L}{2}/u.test(token) && monthOf(token) === 0;
  const isSentence = (span: Span) =>
    tokenize(words(span)).filter(isWord).length >= MIN_WORDS && WHOLE.test(words(span));
  return purpose ?? sentences.find(isSentence) ?? sentences[0] ?? null;
}

/** The same for an outline: what stands in a section without saying what the document is for is shown as the section's. */
function openingOf(structure: DocumentStructure): Span | null {
  const purpose = purposeOf(structure);
  const [first] = structure.sections.length > 1 ? structure.sections : [];
  const { text } = structure.document;
  if (!purpose || !first || SAYS_PURPOSE.test(text.slice(purpose.start, purpose.end))) return purpose;
  return purpose.end <= first.start && purpose.end - purpose.start <= MAX_SENTENCE ? purpose : null;
}

/**
 * Outlines a document: what it is for, and of each section its heading and first sentence; of a document without sections the sentences that open
 * the most typical paragraphs.
 *
 * @param maxLength UTF-16 code units to be quoted, about.
 */
export function outlineDocument(structure: DocumentStructure, maxLength: number): Outline {
  const quote = createQuoter(structure);
  const purpose = openingOf(structure);
  const first = purpose ? quote(purpose) : [];
  const { sections } = structure;
  const lines =
    sections.length > 1
      ? sections.flatMap((section) => lineOfSection(section, structure))
      : typicalSentences(structure).map((sentence) => ({ sentence, heading: null }));
  let length = lengthOf(first);
  const quotes = [...first];
  const otherHeadings: string[] = [];
  for (const { sentence, heading } of lines) {
    if (purpose && sentence.start <= purpose.start && purpose.end <= sentence.end) continue;
    const own = quote(sentence);
    length += lengthOf(own);
    if (length <= maxLength)
      quotes.push(...own.map((one) => ({ ...one, lead: heading === null ? '' : leadOf(one, heading) })));
    else if (heading !== null) otherHeadings.push(heading);
  }
  return { quotes, otherHeadings };
}

/** A heading on the line of its quote; above the rows of a table, which are no item of a list. */
function leadOf({ paragraph, start, end }: Quote, heading: string): string {
  const lines = linesOfQuote(paragraph.text.slice(start - paragraph.start, end - paragraph.start));
  return lines.length > 1 ? `${heading}:\n` : `- ${heading}: `;
}

const lengthOf = (quotes: readonly Span[]) => quotes.reduce((sum, { start, end }) => sum + end - start, 0);

/** The first sentence under a heading that says something, and is not too long. */
function lineOfSection(section: DocumentPart, { document: { text }, statements }: DocumentStructure) {
  const within = statements.filter(({ start, end }) => section.start <= start && end <= section.end);
  const sentences = within.slice(0, BEGINNING).flatMap((paragraph) => sentencesIn(text, paragraph));
  const isWhole = ({ start, end }: Span) => WHOLE.test(text.slice(start, end));
  const isShort = ({ start, end }: Span) => end - start <= MAX_SENTENCE;
  const sentence = sentences.find((one) => isWhole(one) && isShort(one)) ?? sentences.find(isShort) ?? sentences[0];
  return sentence ? [{ sentence, heading: section.label }] : [];
}

/** From each stretch of a document, the sentence that opens the paragraph with most of the words that the document repeats. */
function typicalSentences({ document: { text }, statements }: DocumentStructure): Span[] {
  const stemsOf = statements.map(
    ({ start, end }) =>
      new Set(
        tokenize(text.slice(start, end))
          .filter(isTerm)
          .map((word) => word.slice(0, STEM)),
      ),
  );
  const counts = new Map<string, number>();
  for (const stem of stemsOf.flatMap((stems) => [...stems])) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  const typicality = stemsOf.map((stems) => {
    const sum = [...stems].reduce((total, stem) => total + Math.log(counts.get(stem)!), 0);
    return sum / Math.sqrt(stems.size + 1);
  });
  const openings = statements.map((statement) => sentencesIn(text, statement)[0]!);
  const size = Math.max(1, Math.ceil(statements.length / STRETCHES));
  return Array.from({ length: Math.ceil(statements.length / size) }, (_, stretch) => {
    const places = statements.map((__, place) => place).slice(stretch * size, (stretch + 1) * size);
    const short = places.filter((place) => openings[place]!.end - openings[place]!.start <= MAX_SENTENCE);
    const shown = short.length > 0 ? short : places;
    return openings[shown.reduce((one, other) => (typicality[other]! > typicality[one]! ? other : one))]!;
  });
}

function sentencesIn(text: string, { start, end }: Span): Span[] {
  return splitSentences(text.slice(start, end)).map((sentence) => ({
    start: start + sentence.start,
    end: start + sentence.end,
  }));
}
