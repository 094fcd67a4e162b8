import { z } from 'zod';
import { seconds, serverAddress } from './setting-types.ts';

/** Providers of chat models. Any OpenAI-compatible server is `openai` with a `CHAT_MODEL_BASE_URL`. */
export const CHAT_MODEL_PROVIDERS = ['openai', 'ollama', 'anthropic', 'google-genai', 'mistralai', 'gguf'] as const;

const chatModel = z.templateLiteral([z.enum(CHAT_MODEL_PROVIDERS), ':', z.string().min(1)], {
  error: `must be provider:model, the provider one of ${CHAT_MODEL_PROVIDERS.join(', ')}; other OpenAI-compatible servers are openai:… with CHAT_MODEL_BASE_URL`,
});
/** A JSON object as text; an empty one when nothing is given. */
const jsonObject = <Value>(schema: z.ZodType<Record<string, Value>>, message: string) =>
  z
    .string()
    .default('{}')
    .transform((text, context) => {
      const read = schema.safeParse(parsed(text));
      if (read.success) return read.data;
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    });
/** 0 is none. */
const dailyLimit = z.coerce.number().int().min(0).max(1e12).default(0);

/** The settings of chat models, as `settingsSchema` has them. */
export const chatModelSettings = {
  CHAT_MODEL: chatModel.optional(),
  CHAT_MODEL_BASE_URL: serverAddress('CHAT_MODEL_API_KEY').optional(),
  CHAT_MODEL_API_KEY: z.string().optional(),
  CHAT_MODEL_REWRITING: z.string().min(1).optional(),
  CHAT_MODEL_FALLBACK: chatModel.optional(),
  CHAT_MODEL_FALLBACK_BASE_URL: serverAddress('CHAT_MODEL_FALLBACK_API_KEY').optional(),
  CHAT_MODEL_FALLBACK_API_KEY: z.string().optional(),
  CHAT_MODEL_TEMPERATURE: z.coerce.number().min(0).max(2).default(0),
  CHAT_MODEL_MAX_TOKENS: z.coerce.number().int().positive().default(800),
  CHAT_MODEL_FIRST_TOKEN_SECONDS: seconds.default(20),
  CHAT_MODEL_THINKING_SECONDS: seconds.default(120),
  CHAT_MODEL_ANSWER_SECONDS: seconds.default(90),
  CHAT_MODEL_RETRIES: z.coerce.number().int().min(0).max(10).default(2),
  CHAT_MODEL_CONCURRENCY: z.coerce.number().int().min(1).max(1000).optional(),
  CHAT_MODEL_DAILY_CALLS: dailyLimit,
  CHAT_MODEL_DAILY_CALLS_PER_CLIENT: dailyLimit,
  CHAT_MODEL_DAILY_TOKENS: dailyLimit,
  CHAT_MODEL_DAILY_TOKENS_PER_CLIENT: dailyLimit,
  CHAT_MODEL_REASONING_EFFORT: z.string().min(1).optional(),
  CHAT_MODEL_EXTRA_BODY: jsonObject(
    z.record(z.string(), z.unknown()),
    'must be a JSON object such as {"num_ctx": 8192}',
  ),
  CHAT_MODEL_HEADERS: jsonObject(
    z.record(z.string().regex(/^[\w!#$%&'*+.^`|~-]+$/), z.string().regex(/^[\x20-\x7e]*$/)),
    'must be a JSON object of texts such as {"X-Title": "Library"}',
  ),
};

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
