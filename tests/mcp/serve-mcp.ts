import type { Assistant } from '../../src/assistant.ts';
import { withServedApp } from '../support/serve-app.ts';

/** Serves `/mcp` of an assistant while `visit` runs. */
export async function withServedMcp(
  assistant: Assistant,
  visit: (served: { address: URL; logged: string[] }) => Promise<void>,
  { rateLimitPerMinute = 0 } = {},
): Promise<void> {
  await withServedApp(
    { assistant, logLevel: 'debug', http: { rateLimitPerMinute }, readinessPatienceMs: 50 },
    ({ url, logged }) => visit({ address: new URL('/mcp', url), logged }),
  );
}
