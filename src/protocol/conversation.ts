import { z } from 'zod';
import { answerSchema } from './answer.ts';
import { extensible } from './extensible.ts';
import { paragraphPlaceSchema } from './places.ts';

const time = z.string().describe('ISO 8601');

/** What a reader thought of an answer; `thumb` is null where only a comment was left. */
export const feedbackSchema = extensible({
  thumb: z.enum(['up', 'down']).nullable(),
  comment: z.string().nullable(),
});
export type Feedback = z.infer<typeof feedbackSchema>;

/** One question of a kept conversation, with its answer exactly as it was sent. */
const keptTurn = extensible({
  askedAt: time,
  question: z.string(),
  about: paragraphPlaceSchema.nullable().describe('the paragraph the question was about'),
  answer: answerSchema,
  feedback: feedbackSchema.nullable(),
});
export type KeptTurn = z.infer<typeof keptTurn>;

/** A conversation as the server keeps it, until `expiresAt` unless it is continued. */
export const keptConversationSchema = extensible({
  id: z.string(),
  createdAt: time,
  expiresAt: time,
  turns: z.array(keptTurn),
});
export type KeptConversation = z.infer<typeof keptConversationSchema>;

/** Some turns of it, one after another. */
export const conversationPartSchema = keptConversationSchema.extend({
  next: z
    .int()
    .nullable()
    .describe('the number of the turn that follows, to be asked for as "from"; null after the last one'),
});
export type ConversationPart = z.infer<typeof conversationPartSchema>;
