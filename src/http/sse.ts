import { once } from 'node:events';
import type { ServerResponse } from 'node:http';

/** One server-sent event; `data` travels as JSON, so it never holds a raw line break. */
export interface ServerSentEvent {
  event: string;
  data: unknown;
}

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  // nginx would hold the stream back otherwise.
  'x-accel-buffering': 'no',
};
const KEEP_ALIVE_MS = 15_000;
/** Four keep-alive comments without a byte leaving: the reader is gone, though its connection is not. */
const STALLED_MS = 60_000;

/** The wire form of one event. */
export function formatEvent({ event, data }: ServerSentEvent): string {
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}

/**
 * Streams events until they end, fail, or the reader leaves; the response is ended in every case.
 *
 * @param createEvents Gets a signal that is aborted when the reader leaves.
 * @param options.tellFailure What the last event, `error`, says of a failure. It is not asked when the reader has left.
 * @param options.keepAliveMs A comment is sent after this long a silence.
 * @param options.stalledMs A reader that takes no byte for this long is disconnected.
 */
export async function sendEvents(
  response: ServerResponse,
  createEvents: (left: AbortSignal) => AsyncIterable<ServerSentEvent>,
  {
    tellFailure,
    keepAliveMs = KEEP_ALIVE_MS,
    stalledMs = STALLED_MS,
  }: { tellFailure: (error: unknown) => unknown; keepAliveMs?: number; stalledMs?: number },
): Promise<void> {
  const left = new AbortController();
  response.once('close', () => left.abort());
  response.setTimeout(stalledMs);
  response.writeHead(200, HEADERS).flushHeaders();
  const send = async (text: string) => {
    if (!response.write(text)) await drained(response, left.signal);
  };
  const silence = setInterval(() => {
    if (!left.signal.aborted && !response.writableNeedDrain) response.write(': keep-alive\n\n');
  }, keepAliveMs);

  try {
    for await (const event of createEvents(left.signal)) {
      if (left.signal.aborted) return;
      await send(formatEvent(event));
      silence.refresh();
    }
  } catch (error) {
    if (!left.signal.aborted) await send(formatEvent({ event: 'error', data: tellFailure(error) }));
  } finally {
    clearInterval(silence);
    response.end();
  }
}

/** Waits until the socket accepts more data, or until the reader leaves: a closed socket never drains. */
async function drained(response: ServerResponse, left: AbortSignal): Promise<void> {
  await once(response, 'drain', { signal: left }).catch((error: unknown) => {
    if (!left.aborted) throw error;
  });
}
