/** A `fetch` whose answers arrive one byte at a time: no character, line or frame comes whole. */
export const fetchByteByByte: typeof fetch = async (input, init) => {
  const response = await fetch(input, init);
  if (response.body === null) return response;
  const bytes = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      for (let index = 0; index < chunk.length; index += 1) controller.enqueue(chunk.slice(index, index + 1));
    },
  });
  return new Response(response.body.pipeThrough(bytes), response);
};
