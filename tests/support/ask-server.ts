import type { Answer } from '../../src/protocol/answer.ts';
import { parseEventStream } from './event-stream.ts';

/** What became of one request. */
export interface Reply {
  /**
   * - `answered`: whole, to its end
   * - `refused`: by status
   * - `failed`: by the last event of a stream
   * - `broken`: the connection ended before the answer did
   * - `unended`: given up, after far longer than any request may take
   */
  outcome: 'answered' | 'refused' | 'failed' | 'broken' | 'unended';
  answer: Answer | null;
  /** As far as it was received. */
  conversationId: string | null;
  /** Of a refusal. */
  status: number | null;
  retryAfter: string | null;
  /** Of an error, or what is known of a broken connection. */
  code: string | null;
}

/** Nothing here may take so long. */
const GIVEN_UP_MS = 60_000;
/** Nothing is known of it yet. */
export const NOTHING: Omit<Reply, 'outcome'> = {
  answer: null,
  conversationId: null,
  status: null,
  retryAfter: null,
  code: null,
};

/** Asks `POST /api/chat` and returns the outcome, whatever it is; it never throws. */
export async function askServer(url: string, body: object, { isStreamed }: { isStreamed: boolean }): Promise<Reply> {
  return sendRequest(
    () =>
      fetch(`${url}/api/chat`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: isStreamed ? 'text/event-stream' : 'application/json',
        },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(GIVEN_UP_MS),
      }),
    isStreamed ? readStream : readWhole,
  );
}

/** Makes any request and returns the outcome. @param read Reads a response that is no refusal. */
export async function sendRequest(
  send: () => Promise<Response>,
  read: (response: Response) => Promise<Reply> = readNothing,
): Promise<Reply> {
  try {
    const response = await send();
    if (response.ok) return await read(response);
    const { error } = (await response.json()) as { error: { code: string } };
    const { status, headers } = response;
    return { ...NOTHING, outcome: 'refused', status, retryAfter: headers.get('retry-after'), code: error.code };
  } catch (error) {
    if ((error as Error).name === 'TimeoutError') return { ...NOTHING, outcome: 'unended' };
    return { ...NOTHING, outcome: 'broken', code: String(error) };
  }
}

async function readNothing(response: Response): Promise<Reply> {
  await response.arrayBuffer();
  return { ...NOTHING, outcome: 'answered', status: response.status };
}

async function readWhole(response: Response): Promise<Reply> {
  const answer = (await response.json()) as Answer;
  return { ...NOTHING, outcome: 'answered', answer, conversationId: answer.conversationId };
}

async function readStream(response: Response): Promise<Reply> {
  let text = '';
  let code: string | null = 'the stream ended before the answer';
  try {
    const decoder = new TextDecoder();
    for await (const bytes of response.body!) text += decoder.decode(bytes, { stream: true });
  } catch (error) {
    if ((error as Error).name === 'TimeoutError') return { ...NOTHING, outcome: 'unended' };
    code = String(error);
  }
  const events = parseEventStream(text.slice(0, text.lastIndexOf('\n\n') + 2));
  const data = (event: string) => events.find((each) => each.event === event)?.data;
  const answer = (data('answer-end') ?? null) as Answer | null;
  const { conversationId } = (data('answer-start') ?? { conversationId: null }) as Pick<Reply, 'conversationId'>;
  const failure = data('error') as { code: string } | undefined;
  const reply = { ...NOTHING, answer, conversationId };
  if (answer) return { ...reply, outcome: 'answered' };
  return failure ? { ...reply, outcome: 'failed', code: failure.code } : { ...reply, outcome: 'broken', code };
}
