import type { AnswerEvent, Citation } from '../../../protocol/answer.ts';
import type { Span } from '../../../protocol/places.ts';
import type { CanonicalText } from '../../answer.ts';
import type { GroundingCheck } from '../../grounding/check-grounding.ts';
import type { LabelledSentence } from '../prompt/pack-passages.ts';
import { createAnswerText } from './answer-text.ts';
import { createSentenceCheck, kindOf } from './check-sentences.ts';
import { countRefusals } from './count-refusals.ts';
import { createMarkMode, createStrictMode } from './grounding-modes.ts';
import { indexOfUnfinished } from './index-of-unfinished.ts';
import type { Piece } from './read-markers.ts';
import { createSentenceReader, type ReadSentence, type ReadStep } from './read-sentences.ts';

/** What has been written of an answer. All that stands in it has been sent as events. */
export interface WrittenAnswer {
  text: string;
  citations: Citation[];
  /** Spans of `text` that the cited words do not support. */
  unsupported: Span[];
  /** Whether the model said that the passages do not answer, and nothing else. */
  isRefused: boolean;
}

/** Makes of what a model streams an answer whose every sentence and citation was checked. */
export interface AnswerWriter {
  push(delta: string): AsyncGenerator<AnswerEvent>;
  /** @param text Whether it breaks off: then a sentence without its end is left out, or marked. */
  end(text?: { isCut: boolean }): AsyncGenerator<AnswerEvent>;
  /** How many sentences in a row were refused, of those that cite or that follow what was cited. */
  readonly refusedInARow: number;
  readonly written: WrittenAnswer;
}

/**
 * Creates a writer. Labels become verified citations, numbered in order of appearance; unknown ones are dropped.
 *
 * @param options.grounding `strict`: a sentence is sent once it is checked, or not at all. `mark`: everything is sent as it is streamed, and
 * the spans that are not supported are listed.
 */
export function createAnswerWriter({
  grounding,
  ...sources
}: {
  sentences: LabelledSentence[];
  canonicalText: CanonicalText;
  checkGrounding: GroundingCheck;
  grounding: 'strict' | 'mark';
}): AnswerWriter {
  const reader = createSentenceReader();
  const check = countRefusals(createSentenceCheck(sources));
  const answer = createAnswerText(check.citationOf);
  const mode = (grounding === 'strict' ? createStrictMode : createMarkMode)(answer, check);
  let isRefusedByWord = false;
  let saysMissing = false;

  async function* show(pieces: Piece[]): AsyncGenerator<AnswerEvent> {
    for (const piece of pieces) yield* answer.append(piece);
  }

  async function* finish(sentences: ReadSentence[]): AsyncGenerator<AnswerEvent> {
    for (const sentence of sentences) {
      const kind = kindOf(sentence.text);
      if (kind === 'refusal') isRefusedByWord = true;
      else if (kind === 'missing' && answer.citations.length === 0) saysMissing = true;
      else if (kind !== 'blank') yield* show(await mode.finish(sentence));
    }
  }

  async function* take(steps: ReadStep[]): AsyncGenerator<AnswerEvent> {
    for (const { piece, finished } of steps) {
      yield* show(mode.take(piece));
      yield* finish(finished);
    }
  }

  return {
    async *push(delta) {
      yield* take(reader.push(delta));
    },
    async *end({ isCut } = { isCut: false }) {
      const { steps, rest } = reader.end();
      yield* take(steps);
      yield* show(mode.end());
      const cutAt = isCut ? indexOfUnfinished(rest) : -1;
      yield* finish(cutAt === -1 ? rest : rest.slice(0, cutAt));
      if (cutAt !== -1) mode.refuse(rest[cutAt]!);
    },
    get refusedInARow() {
      return check.refusedInARow;
    },
    get written() {
      const { text, citations } = answer;
      const isRefused = citations.length === 0 && (isRefusedByWord || (saysMissing && !mode.hasDropped));
      return { text, citations, unsupported: mode.unsupported, isRefused };
    },
  };
}
