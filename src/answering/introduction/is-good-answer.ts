import type { Answer, Citation } from '../../protocol/answer.ts';
import { expectedFineAnswerTypes, fineAnswerTypesIn, fineAnswerTypesInRow } from '../../text/fine-answer-type.ts';
import { numbersIn, withoutNumbers } from '../../text/numbers-in.ts';
import { isTerm, tokenize } from '../../text/tokenize.ts';
import { isSameWord } from '../follow-up/replace-part.ts';
import type { Proposal, ReadDocumentStructure } from './propose-questions.ts';

/** UTF-16 code units of a good answer, at most: more is a text to read. */
const MAX_LENGTH = 2500;
const LEADS_IN = /:\s*$/u;

/**
 * Whether an answer is good enough to propose its question: it answers, with words that are no headings or notes and do not end with a lead-in, that
 * say more than the question, and that have each kind of words asked for; all of them from the section that the question is about.
 */
export async function isGoodAnswer(
  { kind, citations }: Answer,
  { question, section, readStructure }: Proposal & { readStructure: ReadDocumentStructure },
): Promise<boolean> {
  const last = citations.at(-1);
  if (kind !== 'answered' || last === undefined || LEADS_IN.test(last.quote)) return false;
  if (section && !citations.every((citation) => isWithin(citation, section))) return false;
  if (citations.reduce((length, { quote }) => length + quote.length, 0) > MAX_LENGTH) return false;
  if (!hasTypesAsked(citations, question) || !sayMoreThan(question, citations)) return false;
  for (const citation of citations) if (!(await isStatement(citation, readStructure))) return false;
  return true;
}

function isWithin(
  { documentId, start, end }: Citation,
  section: { documentId: string; start: number; end: number },
): boolean {
  return documentId === section.documentId && start >= section.start && end <= section.end;
}

/** Whether the quotes have a date, a sum, a place … where one is asked for; numbers that the question itself has are none. */
function hasTypesAsked(citations: readonly Citation[], question: string): boolean {
  const numbers = numbersIn(question);
  const types = citations.map(({ quote, columns }) => {
    const text = withoutNumbers(quote, numbers);
    return columns ? fineAnswerTypesInRow(text, columns.join('\n')) : fineAnswerTypesIn(text);
  });
  return expectedFineAnswerTypes(question).every((type) => types.some((had) => had.has(type)));
}

function sayMoreThan(question: string, citations: readonly Citation[]): boolean {
  const known = tokenize(question);
  const isNew = (word: string) => isTerm(word) && !known.some((other) => isSameWord(word, other));
  return citations.some(({ quote }) => tokenize(quote).some(isNew));
}

/** A heading only names what follows. */
async function isStatement(
  { documentId, start, end }: Citation,
  readStructure: ReadDocumentStructure,
): Promise<boolean> {
  const structure = await readStructure(documentId);
  return structure?.statements.some((statement) => statement.start <= start && end <= statement.end) ?? false;
}
