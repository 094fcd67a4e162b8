import { setImmediate } from 'node:timers/promises';
import type { Log } from '../../../log.ts';
import type { AnswerEvent, Citation, Omitted } from '../../../protocol/answer.ts';
import type { Span } from '../../../protocol/places.ts';
import type { CanonicalText } from '../../answer.ts';
import type { GroundingCheck } from '../../grounding/check-grounding.ts';
import type { LabelledSentence } from '../prompt/pack-passages.ts';
import type { Relevance } from '../relevance.ts';
import { type AnswerText, createAnswerText } from './answer-text.ts';
import { createSentenceCheck } from './checking/check-sentences.ts';
import { createClaimCheck, type JudgedClaim, refused } from './checking/judge-claims.ts';
import { createMarkMode, createStrictMode } from './grounding-modes.ts';
import { type Claim, createClaimGrouping } from './group-claims.ts';
import { holdReasoning } from './hold-reasoning.ts';
import { createNameLabels } from './labels/name-labels.ts';
import { labelsIn } from './labels/read-labels.ts';
import { createLayout } from './lay-out-sentences.ts';
import { addressesIn } from './markup/addresses.ts';
import { withoutUnseen } from './markup/without-unseen.ts';
import { isUnfinished } from './reading/is-unfinished.ts';
import { createSentenceReader } from './reading/read-sentences.ts';

/** What has been written of an answer. All that stands in it has been sent as events. */
export interface WrittenAnswer {
  text: string;
  citations: Citation[];
  /** Spans of `text` that the cited words do not support. */
  unsupported: Span[];
  /** How many statements of the text are supported. */
  supported: number;
  /** How many statements of the model are not supported, whether they are in the text or not. */
  refused: number;
  /** What was left out; null where nothing was. */
  omitted: Omitted | null;
  /** What the supported statements are worth; null while none is to the point. */
  outcome: Relevance['outcome'];
  /** Whether the model said that the passages do not answer, and nothing else. */
  isRefused: boolean;
}

/** Makes of what a model streams an answer whose every sentence and citation was checked. */
export interface AnswerWriter {
  push(written: string): AsyncGenerator<AnswerEvent>;
  /** @param text Whether it breaks off: then a sentence without its end is left out, or marked. */
  end(text?: { isCut: boolean }): AsyncGenerator<AnswerEvent>;
  /** How many statements in a row were refused, of those that cite or that follow what is supported. */
  readonly refusedInARow: number;
  readonly written: WrittenAnswer;
}

export interface AnswerWriterParts {
  /** Those of the prompt, which the labels refer to. */
  sentences: LabelledSentence[];
  canonicalText: CanonicalText;
  checkGrounding: GroundingCheck;
  /** `strict`: only what is supported is sent. `mark`: everything is, and what is not supported is listed. */
  grounding: 'strict' | 'mark';
  question: string;
  /** Whether a sentence is of a document that the question is about: only those are searched for what supports a sentence with a wrong label. */
  isNear: (sentence: LabelledSentence) => boolean;
  /** With `strict`, nothing is sent until a statement is to the point. */
  relevance: Relevance;
  /** Whether it is not known yet that the model marks its reasoning, or does not reason. */
  mayReasonUnmarked: boolean;
  log: Log;
}

/** In UTF-16 code units: more is read in parts. */
const MAX_DELTA_LENGTH = 1000;

/** Creates a writer. Labels become verified citations, numbered in order of appearance; wrong ones are mended where the prompt has the right ones. */
export function createAnswerWriter({
  grounding,
  relevance,
  mayReasonUnmarked,
  log,
  ...sources
}: AnswerWriterParts): AnswerWriter {
  const known = knownIn(sources.sentences);
  const reader = createSentenceReader(known);
  const grouping = createClaimGrouping();
  const check = createSentenceCheck(sources);
  const judgeClaim = createClaimCheck(check, sources);
  const answer = createAnswerText(check.citationOf);
  const mode = createMode({ grounding, relevance, log }, { known, answer });
  const shown = mayReasonUnmarked ? holdReasoning(mode) : mode;
  const refusals = createRefusalCount();

  async function* take(claims: Claim[]): AsyncGenerator<AnswerEvent> {
    for (const claim of claims) {
      // Other readers are served between two sentences, however many a model writes.
      await setImmediate();
      const judged = await judgeClaim(claim);
      // What cites nothing, before anything that is supported, may be reasoning.
      refusals.add(judged, { isMeant: claim.labels.length > 0 || mode.supported > 0 });
      // A refusal is said in words of our own.
      if (judged.pieces.length > 0) yield* shown.take(judged);
    }
  }

  return {
    async *push(written) {
      const delta = withoutUnseen(written);
      for (let start = 0; start < delta.length; start += MAX_DELTA_LENGTH) {
        for (const sentence of reader.push(delta.slice(start, start + MAX_DELTA_LENGTH)))
          yield* take(grouping.push(sentence));
      }
    },
    async *end({ isCut } = { isCut: false }) {
      const rest = reader.end();
      const unfinished = isCut && rest.length > 0 && isUnfinished(rest.at(-1)!) ? rest.pop() : undefined;
      for (const sentence of rest) yield* take(grouping.push(sentence));
      yield* take(grouping.end());
      if (unfinished) yield* shown.take(refused(unfinished, 'unfinished'));
      yield* shown.end();
    },
    get refusedInARow() {
      return refusals.inARow;
    },
    get written() {
      const { text, citations } = answer;
      const { unsupported, supported, refused, omitted, hasDroppedCited } = mode;
      const isRefused = text === '' && (refusals.isByWord || (refusals.saysMissing && !hasDroppedCited));
      return { text, citations, unsupported, supported, refused, omitted, outcome: relevance.outcome, isRefused };
    },
  };
}

/** What decides which sentences are shown. */
function createMode(
  { grounding, relevance, log }: Pick<AnswerWriterParts, 'grounding' | 'relevance' | 'log'>,
  { known, answer }: { known: ReturnType<typeof knownIn>; answer: AnswerText },
) {
  const isOnPoint = ({ sentence, pieces }: JudgedClaim) =>
    relevance.take({ text: sentence.text, cited: labelsIn(pieces).flatMap(known.sentenceOf) });
  const create = grounding === 'strict' ? createStrictMode : createMarkMode;
  return create({ ...known, layout: createLayout(answer), isOnPoint, log });
}

/** Follows whether a model says that it has no answer, and how much in a row of what it means as one is refused. */
function createRefusalCount() {
  const count = { isByWord: false, saysMissing: false, inARow: 0 };
  return Object.assign(count, {
    add({ kind, isProved, reason }: JudgedClaim, { isMeant }: { isMeant: boolean }): void {
      if (kind === 'refusal') count.isByWord = true;
      if (kind === 'no-answer' || kind === 'missing') count.saysMissing = true;
      if (isProved) count.inARow = 0;
      else if (reason !== null && isMeant) count.inARow += 1;
    },
  });
}

/** What a model may refer to. */
function knownIn(sentences: readonly LabelledSentence[]) {
  const byLabel = new Map(sentences.map((sentence) => [sentence.label, sentence]));
  const addresses = new Set(sentences.flatMap(({ text }) => addressesIn(text)));
  const documents = new Map(
    sentences.map(({ paragraph }) => [
      paragraph.documentId,
      { id: paragraph.documentId, title: paragraph.documentTitle },
    ]),
  );
  return {
    isLabel: (label: number) => byLabel.has(label),
    sentenceOf: (label: number) => byLabel.get(label) ?? [],
    isKnownAddress: (address: string) => addresses.has(address),
    withNamesAsLabels: createNameLabels([...documents.values()]),
  };
}
