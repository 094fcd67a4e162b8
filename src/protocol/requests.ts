import { z } from 'zod';

/* What clients send. Lengths are UTF-16 code units; keys that are not named are ignored. */

const MAX_QUESTION_CHARACTERS = 2000;
const MAX_ID_CHARACTERS = 300;
const MAX_DOCUMENTS = 100;
const MAX_TAGS = 100;
export const MAX_TURNS = 50;
export const MAX_TURN_CHARACTERS = 8000;

/** Paragraphs that one search returns, at most. */
export const MAX_PARAGRAPHS = 50;
export const LIMIT_PROBLEM = `must be a whole number from 1 to ${MAX_PARAGRAPHS}`;

/** A question, or what to search for. */
export const questionSchema = z
  .string('must be a text')
  .trim()
  .min(1, 'must not be empty')
  .max(MAX_QUESTION_CHARACTERS, `must have at most ${MAX_QUESTION_CHARACTERS} characters`);

/** An id as a client sent it; whether it exists is found out later. */
export const idSchema = z
  .string('must be a text')
  .min(1, 'must not be empty')
  .max(MAX_ID_CHARACTERS, `must have at most ${MAX_ID_CHARACTERS} characters`);

/** Ids of the documents to answer from. */
export const documentIdsSchema = z
  .array(idSchema, 'must be a list')
  .max(MAX_DOCUMENTS, `must name at most ${MAX_DOCUMENTS} documents`);

/** Tags of the documents to answer from; a document with one of them is enough. */
export const tagNamesSchema = z.array(idSchema, 'must be a list').max(MAX_TAGS, `must name at most ${MAX_TAGS} tags`);

/** One message of the conversation so far. */
const chatTurn = z.object(
  {
    role: z.enum(['user', 'assistant'], 'must be "user" or "assistant"'),
    content: z.string('must be a text').max(MAX_TURN_CHARACTERS, `must have at most ${MAX_TURN_CHARACTERS} characters`),
  },
  'must be an object with role and content',
);
export type ChatTurn = z.infer<typeof chatTurn>;

/** The body of `POST /api/chat`; `about` is the paragraph that the question is about, `waitSeconds` how long a chat model is waited for. */
export const chatRequestSchema = z.object(
  {
    message: questionSchema,
    history: z.array(chatTurn, 'must be a list').max(MAX_TURNS, `must have at most ${MAX_TURNS} turns`).optional(),
    conversationId: idSchema.optional(),
    documentIds: documentIdsSchema.optional(),
    tags: tagNamesSchema.optional(),
    waitSeconds: z.number('must be a number').min(0, 'must be 0 or more').max(600, 'must be 600 or less').optional(),
    about: z
      .object(
        { documentId: idSchema, paragraph: z.int('must be a number').min(1, 'must be from 1') },
        'must be a paragraph',
      )
      .optional(),
  },
  'the body must be a JSON object',
);
export type ChatRequest = z.input<typeof chatRequestSchema>;

/** The body of `POST /api/explain`: a question as the chat takes it, in no conversation of the server. */
export const explainRequestSchema = chatRequestSchema.pick({
  message: true,
  history: true,
  documentIds: true,
  tags: true,
});
