import { createHash } from 'node:crypto';
import { splitSentences } from '../../text/split-sentences.ts';
import type { NearPassage } from './review-questions.ts';

/**
 * A question as a line of a file for `npm run evaluate`: one that the documents do not answer, or one that a passage answers. Any sentence of the passage
 * counts as the answer, until the words that must be there are put in its place.
 */
export function evaluationLine(question: string, passage: NearPassage | null): string {
  const id = `asked-${createHash('sha256').update(question).digest('hex').slice(0, 12)}`;
  if (passage === null) return JSON.stringify({ id, kind: 'unanswerable', question });
  const { documentId: source, paragraph, text } = passage;
  const answer = [splitSentences(text).map(({ start, end }) => text.slice(start, end))];
  return JSON.stringify({ id, kind: 'direct', question, source, paragraphs: [paragraph], answer });
}
