/** How a streamed chat completion says that it is over. */
const END = /\[DONE\]|"finish_reason":\s*"/;
/** Longer than any of these, so that one cut in two by the network is found. */
const KEPT_CHARACTERS = 40;

/**
 * `fetch` for streamed chat completions: a stream that closes without having said that it is over fails.
 *
 * A proxy that gives up, or a server that dies behind one, often closes politely; the client would take half an answer for the whole.
 */
export const fetchWholeStream: typeof fetch = async (input, init) => {
  const response = await fetch(input, init);
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream');
  if (!response.ok || !response.body || !isStream) return response;
  return new Response(response.body.pipeThrough(untilEnd()), response);
};

function untilEnd(): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
  // Only ASCII is looked for: one character a byte is enough.
  const decoder = new TextDecoder('latin1');
  let latest = '';
  let isOver = false;
  return new TransformStream({
    transform(bytes, controller) {
      latest = latest.slice(-KEPT_CHARACTERS) + decoder.decode(bytes);
      isOver ||= END.test(latest);
      controller.enqueue(bytes);
    },
    flush() {
      if (!isOver) throw new TypeError('the stream was closed in the middle');
    },
  });
}
