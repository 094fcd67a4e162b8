import type { Span } from '../../../protocol/places.ts';
import { NO_ANSWER } from '../prompt/prompts.ts';
import type { AnswerText } from './answer-text.ts';
import type { SentenceCheck } from './check-sentences.ts';
import { type Piece, textOf, withLabelsBehind } from './read-markers.ts';
import type { ReadSentence } from './read-sentences.ts';

/** Decides which pieces are shown, and when: what the setting GROUNDING chooses. */
interface GroundingMode {
  /** @returns What is shown once this piece is read. */
  take(piece: Piece): Piece[];
  /** @returns What is shown once this sentence, all of whose pieces were taken, is finished. */
  finish(sentence: ReadSentence): Promise<Piece[]>;
  /** This sentence, all of whose pieces were taken, is not supported, whatever it cites. */
  refuse(sentence: ReadSentence): void;
  /** @returns What is shown once all pieces are taken. */
  end(): Piece[];
  /** Spans of the text that are shown although they are not supported. */
  readonly unsupported: Span[];
  /** Whether a sentence was left out. */
  readonly hasDropped: boolean;
}

/** Shows a sentence once it is checked, or not at all. */
export function createStrictMode(_: AnswerText, { isSupported }: SentenceCheck): GroundingMode {
  let hasDropped = false;
  return {
    take: () => [],
    async finish(sentence) {
      if (await isSupported(sentence)) return withLabelsBehind(sentence.pieces);
      hasDropped = true;
      return [];
    },
    refuse() {
      hasDropped = true;
    },
    end: () => [],
    unsupported: [],
    get hasDropped() {
      return hasDropped;
    },
  };
}

/** Shows every piece as it is read, except what may still become the word of refusal, and lists what is not supported. */
export function createMarkMode(answer: AnswerText, { isSupported }: SentenceCheck): GroundingMode {
  const unsupported: Span[] = [];
  let held: Piece[] = [];

  function release(): Piece[] {
    const pieces = held;
    held = [];
    return pieces;
  }

  return {
    take(piece) {
      held.push(piece);
      const opening = textOf(held).trimStart().slice(0, NO_ANSWER.length);
      return answer.text === '' && NO_ANSWER.startsWith(opening) ? [] : release();
    },
    async finish(sentence) {
      const span = answer.spanOf(sentence.start, sentence.end);
      if (span.start < span.end && !(await isSupported(sentence))) unsupported.push(span);
      return [];
    },
    refuse({ start, end }) {
      const span = answer.spanOf(start, end);
      if (span.start < span.end) unsupported.push(span);
    },
    end: () => (textOf(held).trimStart().startsWith(NO_ANSWER) ? [] : release()),
    unsupported,
    hasDropped: false,
  };
}
