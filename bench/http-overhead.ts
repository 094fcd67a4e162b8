import { Agent, request } from 'node:http';
import { json } from 'node:stream/consumers';
import type { Assistant } from '../src/assistant.ts';
import { percentile } from './measure.ts';
import { withServer } from './server-under-load.ts';

const ROUNDS = 800;
const WARM_UP = 200;

/** Medians in milliseconds of one question asked in turn in this process and over HTTP, and of a call that does nothing. */
export interface HttpOverhead {
  inProcess: number;
  overHttp: number;
  emptyCall: number;
}

/** Asks the assistant in this process and a server of its own over the same index, one after the other, so that both meet the same machine. */
export async function benchHttpOverhead(
  assistant: Assistant,
  { indexDirectory, message }: { indexDirectory: string; message: string },
): Promise<HttpOverhead> {
  const times: Record<keyof HttpOverhead, number[]> = { inProcess: [], overHttp: [], emptyCall: [] };
  const agent = new Agent({ keepAlive: true });
  await withServer({ environment: { INDEX_DIR: indexDirectory, LOG_LEVEL: 'info' } }, async (url) => {
    const ways = {
      inProcess: () => assistant.ask({ message }),
      overHttp: () => call(`${url}/api/chat`, { agent, body: { message } }),
      emptyCall: () => call(`${url}/healthz`, { agent }),
    };
    for (let round = -WARM_UP; round < ROUNDS; round += 1) {
      for (const [way, ask] of Object.entries(ways) as [keyof HttpOverhead, () => Promise<unknown>][]) {
        const start = performance.now();
        await ask();
        if (round >= 0) times[way].push(performance.now() - start);
      }
    }
    agent.destroy();
  });
  const median = (way: keyof HttpOverhead) => percentile(times[way], 0.5);
  return { inProcess: median('inProcess'), overHttp: median('overHttp'), emptyCall: median('emptyCall') };
}

function call(url: string, { agent, body }: { agent: Agent; body?: object }): Promise<unknown> {
  const method = body ? 'POST' : 'GET';
  return new Promise((resolve, reject) => {
    request(url, { method, agent, headers: { 'content-type': 'application/json' } }, (response) =>
      json(response).then(resolve, reject),
    )
      .once('error', reject)
      .end(body && JSON.stringify(body));
  });
}
