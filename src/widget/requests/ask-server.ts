import type { AnswerEvent } from '../../protocol/answer.ts';
import type { ChatRequest } from '../../protocol/requests.ts';
import { postJson } from './call-server.ts';

/** The server sends a comment after 15 s of silence; after three times that the connection counts as lost. */
const MAX_SILENCE_MS = 45_000;

/** What arrives while a question is asked: the events of its answer, and before them how many files are indexed, where the server has no whole index yet. */
export type ArrivingEvent = AnswerEvent | { event: 'indexing'; data: { done: number; total: number } | null };

/** Why a question got no answer. The messages for it are in `messages/`. */
export interface AskFailure {
  kind: 'offline' | 'limited' | 'preparing' | 'busy' | 'locked' | 'refused' | 'failed';
  /** Seconds until the server will answer again, where it says so. */
  retryAfterSeconds: number | null;
  /** What the server said of it, in English, for those who set up the page. */
  detail: string | null;
}

/** The error that `askServer` throws. */
export class AskError extends Error {
  readonly failure: AskFailure;
  constructor(failure: AskFailure, options?: ErrorOptions) {
    super(`Cannot ask: ${failure.kind}; ${failure.detail ?? 'try again'}`, options);
    this.name = 'AskError';
    this.failure = failure;
  }
}

/**
 * Asks a question and yields the events of its answer, up to and including `answer-end`; a server without a whole index is asked again.
 *
 * @throws AskError when anything fails, including a stream that ends early or falls silent. An aborted signal ends it without an error.
 */
export async function* askServer(
  server: URL,
  request: ChatRequest,
  { signal, maxSilenceMs = MAX_SILENCE_MS }: { signal: AbortSignal; maxSilenceMs?: number },
): AsyncGenerator<ArrivingEvent> {
  if (signal.aborted) return;
  // Aborted by the caller or by silence: AbortSignal.any is younger than many browsers.
  const connection = new AbortController();
  const disconnect = () => connection.abort();
  signal.addEventListener('abort', disconnect);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const waitAgain = () => {
    clearTimeout(timer);
    timer = setTimeout(disconnect, maxSilenceMs);
  };
  try {
    const body = yield* openAnswer({ server, request, signal: connection.signal }, waitAgain);
    for await (const event of readEvents(body, waitAgain)) {
      if (event.event === 'error') throw new AskError(failure('failed', { detail: event.data.message }));
      yield event;
      if (event.event === 'answer-end') return;
    }
    throw new AskError(failure('failed', { detail: 'the answer ended early' }));
  } catch (error) {
    if (signal.aborted) return;
    if (error instanceof AskError) throw error;
    // fetch reports a broken connection, and a page that may not call the server, as a TypeError.
    const isCutOff = error instanceof TypeError || connection.signal.aborted;
    throw new AskError(failure(isCutOff ? 'offline' : 'failed'), { cause: error });
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', disconnect);
    disconnect();
  }
}

/** Sends the question, again and again while the server indexes its documents. @returns The body of the answer. @throws AskError */
async function* openAnswer(
  { server, request, signal }: { server: URL; request: ChatRequest; signal: AbortSignal },
  onAsk: () => void,
): AsyncGenerator<ArrivingEvent, ReadableStream<Uint8Array>> {
  for (;;) {
    onAsk();
    const response = await postJson(server, 'api/chat', request, { headers: { accept: 'text/event-stream' }, signal });
    if (response.ok && response.body !== null) return response.body;
    const { progress, ...reported } = await failureOf(response);
    if (progress === undefined) throw new AskError(reported);
    yield { event: 'indexing', data: progress };
    await new Promise((resolve) => setTimeout(resolve, 1000 * (reported.retryAfterSeconds ?? 5)));
  }
}

/** Reads the events of this server, each of which is a name and a line of JSON; what has neither is a comment. */
async function* readEvents(body: ReadableStream<Uint8Array>, onChunk: () => void): AsyncGenerator<AnswerEvent> {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let text = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      onChunk();
      const frames = (text + decoder.decode(value, { stream: true })).split('\n\n');
      text = frames.pop()!;
      for (const frame of frames) {
        const [, event, data] = /^event: ([^\n]+)\ndata: (.+)$/s.exec(frame) ?? [];
        if (data) yield { event, data: JSON.parse(data) } as AnswerEvent;
      }
    }
  } finally {
    // A reader that stops early closes the connection, so that the server stops working.
    reader.cancel().catch(() => {});
  }
}

/** The error of a response. */
interface ErrorBody {
  message?: unknown;
  code?: unknown;
  progress?: { done: number; total: number };
}

/** `progress`: of an index that is being made, null where the server does not know it. */
async function failureOf(
  response: Response,
): Promise<AskFailure & { progress?: { done: number; total: number } | null }> {
  const body: unknown = await response.json().catch(() => null);
  const { message: detail, code, progress = null } = (body as { error?: ErrorBody } | null)?.error ?? {};
  const retryAfterSeconds = Number.parseInt(response.headers.get('retry-after') ?? '', 10);
  const { status } = response;
  const isBusy = code === 'SERVER_BUSY' || code === 'SERVER_STOPPING';
  const waits = isBusy ? 'busy' : 'preparing';
  const expected: Record<number, AskFailure['kind']> = { 401: 'locked', 429: 'limited', 503: waits };
  const kind = expected[status] ?? (status < 500 ? 'refused' : 'failed');
  return {
    ...failure(kind, {
      detail: typeof detail === 'string' ? detail : null,
      retryAfterSeconds: Number.isNaN(retryAfterSeconds) ? null : retryAfterSeconds,
    }),
    ...(code === 'INDEX_NOT_READY' && { progress }),
  };
}

function failure(kind: AskFailure['kind'], more: Partial<AskFailure> = {}): AskFailure {
  return { kind, retryAfterSeconds: null, detail: null, ...more };
}
