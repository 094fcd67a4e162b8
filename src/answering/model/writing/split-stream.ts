import { splitSentences } from '../../../text/split-sentences.ts';
import { appendPiece, type Piece, textOf } from './read-markers.ts';
import { createCodeTracker } from './track-code.ts';

/** A sentence of an answer with its markers and the blanks after it; all sentences together are the whole answer. */
export interface Sentence {
  pieces: Piece[];
}

interface SentenceSplitter {
  /** @returns The sentences that are known to be finished by now. */
  push(piece: Piece): Sentence[];
  /** @returns What is left. */
  end(): Sentence[];
}

/** How far a text is on its way to the end of a sentence; quotes and brackets may follow the full stop, then a blank. */
type Ending = 'none' | 'closing' | 'blank';

const TERMINATOR = /[.!?…]/;
const CLOSER = /[»"”’')\]*_]/;
/** Enough of a sentence to know its end: longer than any abbreviation, label or opening date. */
const JUDGED_LENGTH = 200;

/** Splits what a model writes into sentences as early as it can be known; abbreviations are those of `splitSentences`. */
export function createSentenceSplitter(): SentenceSplitter {
  const code = createCodeTracker();
  const buffer = createSentenceBuffer();
  let ending: Ending = 'none';

  function read(character: string): void {
    code.read(character);
    const isNext = opensNext(character, { buffer, ending });
    appendPiece(isNext ? buffer.next() : buffer.sentence(), { kind: 'text', text: character });
    if (isNext) {
      judge(buffer);
      ending = 'none';
    }
    ending = code.isInCode() ? 'none' : endingAfter(character, ending);
    if (character === '\n' && !code.isInCode()) endLine();
  }

  function endLine(): void {
    endNext(buffer);
    ending = 'none';
    if (!isBlank(buffer.sentence())) buffer.finish(); // empty lines open the next sentence
  }

  return {
    push(piece) {
      if (piece.kind === 'text') for (const character of piece.text.split('')) read(character);
      else appendPiece(buffer.next().length > 0 ? buffer.next() : buffer.sentence(), piece);
      return buffer.take();
    },
    end() {
      endLine();
      buffer.finish();
      return buffer.take();
    },
  };
}

/** The sentence that is being read. */
interface SentenceBuffer {
  sentence(): Piece[];
  /** What follows the likely end of the sentence, until it is known whether it opens another. */
  next(): Piece[];
  /** The sentence is finished, and what follows it opens the next. */
  finish(): void;
  /** The sentence goes on with what follows. */
  goOn(): void;
  /** The sentences finished since it was called last. */
  take(): Sentence[];
}

function createSentenceBuffer(): SentenceBuffer {
  let finished: Sentence[] = [];
  let sentence: Piece[] = [];
  let next: Piece[] = [];
  return {
    sentence: () => sentence,
    next: () => next,
    finish() {
      if (sentence.length > 0) finished.push({ pieces: sentence });
      sentence = next;
      next = [];
    },
    goOn() {
      for (const piece of next) appendPiece(sentence, piece);
      next = [];
    },
    take() {
      const taken = finished;
      finished = [];
      return taken;
    },
  };
}

function opensNext(character: string, { buffer, ending }: { buffer: SentenceBuffer; ending: Ending }): boolean {
  if (buffer.next().length > 0) return true;
  if (/\s/.test(character)) return false;
  const hasLabels = buffer.sentence().at(-1)?.kind === 'labels';
  return ending === 'blank' || (ending === 'closing' && hasLabels && !CLOSER.test(character));
}

/** Decides, once it can be known, whether what follows the likely end of a sentence opens another. */
function judge(buffer: SentenceBuffer): void {
  const opening = textOf(buffer.next());
  const isFirstLetter = /^\P{L}*\p{L}$/u.test(opening);
  // A letter shows what a number, a quotation mark or a dash opens; so does the end of a sentence.
  if (!isFirstLetter && !/(?:\p{L}\P{L}|[.!?…])$/u.test(opening) && opening.length < JUDGED_LENGTH) return;
  if (opensSentence(opening, textOf(buffer.sentence()))) buffer.finish();
  // After an initial, only a whole word is known to be a name or «Его».
  else if (!isFirstLetter || !/\p{Lu}$/u.test(opening)) buffer.goOn();
}

/** Decides the same at the end of a line, where nothing more is awaited. */
function endNext(buffer: SentenceBuffer): void {
  if (buffer.next().length === 0) return;
  if (opensSentence(textOf(buffer.next()), textOf(buffer.sentence()))) buffer.finish();
  else buffer.goOn();
}

function endingAfter(character: string, before: Ending): Ending {
  if (TERMINATOR.test(character)) return 'closing';
  if (before === 'closing' && CLOSER.test(character)) return 'closing';
  return before !== 'none' && /\s/.test(character) ? 'blank' : 'none';
}

function opensSentence(opening: string, sentence: string): boolean {
  const before = `${withoutEmphasis(sentence).slice(-JUDGED_LENGTH).trim()} `;
  return splitSentences(before + withoutEmphasis(opening).trimStart()).some(({ start }) => start === before.length);
}

/** Markdown's signs stand between a full stop and its blank, where no rule of a language expects them. */
function withoutEmphasis(text: string): string {
  return text.replace(/[*_`]/g, '');
}

function isBlank(pieces: Piece[]): boolean {
  return pieces.every((piece) => piece.kind === 'text' && piece.text.trim() === '');
}
