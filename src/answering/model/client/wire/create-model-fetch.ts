import type { RequestCorrections } from './correct-request.ts';
import { withReadableFailure } from './failure-text.ts';
import { PrematureCloseError } from './premature-close.ts';
import { type CompletionPart, readCompletion } from './read-completion.ts';
import { readFrames } from './read-frames.ts';

/**
 * Creates `fetch` for chat completions: what is asked is corrected by what the server refused before, and whatever the server sends becomes
 * one stream as OpenAI sends it, of the first choice, without reasoning. A frame without text is a sign of life. A stream that closes without
 * having said that it is over fails: a proxy that gives up often closes politely, and half an answer would be taken for the whole.
 *
 * @param options.query Added to every address, `?api-version=…` for instance; empty for none.
 */
export function createModelFetch({
  corrections,
  query,
}: {
  corrections: RequestCorrections;
  query: string;
}): typeof fetch {
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    url.search = query;
    const isCompletion = url.pathname.endsWith('/chat/completions') && typeof init?.body === 'string';
    const body = isCompletion ? corrections.apply(init.body as string) : init?.body;
    const sent = new Headers(init?.headers);
    sent.delete('content-length');
    const response = await fetch(url, { ...init, headers: sent, body: body ?? null });
    if (!response.ok) return withReadableFailure(response);
    if (!response.body || !isCompletion) return response;
    const headers = { 'content-type': 'text/event-stream' };
    return new Response(streamOf(completionFrames(response.body)), { headers });
  };
}

/** Asks for a frame when it is wanted, and not before: what came before a failure is read. */
function streamOf(frames: AsyncGenerator<Uint8Array, void, undefined>): ReadableStream<Uint8Array> {
  return new ReadableStream(
    {
      async pull(controller) {
        const next = await frames.next();
        if (next.done) controller.close();
        else controller.enqueue(next.value);
      },
      async cancel() {
        await frames.return();
      },
    },
    { highWaterMark: 0 },
  );
}

async function* completionFrames(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  let finish: CompletionPart['finish'] = null;
  let usage: CompletionPart['usage'] = null;
  let isDone = false;
  let isEmpty = true;
  try {
    for await (const frame of readFrames(body)) {
      isDone ||= frame.kind === 'done';
      if (isDone) break;
      const part = frame.kind === 'value' ? readCompletion(frame.value) : null;
      finish = part?.finish ?? finish;
      usage = part?.usage ?? usage;
      isEmpty = false;
      yield chunk({ choices: [choice(part?.text ?? '', null)] });
    }
  } catch (error) {
    // After the end of the answer a connection may break as it likes.
    if (finish === null) throw error;
  }
  if (finish === null && !isDone) throw new PrematureCloseError({ isEmpty });
  yield chunk({ choices: [choice('', finish)] });
  if (usage) {
    const { inputTokens: prompt_tokens, outputTokens: completion_tokens } = usage;
    yield chunk({
      choices: [],
      usage: { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens },
    });
  }
  yield new TextEncoder().encode('data: [DONE]\n\n');
}

function choice(content: string, finish: CompletionPart['finish']) {
  return { index: 0, delta: { role: 'assistant', content }, finish_reason: finish };
}

function chunk(content: object): Uint8Array {
  const value = { id: 'chatcmpl', object: 'chat.completion.chunk', created: 0, model: '', ...content };
  return new TextEncoder().encode(`data: ${JSON.stringify(value)}\n\n`);
}
