import type { AnswerEvent, Citation } from '../../../protocol/answer.ts';
import type { Piece } from './labels/read-labels.ts';
import { isInCode } from './reading/track-code.ts';

/** The text of an answer as it grows. All that stands in it has been sent as events. */
export interface AnswerText {
  readonly text: string;
  /** Numbered in order of appearance. */
  readonly citations: Citation[];
  /** Appends a piece: words, or labels, which become the markers of their citations. Labels without a citation are dropped. */
  append(piece: Piece): AsyncGenerator<AnswerEvent>;
}

/** @param citationOf The citation of a label, the same object each time; null for a label that must not be cited. */
export function createAnswerText(citationOf: (label: number) => Promise<Citation | null>): AnswerText {
  const citations: Citation[] = [];
  let text = '';
  /** Blanks are sent with what follows them: an answer has none at its end. */
  let blanks = '';

  function* appendWords(appended: string): Generator<AnswerEvent> {
    const words = appended.trimEnd();
    const added = words === '' ? '' : withoutMarkers(text === '' ? words.trimStart() : `${blanks}${words}`, text);
    blanks = words === '' ? blanks + appended : appended.slice(words.length);
    text += added;
    if (added !== '') yield { event: 'text-delta', data: { text: added } };
  }

  async function* appendMarker(label: number): AsyncGenerator<AnswerEvent> {
    const citation = await citationOf(label);
    // An answer does not begin with a marker: there is nothing yet that it could prove.
    if (!citation || text === '') return;
    const isNew = !citations.includes(citation);
    const added = markerBehind(text, isNew ? citations.length + 1 : citation.marker);
    if (added === null) return;
    if (isNew) citation.marker = citations.push(citation);
    blanks = '';
    text += added;
    yield { event: 'text-delta', data: { text: added } };
    if (isNew) yield { event: 'citation-added', data: citation };
  }

  return {
    get text() {
      return text;
    },
    citations,
    async *append(piece) {
      if (piece.kind === 'text') yield* appendWords(piece.text);
      else for (const label of new Set(piece.labels)) yield* appendMarker(label);
    },
  };
}

/** A fence, which nothing may stand behind in its line. */
const FENCE_AT_END = /(?:^|\n)[ \t]*(?:`{3,}|~{3,})$/u;

/** A marker with the blank before it; null in code, where it would be code. */
function markerBehind(text: string, marker: number): string | null {
  const blank = FENCE_AT_END.test(text) ? '\n' : /[\s[(\]]$/.test(text) ? '' : ' ';
  return isInCode(`${text}${blank}[`) ? null : `${blank}[${marker}]`;
}

/**
 * Writes what would pass for a marker, `[1]`, as `[1)`. What is left out of an answer may leave code open that the model had closed, or the
 * other way round; then this is the safe side.
 */
function withoutMarkers(text: string, before: string): string {
  return text.replace(/\]/g, (bracket, index: number) => {
    const opening = before + text.slice(0, index);
    return /\[\d{1,6}$/.test(opening.slice(-7)) && !isInCode(opening) ? ')' : bracket;
  });
}
