import { numberOf } from '../../../canonical-text/number-of.ts';
import { type Draft, numberedText, type ParagraphDraft } from './draft.ts';

/** In UTF-16 code units: a heading is read at a glance. */
const MAX_LENGTH = 120;
const MAX_LINES = 3;
const MAX_CENTRED_LENGTH = 300;
const MAX_CENTRED_LINES = 6;
const MAX_LEVEL = 6;
/** As many lines one below the other are a title page or a list, not headings. */
const MAX_IN_A_ROW = 4;
/** A style of headings on whole sentences: then they are what is read, not what is above it. */
const MAX_STYLED_LENGTH = 200;
const MAX_STYLED_SENTENCE = 100;
/** Share of the characters of a document above which bold letters or capitals mark nothing. */
const MAX_MARKED = 0.5;
const ENDS_OPEN = /[.,;:!?…]$/;
const ENDS_SENTENCE = /[.;]$/;
const TO_FILL_IN = /_{3}|\.{4}/;
const LETTERS = /\p{L}/gu;
const MIN_LETTERS = 3;
const MIN_CAPITALS = 5;
const NAMED_PART = /^(?:глава|раздел|chapter|section|part)\s+(?:\d+|[IVXLC]+)(?!\p{L})/iu;

type Candidate = ParagraphDraft & { depth: number; strength: number };

/**
 * Which paragraphs are headings, and of which level (1–6): those with a style of headings, and short ones in bold or capitals, or that are numbered
 * above numbered clauses, without a full stop and followed by what they head.
 *
 * @param drafts Those of the text, none of tables.
 */
export function findHeadings(drafts: readonly Draft[]): Map<Draft, number> {
  const found = new Map<Draft, number>();
  const texts = drafts.filter((draft): draft is ParagraphDraft => draft.kind === 'paragraph' && draft.text !== '');
  const shown = drafts.filter((draft) => draft.kind !== 'notes' && !(draft.kind === 'paragraph' && draft.text === ''));
  const marks = marksOf(texts);
  const candidates = shown.map(
    (draft, index) => draft.kind === 'paragraph' && (isMarked(draft, marks) || headsClauses(draft, shown[index + 1])),
  );
  const ends = endsOfRuns(candidates);
  let styled = 0;
  let open: Candidate[] = [];
  for (const [index, draft] of shown.entries()) {
    if (draft.kind !== 'paragraph') continue;
    const level = styledLevel(draft);
    const end = ends[index]!;
    if (level !== null) {
      styled = level;
      open = [];
      found.set(draft, Math.min(level, MAX_LEVEL));
    } else if (candidates[index] && end < shown.length && !isStyledHeading(shown[end])) {
      const isInList = end - index > MAX_IN_A_ROW && index !== 0;
      if (isInList) continue;
      const strength = index === 0 && end > 1 ? Number.POSITIVE_INFINITY : strengthOf(draft);
      const heading = { ...draft, depth: depthOf(draft), strength };
      open = [...open.filter((above) => isStronger(above, heading)), heading];
      found.set(draft, Math.min(styled + open.length, MAX_LEVEL));
    }
  }
  return found;
}

/** Of each place, where the run of candidates ends that it is in. */
function endsOfRuns(candidates: readonly boolean[]): number[] {
  const ends: number[] = [];
  for (let index = candidates.length - 1; index >= 0; index -= 1) {
    ends[index] = candidates[index + 1] ? ends[index + 1]! : index + 1;
  }
  return ends;
}

/** Whether a style of headings was used for a heading, and not for a clause. */
function styledLevel(draft: ParagraphDraft): number | null {
  const { length } = draft.text;
  const isSentence = length > MAX_STYLED_LENGTH || (length > MAX_STYLED_SENTENCE && ENDS_SENTENCE.test(draft.text));
  return isSentence || draft.text === '' ? null : draft.headingLevel;
}

function isStyledHeading(draft: Draft | undefined): boolean {
  return draft?.kind === 'paragraph' && styledLevel(draft) !== null;
}

/** What sets a line apart in this document. */
function marksOf(texts: readonly ParagraphDraft[]): { bold: boolean; capitals: boolean } {
  const charactersOf = (some: readonly ParagraphDraft[]) => some.reduce((sum, { text }) => sum + text.length, 0);
  const share = (isMeant: (draft: ParagraphDraft) => boolean) =>
    charactersOf(texts.filter(isMeant)) / charactersOf(texts);
  return {
    bold: share(({ isBold }) => isBold) <= MAX_MARKED,
    capitals: share(({ isCapitals }) => isCapitals) <= MAX_MARKED,
  };
}

function isMarked(draft: ParagraphDraft, marks: { bold: boolean; capitals: boolean }): boolean {
  if (!isLine(draft)) return false;
  const letters = draft.text.match(LETTERS)!.length;
  const isCapital = marks.capitals && draft.isCapitals && letters >= MIN_CAPITALS;
  return (marks.bold && draft.isBold) || isCapital || NAMED_PART.test(draft.text);
}

/** Whether it could be a heading: a short line, and no sentence. */
function isLine(draft: ParagraphDraft): boolean {
  const { text, label, alignment, isContents } = draft;
  const isBullet = label !== null && label.text === null && !label.isBlank;
  if (styledLevel(draft) !== null || isContents || isBullet || alignment === 'end') return false;
  const isCentred = alignment === 'centre';
  const lines = text.split('\n').length;
  if (text.length > (isCentred ? MAX_CENTRED_LENGTH : MAX_LENGTH)) return false;
  if (lines > (isCentred ? MAX_CENTRED_LINES : MAX_LINES)) return false;
  return !ENDS_OPEN.test(text) && !TO_FILL_IN.test(text) && (text.match(LETTERS)?.length ?? 0) >= MIN_LETTERS;
}

/** A numbered line above clauses of the same list: "2. Price" before "2.1. The price is …". */
function headsClauses(draft: ParagraphDraft, next: Draft | undefined): boolean {
  const below = next?.kind === 'paragraph' ? next.label : null;
  const { label } = draft;
  return (
    label?.text != null &&
    below?.text != null &&
    below.kind === label.kind &&
    below.level > label.level &&
    below.numbers > label.numbers &&
    isLine(draft)
  );
}

function isStronger(above: Candidate, below: Candidate): boolean {
  if (above.depth > 0 && below.depth > 0 && above.depth !== below.depth) return above.depth < below.depth;
  return above.strength > below.strength;
}

function strengthOf({ size, isCapitals, isBold, alignment }: ParagraphDraft): number {
  return size * 8 + Number(isCapitals) * 4 + Number(isBold) * 2 + Number(alignment === 'centre');
}

/** How many numbers its own number is made of. */
function depthOf(draft: ParagraphDraft): number {
  const number = numberOf(numberedText(draft));
  return number === null ? 0 : number.split('.').length;
}
