import { splitSentences } from '../../../text/split-sentences.ts';
import { appendPiece, type Piece } from './read-markers.ts';
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
  let finished: Sentence[] = [];
  let sentence: Piece[] = [];
  let next: Piece[] = []; // what follows the likely end of the sentence, until it is known whether it opens another
  let ending: Ending = 'none';

  function finish(): void {
    if (sentence.length > 0) finished.push({ pieces: sentence });
    sentence = next;
    next = [];
  }

  function goOn(): void {
    for (const piece of next) appendPiece(sentence, piece);
    next = [];
  }

  function judge(): void {
    const opening = textOf(next);
    const isFirstLetter = /^\P{L}*\p{L}$/u.test(opening);
    // A letter shows what a number, a quotation mark or a dash opens; so does the end of a sentence.
    if (!isFirstLetter && !/(?:\p{L}\P{L}|[.!?…])$/u.test(opening) && opening.length < JUDGED_LENGTH) return;
    if (opensSentence(opening, textOf(sentence))) finish();
    // After an initial, only a whole word is known to be a name or «Его».
    else if (!isFirstLetter || !/\p{Lu}$/u.test(opening)) goOn();
  }

  function startsNext(character: string): boolean {
    if (next.length > 0) return true;
    if (/\s/.test(character)) return false;
    return (
      ending === 'blank' || (ending === 'closing' && sentence.at(-1)?.kind === 'labels' && !CLOSER.test(character))
    );
  }

  function read(character: string): void {
    code.read(character);
    const isNext = startsNext(character);
    appendPiece(isNext ? next : sentence, { kind: 'text', text: character });
    if (isNext) {
      judge();
      ending = 'none';
    }
    ending = code.isInCode() ? 'none' : endingAfter(character, ending);
    if (character === '\n' && !code.isInCode()) endLine();
  }

  function endLine(): void {
    if (next.length > 0) {
      if (opensSentence(textOf(next), textOf(sentence))) finish();
      else goOn();
    }
    ending = 'none';
    if (!isBlank(sentence)) finish(); // empty lines open the next sentence
  }

  function take(): Sentence[] {
    const taken = finished;
    finished = [];
    return taken;
  }

  return {
    push(piece) {
      if (piece.kind === 'labels') appendPiece(next.length > 0 ? next : sentence, piece);
      else for (const character of piece.text.split('')) read(character);
      return take();
    },
    end() {
      endLine();
      finish();
      return take();
    },
  };
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

function textOf(pieces: Piece[]): string {
  return pieces.map((piece) => (piece.kind === 'text' ? piece.text : '')).join('');
}
