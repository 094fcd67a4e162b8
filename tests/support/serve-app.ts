import type { Assistant } from '../../src/assistant.ts';
import { OPEN_ACCESS } from '../../src/config/access.ts';
import type { HttpConfig } from '../../src/config/config.ts';
import { createRunningAnswers } from '../../src/http/api/answers/running-answers.ts';
import type { StreamTiming } from '../../src/http/api/answers/send-events.ts';
import { createApp } from '../../src/http/app.ts';
import type { Invitation } from '../../src/http/security/invitation.ts';
import { startServer } from '../../src/http/server.ts';
import { createLog, type LogLevel } from '../../src/log.ts';

/** The application on a free port of this machine, with what it logged. */
export interface ServedApp {
  url: string;
  logged: string[];
  stop(options?: { graceMs?: number }): Promise<void>;
}

/** As on a fresh machine, but for the limit on questions: tests ask faster than people. */
const HTTP: HttpConfig = {
  access: OPEN_ACCESS,
  assistants: new Map(),
  basePath: '',
  allowedOrigins: [],
  allowedHosts: [],
  trustProxy: false,
  rateLimitPerMinute: 0,
  maxAnswersAtOnce: 1000,
  apiKeys: [],
  adminToken: null,
  isReaderOpen: true,
  upload: { maxFiles: 20, maxFileBytes: 20_000_000 },
};

/** Serves an assistant; the caller stops it. `logLevel` is `warn` unless said. */
export async function serveApp({
  assistant,
  allowedOrigins = [],
  http = {},
  logLevel = 'warn',
  ...options
}: {
  assistant: Assistant;
  allowedOrigins?: string[];
  http?: Partial<HttpConfig>;
  logLevel?: LogLevel;
  timing?: StreamTiming;
  readinessPatienceMs?: number;
  invitation?: Invitation | null;
}): Promise<ServedApp> {
  const logged: string[] = [];
  const log = createLog(logLevel, (line) => logged.push(line), { isForPeople: false });
  const config = { host: '127.0.0.1', port: 0, http: { ...HTTP, allowedOrigins, ...http } };
  const runningAnswers = createRunningAnswers({ limit: config.http.maxAnswersAtOnce });
  const app = createApp({ assistant, config, log, runningAnswers, ...options });
  const { url, stop } = await startServer({ app, config, log, stopAnswers: runningAnswers.stop });
  return { url, logged, stop };
}

/** Serves an assistant while `visit` runs; what is still going on then is cut off. */
export async function withServedApp(
  options: Parameters<typeof serveApp>[0],
  visit: (served: ServedApp) => Promise<void>,
): Promise<void> {
  const served = await serveApp(options);
  try {
    await visit(served);
  } finally {
    await served.stop({ graceMs: 0 });
  }
}

/** Asks `POST /api/chat` for JSON. */
export function postChat(url: string, body: unknown, init: RequestInit = {}): Promise<Response> {
  return fetch(`${url}/api/chat`, {
    method: 'POST',
    body: JSON.stringify(body),
    ...init,
    headers: { 'content-type': 'application/json', ...init.headers },
  });
}

/** Asks `POST /api/chat` for events. */
export function streamChat(url: string, body: unknown, init: RequestInit = {}): Promise<Response> {
  return postChat(url, body, { ...init, headers: { accept: 'text/event-stream', ...init.headers } });
}
