import { z } from 'zod';
import { documentIdsSchema, tagNamesSchema } from '../../../protocol/requests.ts';

// Keys that are not named here (temperature, tools, metadata, …) are ignored.
const messages = <Message extends z.ZodType>(message: Message) =>
  z.array(message, 'must be a list').min(1, 'must not be empty');
const role = z.string('must be a text');
const body = 'the body must be a JSON object';
const text = z.string('must be a text');

/** The body of `POST /v1/chat/completions`. */
export const openAiRequestSchema = z.object(
  {
    model: text.optional(),
    messages: messages(
      z.object(
        {
          role,
          content: z
            .union(
              [text, z.array(z.object({ type: text, text: text.optional() }))],
              'must be a text or a list of parts',
            )
            .nullish(),
        },
        'must be an object with role and content',
      ),
    ),
    stream: z.boolean('must be true or false').nullish(),
    stream_options: z.object({ include_usage: z.boolean('must be true or false').optional() }).nullish(),
    n: z.literal(1, 'must be 1').nullish(),
    documentIds: documentIdsSchema.optional(),
    tags: tagNamesSchema.optional(),
  },
  body,
);

/** The body of `POST /api/ui-chat`. */
export const uiChatRequestSchema = z.object(
  {
    messages: messages(
      z.object(
        {
          role,
          parts: z.array(
            z.object({ type: text, text: text.optional() }, 'must be an object with a type'),
            'must be a list',
          ),
        },
        'must be an object with role and parts',
      ),
    ),
    documentIds: documentIdsSchema.optional(),
    tags: tagNamesSchema.optional(),
  },
  body,
);

/** What `<deep-chat>` sends by itself: no message has `content`, and at least one has `text`. */
export const deepChatRequestSchema = z.object({
  messages: messages(z.object({ role, text: text.default(''), content: z.undefined().optional() })).refine((turns) =>
    turns.some((turn) => turn.text !== ''),
  ),
  documentIds: documentIdsSchema.optional(),
  tags: tagNamesSchema.optional(),
});
