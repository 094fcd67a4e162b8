import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Answer } from '../../protocol/answer.ts';
import type { Language } from '../../protocol/language.ts';
import type { StoredDocument } from '../../stores/document-reader.ts';
import { isGoodAnswer } from './is-good-answer.ts';
import { proposeQuestions, type ReadDocumentStructure } from './propose-questions.ts';

/** Questions suggested at most. */
const MAX_SUGGESTED = 3;

/**
 * At most three questions that the documents answer well, each from words of its own; none rather than a bad one.
 *
 * They are tried one after the other, and what else the process has to do goes on between them.
 *
 * @param options.ask Answers as the chat would.
 */
export async function suggestQuestions(
  documents: readonly StoredDocument[],
  options: { language: Language; ask: (question: string) => Promise<Answer>; readStructure: ReadDocumentStructure },
): Promise<string[]> {
  const { ask, readStructure } = options;
  const suggested: string[] = [];
  const cited = new Set<string>();
  for await (const proposal of proposeQuestions(documents, options)) {
    await nextTurn();
    const answer = await ask(proposal.question);
    const places = answer.citations.map(({ documentId, start }) => `${documentId} ${start}`);
    if (places.some((place) => cited.has(place))) continue;
    if (!(await isGoodAnswer(answer, { ...proposal, readStructure }))) continue;
    suggested.push(proposal.question);
    if (suggested.length === MAX_SUGGESTED) break;
    for (const place of places) cited.add(place);
  }
  return suggested;
}
