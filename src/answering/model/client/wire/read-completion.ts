import { z } from 'zod';

/** What a frame of a chat completion says. */
export interface CompletionPart {
  /** Words of the answer; reasoning is none. */
  text: string;
  /** Why the answer ends, in the words of OpenAI's API; null while it goes on. */
  finish: 'stop' | 'length' | null;
  usage: { inputTokens: number; outputTokens: number } | null;
}

// What is not as expected in a field says nothing: servers differ, and the next field may hold the words.
const text = z.string().nullish().catch(null);
const contentPart = z.union([z.string(), z.looseObject({ type: text, text })]);
const content = z
  .union([z.string(), z.array(contentPart), contentPart])
  .nullish()
  .catch(null);
const message = z.looseObject({ content }).nullish().catch(null);
const choiceSchema = z.looseObject({
  index: z.number().nullish().catch(null),
  delta: message,
  message,
  text,
  finish_reason: text,
  finishReason: text,
});
const count = z.number().nonnegative().nullish().catch(null);
const usageSchema = z
  .looseObject({ prompt_tokens: count, completion_tokens: count, input_tokens: count, output_tokens: count })
  .nullish()
  .catch(null);
const frameSchema = z.looseObject({
  object: z.unknown().optional(),
  type: z.unknown().optional(),
  error: z.unknown().optional(),
  choices: z.array(choiceSchema).nullish().catch(null),
  usage: usageSchema,
});
type Choice = z.infer<typeof choiceSchema>;
type Content = z.infer<typeof content>;

/** The ends at a limit: of tokens, of the context, or of what a filter lets through. */
const CUT = /^(?:length|max_?(?:output_?)?(?:new_?)?tokens|model_length|content_filter|incomplete|safety|recitation)$/i;

/** An error that a server reports within an answer that began with status 200. */
export class StreamedError extends Error {
  override name = 'StreamedError';
  /** As an HTTP status, where the server names one. */
  readonly status: number | undefined;

  constructor(report: unknown) {
    super(JSON.stringify(report));
    this.status = statusOf(report);
  }
}

/**
 * Reads a frame of a chat completion, or a whole completion: of several choices the first, of its content the text.
 *
 * @throws StreamedError when it reports a failure; ZodError when it is no completion.
 */
export function readCompletion(value: unknown): CompletionPart {
  const frame = frameSchema.parse(value);
  const choice = frame.choices?.find(({ index }) => (index ?? 0) === 0);
  const finish = choice?.finish_reason || choice?.finishReason || null;
  if (frame.error || frame.object === 'error' || frame.type === 'error' || finish === 'error') {
    throw new StreamedError(frame.error ?? value);
  }
  return {
    text: choice ? textOf(choice) : '',
    finish: finish === null || finish === 'null' ? null : CUT.test(finish) ? 'length' : 'stop',
    usage: usageOf(frame.usage),
  };
}

function textOf({ delta, message, text }: Choice): string {
  return wordsOf(delta?.content) || wordsOf(message?.content) || (text ?? '');
}

/** Parts of other types are thoughts, calls of tools, pictures. */
function wordsOf(written: Content): string {
  if (typeof written === 'string') return written;
  const parts = Array.isArray(written) ? written : written ? [written] : [];
  return parts.map((part) => (typeof part === 'string' ? part : isText(part) ? (part.text ?? '') : '')).join('');
}

function isText({ type }: { type?: string | null | undefined }): boolean {
  return !type || type === 'text' || type === 'output_text';
}

function usageOf(usage: z.infer<typeof usageSchema>): CompletionPart['usage'] {
  const inputTokens = usage?.prompt_tokens ?? usage?.input_tokens ?? 0;
  const outputTokens = usage?.completion_tokens ?? usage?.output_tokens ?? 0;
  return inputTokens + outputTokens > 0 ? { inputTokens, outputTokens } : null;
}

function statusOf(report: unknown): number | undefined {
  const { status, code } = Object(report) as { status?: unknown; code?: unknown };
  return [status, code].map(Number).find((number) => number >= 400 && number < 600);
}
