import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { onOneLine } from '../documents/document.ts';
import { PilcrowError, reasonOf } from '../errors.ts';
import type { ChatTurn } from '../protocol/requests.ts';

/** A question about a set; `isGold` says whether a paragraph is right, and is null when the documents have no answer. */
export interface RetrievalQuestion {
  question: string;
  history: ChatTurn[];
  isGold: ((paragraph: string) => boolean) | null;
}

/** Documents as lists of paragraphs, each on one line, and questions about them. */
export interface RetrievalSet {
  documents: string[][];
  questions: RetrievalQuestion[];
}

const text = z.string().transform((given) => onOneLine(given.normalize('NFC')));
const passages = z
  .union([text, z.array(text)])
  .nullish()
  .transform((given) => [given ?? []].flat().filter((passage) => passage !== ''));

const setSchema = z.object({
  docs: z
    .array(z.array(text).transform((paragraphs) => paragraphs.filter((paragraph) => paragraph !== '')))
    .refine((docs) => docs.flat().length > 0, 'has no paragraph'),
  questions: z.array(
    z.object({
      q: text.refine((question) => question !== '', 'is empty'),
      gold: passages,
      kind: z.string().default(''),
      history: z.array(z.tuple([z.enum(['user', 'assistant']), z.string()])).default([]),
    }),
  ),
});

/** Kinds of questions that the documents do not answer. */
const UNANSWERABLE = /unanswerable|not in collection/i;
/** Kinds of questions that no one paragraph answers, nor is it sure that none does. */
const UNCLEAR = /partial|underspecified|conversational/i;

/**
 * Reads a set: `{docs: [[paragraph, …], …], questions: [{q, gold, kind?, history?}]}` where the name ends in `.json`, else lines of
 * `query<TAB>passage`. Of a JSON set a paragraph is right that lies within a gold passage or holds it; of pairs, the passage itself.
 * Unclear questions are left out.
 *
 * @throws QUESTIONS_UNREADABLE when the file cannot be read or parsed.
 */
export async function readRetrievalSet(file: string): Promise<RetrievalSet> {
  const content = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw unreadable(file, `${reasonOf(cause)}; give a file of pairs or a set in JSON`, cause);
  });
  const set = file.endsWith('.json') ? parseSet(content, file) : parsePairs(content, file);
  if (set.questions.length > 0) return set;
  throw unreadable(file, 'it has no question to ask; write one');
}

function parseSet(content: string, file: string): RetrievalSet {
  let set: z.infer<typeof setSchema>;
  try {
    set = setSchema.parse(JSON.parse(content));
  } catch (cause) {
    const state =
      cause instanceof z.ZodError
        ? cause.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')
        : reasonOf(cause);
    throw unreadable(file, `${state}; correct it`, cause);
  }
  const questions = set.questions
    .filter(({ kind }) => !UNCLEAR.test(kind))
    .map(({ q, kind, gold, history }) => {
      const isAnswerable = !UNANSWERABLE.test(kind);
      if (isAnswerable && gold.length === 0) {
        throw unreadable(file, `the question "${q}" has no gold passage; add it, or the kind "unanswerable"`);
      }
      const isGold = (paragraph: string) => gold.some((one) => one.includes(paragraph) || paragraph.includes(one));
      return {
        question: q,
        history: history.map(([role, content]) => ({ role, content })),
        isGold: isAnswerable ? isGold : null,
      };
    });
  return { documents: set.docs, questions };
}

function parsePairs(content: string, file: string): RetrievalSet {
  const pairs = content.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const [query, passage] = line.split('\t').map((column) => text.parse(column));
    if (query && passage) return [{ query, passage }];
    throw unreadable(file, `line ${index + 1} is no pair; write the query, a tab and the passage on each line`);
  });
  if (pairs.length === 0) throw unreadable(file, 'it is empty; write the query, a tab and the passage on each line');
  return {
    documents: [pairs.map(({ passage }) => passage)],
    questions: pairs.map(({ query, passage }) => ({
      question: query,
      history: [],
      isGold: (paragraph) => paragraph === passage,
    })),
  };
}

function unreadable(file: string, state: string, cause?: unknown): PilcrowError {
  return new PilcrowError('QUESTIONS_UNREADABLE', `Cannot read "${file}": ${state}`, { cause });
}
