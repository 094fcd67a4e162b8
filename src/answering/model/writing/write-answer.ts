import type { AnswerEvent, Citation } from '../../../protocol/answer.ts';
import type { Span } from '../../../protocol/places.ts';
import type { CanonicalText } from '../../answer.ts';
import type { GroundingCheck } from '../../grounding/check-grounding.ts';
import { verifyCitations } from '../../grounding/verify-citations.ts';
import type { LabelledSentence } from '../prompt/pack-passages.ts';
import { NO_ANSWER } from '../prompt/prompts.ts';
import { createMarkerReader, type Piece, textOf, withLabelsBehind } from './read-markers.ts';
import { createSentenceSplitter, type Sentence } from './split-stream.ts';
import { isInCode } from './track-code.ts';

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
  end(): AsyncGenerator<AnswerEvent>;
  readonly written: WrittenAnswer;
}

/** A sentence that says what is missing rests on nothing, and must not go on to say more. */
export const SAYS_MISSING =
  /^(?:В документе не сказано|The document does not say)(?!.*[\s,;](?:но|однако|but|however)[\s,])/iu;

/**
 * Creates a writer. Labels become verified citations, numbered in order of appearance; unknown ones are dropped.
 *
 * @param options.grounding `strict`: a sentence is sent once it is checked, or not at all. `mark`: everything is sent as it comes,
 * and what is not supported is listed.
 */
export function createAnswerWriter({
  sentences,
  canonicalText,
  checkGrounding,
  grounding,
}: {
  sentences: LabelledSentence[];
  canonicalText: CanonicalText;
  checkGrounding: GroundingCheck;
  grounding: 'strict' | 'mark';
}): AnswerWriter {
  const reader = createMarkerReader();
  const splitter = createSentenceSplitter();
  const byLabel = new Map(sentences.map((sentence) => [sentence.label, sentence]));
  const verified = new Map<number, Citation | null>();
  const written: WrittenAnswer = { text: '', citations: [], unsupported: [], isRefused: false };
  /** Blanks are sent with what follows them: an answer has none at its end. */
  let blanks = '';
  /** Where each character of what the model wrote stands in the answer, and how many belong to finished sentences. */
  const places: number[] = [];
  let finished = 0;
  /** What is held while it may still be the word of refusal. */
  let held: Piece[] = [];
  let hasDropped = false;
  let isRefusedByWord = false;

  async function* send(piece: Piece): AsyncGenerator<AnswerEvent> {
    if (piece.kind === 'labels') {
      for (const label of new Set(piece.labels)) yield* cite(label);
      return;
    }
    const [, words = '', trailing = ''] = /^([\s\S]*?)(\s*)$/.exec(piece.text) ?? [];
    if (words === '') {
      blanks += trailing;
      for (let index = 0; index < trailing.length; index += 1) places.push(written.text.length);
      return;
    }
    const text = withoutMarkers(written.text === '' ? words.trimStart() : `${blanks}${words}`, written.text);
    const end = written.text.length + text.length;
    for (let left = words.length; left > 0; left -= 1) places.push(Math.max(0, end - left));
    for (let index = 0; index < trailing.length; index += 1) places.push(end);
    blanks = trailing;
    written.text += text;
    yield { event: 'text-delta', data: { text } };
  }

  async function citationOf(label: number): Promise<Citation | null> {
    const sentence = byLabel.get(label);
    if (!sentence) return null;
    if (!verified.has(label)) verified.set(label, (await verifyCitations([sentence], canonicalText))[0] ?? null);
    return verified.get(label) ?? null;
  }

  async function* cite(label: number): AsyncGenerator<AnswerEvent> {
    const citation = await citationOf(label);
    // An answer does not begin with a marker: there is nothing yet that it could prove.
    if (!citation || written.text === '') return;
    const blank = /[\s[(]$/.test(written.text) || /\]$/.test(written.text) ? '' : ' ';
    if (isInCode(`${written.text}${blank}[`)) return;
    const isNew = !written.citations.includes(citation);
    if (isNew) citation.marker = written.citations.length + 1;
    const text = `${blank}[${citation.marker}]`;
    blanks = '';
    written.text += text;
    yield { event: 'text-delta', data: { text } };
    if (!isNew) return;
    written.citations.push(citation);
    written.isRefused = false;
    yield { event: 'citation-added', data: citation };
  }

  async function isSupported({ pieces }: Sentence): Promise<boolean> {
    const text = textOf(pieces).trim();
    if (SAYS_MISSING.test(text)) return true;
    const labels = pieces.flatMap((piece) => (piece.kind === 'labels' ? piece.labels : []));
    const known: LabelledSentence[] = [];
    for (const label of labels) if (await citationOf(label)) known.push(byLabel.get(label)!);
    if (known.length === 0) return false;
    const title = known.map(({ paragraph }) => paragraph.documentTitle).join(' ');
    return (
      await checkGrounding(
        text,
        known.map((sentence) => sentence.text),
        { title },
      )
    ).isSupported;
  }

  async function* finish(sentence: Sentence): AsyncGenerator<AnswerEvent> {
    const text = textOf(sentence.pieces);
    const hasNoCitation = written.citations.length === 0;
    if (text.includes(NO_ANSWER)) {
      // What it goes on to say all the same is not an answer.
      isRefusedByWord = true;
      written.isRefused = hasNoCitation;
      return;
    }
    if (SAYS_MISSING.test(text.trim()) && hasNoCitation) {
      written.isRefused = !hasDropped;
      return;
    }
    if (grounding === 'mark') {
      const start = places[finished] ?? written.text.length;
      finished += text.length;
      const shown = written.text.slice(start, places[finished] ?? written.text.length);
      const span = { start: start + shown.length - shown.trimStart().length, end: start + shown.trimEnd().length };
      if (span.start < span.end && text.trim() !== '' && !(await isSupported(sentence))) written.unsupported.push(span);
      return;
    }
    if (text.trim() === '') return;
    if (!(await isSupported(sentence))) {
      hasDropped = true;
      if (!isRefusedByWord) written.isRefused = false;
      return;
    }
    for (const piece of withLabelsBehind(sentence.pieces)) yield* send(piece);
  }

  /** In `mark`, everything goes out at once, but what may still become the word of refusal. */
  async function* sendUnchecked(piece: Piece): AsyncGenerator<AnswerEvent> {
    held.push(piece);
    const start = textOf(held).trimStart();
    if (written.text === '' && NO_ANSWER.startsWith(start.slice(0, NO_ANSWER.length))) return;
    const free = held;
    held = [];
    for (const part of free) yield* send(part);
  }

  async function* take(pieces: Piece[]): AsyncGenerator<AnswerEvent> {
    for (const piece of pieces) {
      if (grounding === 'mark') yield* sendUnchecked(piece);
      for (const sentence of splitter.push(piece)) yield* finish(sentence);
    }
  }

  return {
    written,
    async *push(delta) {
      yield* take(reader.push(delta));
    },
    async *end() {
      yield* take(reader.end());
      const text = textOf(held).trimStart();
      if (grounding === 'mark' && !text.startsWith(NO_ANSWER)) for (const piece of held) yield* send(piece);
      for (const sentence of splitter.end()) yield* finish(sentence);
    },
  };
}

/** What is left out of an answer may leave code open that the model had closed, or the other way round; then this is the safe side. */
function withoutMarkers(text: string, before: string): string {
  return text.replace(/\]/g, (bracket, index: number) => {
    const opening = before + text.slice(0, index);
    return /\[\d{1,3}$/.test(opening.slice(-4)) && !isInCode(opening) ? ')' : bracket;
  });
}
