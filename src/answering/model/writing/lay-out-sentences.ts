import type { AnswerEvent } from '../../../protocol/answer.ts';
import type { Span } from '../../../protocol/places.ts';
import { UNSEGMENTED } from '../../../text/tokenize.ts';
import type { AnswerText } from './answer-text.ts';
import type { Piece } from './labels/read-labels.ts';
import { withNumber } from './reading/line-marks.ts';
import type { ReadSentence, Separator } from './reading/make-sentence.ts';

/** A sentence with the pieces of it that are shown. */
export interface ShownSentence {
  sentence: ReadSentence;
  pieces: Piece[];
}

/** Puts the sentences that are shown below each other as they stood, although others are left out. */
interface Layout {
  /** Takes what belongs to what follows: it is shown just before the next sentence, or never. */
  introduce(shown: ShownSentence): void;
  /** A sentence is left out; a paragraph that ended with it still ends. */
  leaveOut(sentence: ReadSentence): void;
  /** Shows a sentence. @returns Where it stands in the text. */
  show(shown: ShownSentence): AsyncGenerator<AnswerEvent, Span>;
}

const SEPARATORS: Separator[] = ['', ' ', '\n', '\n\n'];
const wider = (a: Separator, b: Separator) => (SEPARATORS.indexOf(a) > SEPARATORS.indexOf(b) ? a : b);

export function createLayout(answer: AnswerText): Layout {
  const introductions = createIntroductions();
  /** What stood before sentences that were left out. */
  let skipped: Separator = '';
  let lastLine = 0;
  const numbers = createListNumbers();

  async function* write({ sentence, pieces, separator }: SeparatedSentence): AsyncGenerator<AnswerEvent, Span> {
    const { line } = sentence;
    const opening = pieces.find(({ kind }) => kind === 'text');
    const isGlued = separator === '' && opening?.kind === 'text' && UNSEGMENTED.test(opening.text.charAt(0));
    const mark = line.id === lastLine ? '' : withNumber(line.mark, numbers.numberOf(sentence));
    const before = (answer.text === '' || isGlued ? '' : separator || ' ') + mark;
    yield* answer.append({ kind: 'text', text: before });
    const blanks = answer.text === '' ? 0 : before.length - before.trimEnd().length;
    const start = answer.text.length + blanks;
    for (const piece of pieces) yield* answer.append(piece);
    lastLine = line.id;
    return { start, end: answer.text.length };
  }

  function separated(shown: ShownSentence): SeparatedSentence {
    numbers.see(shown.sentence);
    const separator = wider(skipped, shown.sentence.separator);
    skipped = '';
    return { ...shown, separator };
  }

  return {
    introduce(shown) {
      skipped = wider(skipped, introductions.endWith(shown.sentence));
      introductions.add(separated(shown));
    },
    leaveOut(sentence) {
      numbers.see(sentence);
      skipped = wider(wider(skipped, sentence.separator), introductions.endWith(sentence));
    },
    async *show(shown) {
      const { led, separator } = introductions.take(shown.sentence);
      skipped = wider(skipped, separator);
      for (const introduction of led) yield* write(introduction);
      return yield* write(separated(shown));
    },
  };
}

type SeparatedSentence = ShownSentence & { separator: Separator };

/** Keeps what belongs to what follows until that is known. */
function createIntroductions() {
  let kept: SeparatedSentence[] = [];

  /** @returns The widest separator of those that are dropped. */
  function drop(isDropped: (introduction: ReadSentence) => boolean): Separator {
    const dropped = kept.filter(({ sentence }) => isDropped(sentence));
    kept = kept.filter((introduction) => !dropped.includes(introduction));
    return dropped.map(({ separator }) => separator).reduce(wider, '');
  }

  return {
    add(shown: SeparatedSentence): void {
      kept.push(shown);
    },
    /** Drops those that a heading, or another lead-in, ends. */
    endWith(sentence: ReadSentence): Separator {
      const level = levelOf(sentence);
      if (level === 0 || sentence.kind === 'dividing-row') return '';
      return drop((other) => levelOf(other) >= level && !(levelOf(other) === LEAD_IN && leadsTo(other, sentence)));
    },
    /** Takes those that lead to a sentence; the others lead to nothing. */
    take(sentence: ReadSentence): { led: SeparatedSentence[]; separator: Separator } {
      const separator = drop((introduction) => !leadsTo(introduction, sentence));
      const led = kept;
      kept = [];
      return { led, separator };
    },
  };
}

/** The level of lead-ins, below those of headings. */
const LEAD_IN = 8;

/** A heading ends what stands under those of its level and below; what is no introduction by kind says what is missing, and is never ended. */
function levelOf({ kind, line, pieces }: ReadSentence): number {
  if (kind === 'lead-in') return LEAD_IN;
  if (kind === 'dividing-row') return 9;
  if (kind !== 'heading') return 0;
  if (line.kind === 'heading') return line.mark.replace(/[^#]/gu, '').length;
  return pieces.some((piece) => piece.kind === 'text' && piece.text.includes('|')) ? 9 : 7;
}

function leadsTo(introduction: ReadSentence, sentence: ReadSentence): boolean {
  const level = levelOf(introduction);
  if (level === 9) return introduction.block === sentence.block;
  if (level !== LEAD_IN) return true;
  const isDeeper = introduction.line.kind !== 'item' || indentOf(sentence) > indentOf(introduction);
  const isSameLine = introduction.line.id === sentence.line.id;
  return sentence.block <= introduction.block + 1 && (isDeeper || isSameLine);
}

function indentOf({ line }: ReadSentence): number {
  return line.kind === 'item' ? line.mark.search(/\S/u) : Number.POSITIVE_INFINITY;
}

/** Counts the items of numbered lists that are shown, so that no number is missing. */
function createListNumbers() {
  const firsts = new Map<string, number>();
  const lasts = new Map<string, { written: number; shown: number }>();
  const listOf = (sentence: ReadSentence) => `${sentence.block} ${indentOf(sentence)}`;
  return {
    see(sentence: ReadSentence): void {
      const { number } = sentence.line;
      if (number !== null && !firsts.has(listOf(sentence))) firsts.set(listOf(sentence), number);
    },
    /** The number that an item is shown with; one that does not rise is left as it is. */
    numberOf(sentence: ReadSentence): number | null {
      const written = sentence.line.number;
      if (written === null) return null;
      const last = lasts.get(listOf(sentence));
      const next = last ? last.shown + 1 : firsts.get(listOf(sentence))!;
      const shown = last && written <= last.written ? written : next;
      lasts.set(listOf(sentence), { written, shown });
      return shown;
    },
  };
}
