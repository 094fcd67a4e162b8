import { pauseDue } from '../../../../runtime/pauses.ts';
import type { RequestCorrections } from './correct-request.ts';
import { withReadableFailure } from './failure-text.ts';
import { PrematureCloseError } from './premature-close.ts';
import { type CompletionPart, readCompletion } from './read-completion.ts';
import { type Frame, readFrames } from './read-frames.ts';

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
  fetch = globalThis.fetch,
}: {
  corrections: RequestCorrections;
  query: string;
  fetch?: typeof globalThis.fetch;
}): typeof globalThis.fetch {
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    url.search = query;
    const isCompletion = url.pathname.endsWith('/chat/completions');
    const body = typeof init?.body === 'string' ? corrections.apply(init.body) : init?.body;
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
  const reading: Reading = { text: '', finish: null, usage: null, isDone: false, isEmpty: true };
  try {
    for await (const frames of readFrames(body)) {
      try {
        for (const frame of frames) take(reading, frame);
      } finally {
        reading.isEmpty = false;
        yield chunk({ choices: [choice(reading.text, null)] });
        reading.text = '';
      }
      if (reading.isDone) break;
      await pauseDue();
    }
  } catch (error) {
    // After the end of the answer a connection may break as it likes.
    if (reading.finish === null) throw error;
  }
  const { finish, usage, isDone, isEmpty } = reading;
  if (finish === null && !isDone) throw new PrematureCloseError({ isEmpty });
  yield chunk({ choices: [choice('', finish)] });
  if (usage) {
    const { inputTokens: prompt_tokens, outputTokens: completion_tokens } = usage;
    const total_tokens = prompt_tokens + completion_tokens;
    yield chunk({ choices: [], usage: { prompt_tokens, completion_tokens, total_tokens } });
  }
  yield new TextEncoder().encode('data: [DONE]\n\n');
}

/** What was read of an answer; `text` since the last chunk. */
interface Reading extends CompletionPart {
  isDone: boolean;
  isEmpty: boolean;
}

function take(reading: Reading, frame: Frame): void {
  if (frame.kind === 'done') reading.isDone = true;
  if (frame.kind !== 'value' || reading.isDone) return;
  const { text, finish, usage } = readCompletion(frame.value);
  reading.text += text;
  reading.finish = finish ?? reading.finish;
  reading.usage = usage ?? reading.usage;
}

function choice(content: string, finish: CompletionPart['finish']) {
  return { index: 0, delta: { role: 'assistant', content }, finish_reason: finish };
}

function chunk(content: object): Uint8Array {
  const value = { id: 'chatcmpl', object: 'chat.completion.chunk', created: 0, model: '', ...content };
  return new TextEncoder().encode(`data: ${JSON.stringify(value)}\n\n`);
}
