import { z } from 'zod';
import { PilcrowError } from '../../errors.ts';
import {
  documentIdsSchema,
  idSchema,
  LIMIT_PROBLEM,
  MAX_PARAGRAPHS,
  questionSchema,
  tagNamesSchema,
} from '../../protocol/requests.ts';

const MAX_COMMENT_CHARACTERS = 2000;
/** Problems that one refusal lists: a list of a thousand invalid turns is one mistake, not a thousand. */
const MAX_PROBLEMS = 3;

/** The body of `POST /api/conversations/:id/feedback`. */
export const feedbackRequestSchema = z
  .object(
    {
      answerId: idSchema.optional().describe('the latest answer unless said'),
      thumb: z.enum(['up', 'down'], 'must be "up", "down" or null').nullish(),
      comment: z
        .string('must be a text')
        .trim()
        .max(MAX_COMMENT_CHARACTERS, `must have at most ${MAX_COMMENT_CHARACTERS} characters`)
        .nullish(),
    },
    'the body must be a JSON object',
  )
  .refine(
    ({ thumb, comment }) => thumb !== undefined || comment !== undefined,
    'the body must have a thumb or a comment',
  );

/** A list in a query, separated by commas, which neither ids nor tags have. */
const commaSeparated = <List extends z.ZodType<string[], string[]>>(list: List) =>
  z
    .string('must be a text')
    .describe('separated by commas')
    .transform((items) => items.split(',').map((item) => item.trim()))
    .pipe(list)
    .optional();

const selection = { documentIds: commaSeparated(documentIdsSchema), tags: commaSeparated(tagNamesSchema) };

/** The query of `GET /api/search`. */
export const searchRequestSchema = z.object({
  q: questionSchema,
  limit: z
    .string(LIMIT_PROBLEM)
    .regex(/^\d+$/, LIMIT_PROBLEM)
    .transform(Number)
    .refine((limit) => limit >= 1 && limit <= MAX_PARAGRAPHS, LIMIT_PROBLEM)
    .default(10)
    .describe(`1 to ${MAX_PARAGRAPHS}, 10 unless said`),
  ...selection,
});

const OFFSET_PROBLEM = 'must be an offset, a whole number from 0 on';
const offset = z
  .string(OFFSET_PROBLEM)
  .regex(/^\d{1,12}$/, OFFSET_PROBLEM)
  .transform(Number);

/** The query of `GET /api/documents/:id/positions`. */
export const positionsRequestSchema = z
  .object({ start: offset, end: offset })
  .refine(({ start, end }) => start < end, { path: ['end'], message: 'must be greater than start' });

/** Turns of a conversation in one answer, at most. */
const MAX_TURNS = 50;
const countFrom1 = (problem: string) =>
  z
    .string(problem)
    .regex(/^[1-9]\d{0,8}$/, problem)
    .transform(Number);

/** The query of `GET /api/conversations/:id`. */
export const turnsRequestSchema = z.object({
  from: countFrom1('must be the number of a turn, from 1')
    .default(1)
    .describe('the number of the first turn, 1 unless said'),
  limit: countFrom1(`must be a whole number, 1 to ${MAX_TURNS}`)
    .refine((limit) => limit <= MAX_TURNS, `must be a whole number, 1 to ${MAX_TURNS}`)
    .default(MAX_TURNS)
    .describe(`1 to ${MAX_TURNS}, ${MAX_TURNS} unless said`),
});

/** The query of `GET /admin/questions`. */
export const questionsRequestSchema = z.object({
  format: z.enum(['html', 'csv'], 'must be "html" or "csv"').optional(),
});

/** The query of `GET /api/introduction`. */
export const introductionRequestSchema = z.object({
  language: z.enum(['ru', 'en'], 'must be "ru" or "en"').optional(),
  ...selection,
});

/**
 * Checks what a client sent.
 *
 * @param name Names `value` in a problem that has no path.
 * @throws REQUEST_INVALID that names what is wrong, value by value.
 */
export function parseRequest<Schema extends z.ZodType>(schema: Schema, value: unknown, name?: string): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues
    .slice(0, MAX_PROBLEMS)
    .map(({ path, message }) => [path.join('.') || name, message].filter(Boolean).join(' '));
  throw new PilcrowError('REQUEST_INVALID', `Cannot use the request: ${problems.join('; ')}`);
}
