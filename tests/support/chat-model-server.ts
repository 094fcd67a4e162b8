import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import type { ChatModelConfig } from '../../src/config/config.ts';
import { until } from './until.ts';

/** One step of a streamed answer. A string is text, sent as one delta. */
export type ModelStep =
  | string
  /** Waits until the test goes on. */
  | { until: Promise<unknown> }
  /** Tokens used; comes before the end. */
  | { usage: { prompt_tokens: number; completion_tokens: number } }
  /** A frame's data as it is: nonsense, an error, … */
  | { data: string }
  /** Why the answer ends; `stop` when nothing is said. */
  | { finish: 'stop' | 'length' | 'content_filter' }
  /** Instead of an end: the connection is cut; it is closed politely; nothing more comes. */
  | 'cut'
  | 'close'
  | 'hang';

/** A streamed answer, a failure before it, or nothing at all. */
export type ModelReply =
  | 'hang'
  | readonly ModelStep[]
  | { status: number; headers?: Record<string, string>; body?: string | object };

/** A question that was asked of the model. */
export interface ModelRequest {
  path: string;
  headers: IncomingHttpHeaders;
  // biome-ignore lint/suspicious/noExplicitAny: what a test looks for in it differs
  body: any;
  /** Fulfilled when the client went away before the answer was over. */
  left: Promise<void>;
}

/** A running OpenAI-compatible server. */
export interface ChatModelServer {
  /** For `CHAT_MODEL_BASE_URL`. */
  url: string;
  /** The questions asked so far, in order. */
  requests: ModelRequest[];
  /** The question with this index, waiting for it if need be. */
  request(index: number): Promise<ModelRequest>;
  /** Settings that lead to it. */
  config(changes?: Partial<ChatModelConfig>): ChatModelConfig;
}

/** Replies one after another, the last one again and again; or what a function makes of each question. */
export type ModelScript =
  | readonly ModelReply[]
  | ((request: ModelRequest, index: number) => ModelReply | Promise<ModelReply>);

/** Runs a test with a chat model that follows a script, on a free port of this machine. */
export async function withChatModelServer(
  script: ModelScript,
  run: (server: ChatModelServer) => Promise<void>,
): Promise<void> {
  const requests: ModelRequest[] = [];
  const answer = async (incoming: IncomingMessage, response: ServerResponse) => {
    const left = new Promise<void>((resolve) => {
      response.on('close', () => !response.writableFinished && resolve());
    });
    const request = { path: incoming.url!, headers: incoming.headers, body: await json(incoming), left };
    const index = requests.push(request) - 1;
    const next = typeof script === 'function' ? script(request, index) : script[Math.min(index, script.length - 1)]!;
    await reply(response, await next);
  };
  const server = createServer((incoming, response) => {
    answer(incoming, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  try {
    await run({
      url,
      requests,
      request: (index) =>
        until(() => requests[index], { what: `request ${index}`, state: () => `${requests.length} requests` }),
      config: (changes) => ({ ...LOCAL_MODEL, baseUrl: url, ...changes }),
    });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** The settings of an installation without a chat model. */
export const NO_CHAT_MODEL = { chatModel: null, contextTokens: 3000, promptsDirectory: 'prompts' };

/** Long limits: a test that exceeds one shortens it. */
const LOCAL_MODEL: ChatModelConfig = {
  provider: 'openai',
  model: 'scripted',
  baseUrl: null,
  apiKey: null,
  temperature: 0,
  maxTokens: 800,
  firstTokenMs: 60_000,
  thinkingMs: 60_000,
  answerMs: 60_000,
  retries: 0,
  concurrency: null,
  extraBody: {},
  headers: {},
  proxies: null,
};

async function reply(response: ServerResponse, scripted: ModelReply): Promise<void> {
  if (scripted === 'hang') return;
  if ('status' in scripted) {
    const { status, headers, body = { error: { message: 'scripted failure', type: 'test' } } } = scripted;
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
    return;
  }
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
  sendChunk(response, { choices: [choice({ role: 'assistant', content: '' })] });
  let reason = 'stop';
  for (const step of scripted) {
    if (step === 'hang') return;
    if (step === 'close') return void response.end();
    // Not before what was sent is on its way: a reader is to see it.
    if (step === 'cut') return void response.write(':\n\n', () => response.destroy());
    if (typeof step === 'string') sendChunk(response, { choices: [choice({ content: step })] });
    else if ('until' in step) await step.until;
    else if ('data' in step) response.write(`data: ${step.data}\n\n`);
    else if ('usage' in step) {
      const { prompt_tokens, completion_tokens } = step.usage;
      sendChunk(response, { choices: [], usage: { ...step.usage, total_tokens: prompt_tokens + completion_tokens } });
    } else reason = step.finish;
  }
  sendChunk(response, { choices: [choice({}, reason)] });
  response.end('data: [DONE]\n\n');
}

function choice(delta: object, reason: string | null = null) {
  return { index: 0, delta, logprobs: null, finish_reason: reason };
}

function sendChunk(response: ServerResponse, content: object): void {
  const head = { id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1_700_000_000, model: 'scripted' };
  response.write(`data: ${JSON.stringify({ ...head, ...content })}\n\n`);
}
