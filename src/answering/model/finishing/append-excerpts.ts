import type { AnswerEvent, Citation } from '../../../protocol/answer.ts';
import type { AnswerContext, CanonicalText, QuoteSelection } from '../../answer.ts';
import { composeAnswer } from '../../compose-answer.ts';

/** An answer's text with what it cites. */
interface Cited {
  text: string;
  citations: Citation[];
}

/** Writes excerpts below what is written, their citations numbered on. @returns Both together. */
export async function* appendExcerpts(
  written: Cited,
  selection: QuoteSelection,
  context: AnswerContext & { canonicalText: CanonicalText },
): AsyncGenerator<AnswerEvent, Cited> {
  const before = written.citations.length;
  let { text } = written;
  const citations = [...written.citations];
  for await (const event of composeAnswer(selection, context)) {
    if (event.event === 'text-delta') {
      const numbered = event.data.text.replace(/\[(\d+)\]/g, (_, marker) => `[${Number(marker) + before}]`);
      const added = text === written.text ? `\n\n${numbered}` : numbered;
      text += added;
      yield { event: 'text-delta', data: { text: added } };
    } else if (event.event === 'citation-added') {
      const citation = { ...event.data, marker: event.data.marker + before };
      citations.push(citation);
      yield { event: 'citation-added', data: citation };
    }
  }
  return { text, citations };
}
