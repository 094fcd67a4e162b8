import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { PilcrowError, reasonOf } from '../errors.ts';

/** What makes a question hard; the last three have no answer in the documents. */
export const QUESTION_KINDS = [
  'direct',
  'paraphrase',
  'english',
  'typo',
  'glued', // its words stand in the source without a blank between them
  'multi', // several paragraphs answer together
  'followup', // leans on its history
  'meta', // about the document itself
  'unanswerable',
  'hostile',
  'small-talk', // asks nothing of the documents
] as const;

const text = z.string().trim().min(1);

/** One line of a question file. Keys it does not name are passed over. */
const lineSchema = z
  .object({
    id: text,
    kind: z.enum(QUESTION_KINDS),
    question: text,
    history: z.array(z.object({ role: z.enum(['user', 'assistant']), content: z.string() })).default([]),
    paragraphs: z.array(z.number().int().min(1)).min(1).optional(),
    minParagraphs: z.number().int().min(1).default(1),
    answer: z.array(z.array(text).min(1)).min(1).optional(),
    distance: z.enum(['near', 'far']).optional(),
    documentId: text.optional(),
    source: text.optional(),
  })
  .refine(({ paragraphs, answer }) => (paragraphs === undefined) === (answer === undefined), {
    error: '"paragraphs" and "answer" go together: both for a question with an answer, else neither',
  })
  .transform(
    ({ paragraphs, minParagraphs, answer, distance = null, documentId = null, source = null, ...question }) => ({
      ...question,
      distance,
      documentId,
      source,
      gold: paragraphs && answer ? { paragraphs, minParagraphs, answer } : null,
    }),
  );

/**
 * A question with a known answer. `gold` is null when the documents have none; otherwise it names the paragraphs that answer,
 * how many of them a good answer cites, and groups of alternatives: the answer should contain one string of each group.
 * `documentId` is the only document that is asked; `source` is the one of all that are asked whose paragraphs `gold` names.
 */
export type EvaluationQuestion = z.infer<typeof lineSchema>;

/** Whether a paragraph is one of those that answer a question: of its document where it names one, else of any. */
export function isGoldPlace(
  { gold, source, documentId }: Pick<EvaluationQuestion, 'gold' | 'source' | 'documentId'>,
  place: { documentId: string; paragraph: number },
): boolean {
  const wanted = source ?? documentId;
  return gold?.paragraphs.includes(place.paragraph) === true && (wanted === null || place.documentId === wanted);
}

/** Reads question files in the JSON Lines format, one after another. @throws QUESTIONS_UNREADABLE naming file and line */
export async function readQuestions(files: readonly string[]): Promise<EvaluationQuestion[]> {
  const questions: EvaluationQuestion[] = [];
  for (const file of files) {
    const lines = await readFile(file, 'utf8').catch((cause: unknown) => {
      throw unreadable(`"${file}": ${reasonOf(cause)}; name a file of questions, one JSON object a line`, cause);
    });
    questions.push(...parseQuestions(lines, file));
  }
  return questions;
}

/** Parses the lines of a question file; blank lines are passed over. @throws QUESTIONS_UNREADABLE naming file and line */
export function parseQuestions(lines: string, file: string): EvaluationQuestion[] {
  const questions = lines
    .replace(/^\uFEFF/, '')
    .split('\n')
    .flatMap((line, index) => (line.trim() === '' ? [] : [parseLine(line, `"${file}", line ${index + 1}`)]));
  if (questions.length === 0) throw unreadable(`"${file}": it is empty; write one JSON object a line`);
  return questions;
}

function parseLine(line: string, place: string): EvaluationQuestion {
  try {
    return lineSchema.parse(JSON.parse(line));
  } catch (cause) {
    const state =
      cause instanceof z.ZodError
        ? cause.issues.map(({ path, message }) => [...path, message].join(': ')).join('; ')
        : reasonOf(cause);
    throw unreadable(`${place}: ${state}; correct the line`, cause);
  }
}

function unreadable(state: string, cause?: unknown): PilcrowError {
  return new PilcrowError('QUESTIONS_UNREADABLE', `Cannot read questions from ${state}`, { cause });
}
