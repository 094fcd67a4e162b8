import { once } from 'node:events';
import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { PilcrowError } from '../../../errors.ts';

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  // nginx would hold the stream back otherwise.
  'x-accel-buffering': 'no',
};
const KEEP_ALIVE_MS = 15_000;
/** The time of four keep-alive comments: a connection that takes no byte for so long is open, but its client does not read. */
const STALLED_MS = 60_000;

/** How long a stream and its reader may be silent. */
export interface StreamTiming {
  /** A comment is sent after this long a silence. */
  keepAliveMs?: number;
  /** A reader that takes no byte for this long is disconnected. */
  stalledMs?: number;
}

/** The wire form of one event; `data` travels as JSON, so that it never holds a raw line break. */
export function formatEvent({ event, data }: { event?: string; data: unknown }): string {
  const name = event === undefined ? '' : `event: ${event}\n`;
  return `${name}data: ${JSON.stringify(data)}\n\n`;
}

/**
 * Streams frames, each whole in the wire form, until they end, fail, or the reader leaves; the response is ended in every case.
 *
 * @param options.signal Aborted when the reader has left; when its reason is a PilcrowError, the stream ends with that failure.
 * @param options.formatFailure Formats the last frame of a stream that fails; not called when the reader has left.
 */
export async function sendEvents(
  response: ServerResponse,
  frames: AsyncIterable<string>,
  {
    signal,
    formatFailure,
    headers = {},
    keepAliveMs = KEEP_ALIVE_MS,
    stalledMs = STALLED_MS,
  }: {
    signal: AbortSignal;
    formatFailure: (error: unknown) => string;
    headers?: OutgoingHttpHeaders;
  } & StreamTiming,
): Promise<void> {
  const hasLeft = () => signal.aborted && !(signal.reason instanceof PilcrowError);
  response.setTimeout(stalledMs);
  response.writeHead(200, { ...HEADERS, ...headers }).flushHeaders();
  const send = async (text: string) => {
    if (!response.write(text)) await drained(response, signal);
  };
  const silence = setInterval(() => {
    if (!signal.aborted && !response.writableNeedDrain) response.write(': keep-alive\n\n');
  }, keepAliveMs);

  try {
    for await (const frame of frames) {
      if (hasLeft()) return;
      await send(frame);
      silence.refresh();
    }
  } catch (error) {
    if (!hasLeft()) response.write(formatFailure(error));
  } finally {
    clearInterval(silence);
    response.end();
  }
}

/** Waits until the socket accepts more data, or until the signal: a closed socket never drains. */
async function drained(response: ServerResponse, signal: AbortSignal): Promise<void> {
  await once(response, 'drain', { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}
