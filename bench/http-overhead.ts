import { once } from 'node:events';
import { Agent, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import express from 'express';
import type { Assistant } from '../src/assistant.ts';
import { loadConfig } from '../src/config.ts';
import { createApp } from '../src/http/app.ts';
import { startServer } from '../src/http/server.ts';
import { createLog } from '../src/log.ts';
import { percentile } from './measure.ts';

const ROUNDS = 400;

/** Medians in milliseconds of one question asked in three ways, in turn, so that all meet the same machine. */
export interface HttpOverhead {
  inProcess: number;
  overHttp: number;
  /** An Express application that sends the same answer, and does nothing for it. */
  bareExpress: number;
}

/** Asks an assistant in this process and over HTTP on loopback. The client is in this process too and counts as HTTP. */
export async function benchHttpOverhead(assistant: Assistant, message: string): Promise<HttpOverhead> {
  const config = loadConfig({ PORT: '0', RATE_LIMIT_PER_MINUTE: '0' });
  // Each request writes its line, as on a server, to nowhere.
  const log = createLog('info', () => {}, { isForPeople: false });
  const server = await startServer({ app: createApp({ assistant, config, log }), config, log });
  const answer = await assistant.ask({ message });
  const bare = express()
    .post('/api/chat', express.json(), (_request, response) => void response.json(answer))
    .listen(0, '127.0.0.1');
  await once(bare, 'listening');
  const agent = new Agent({ keepAlive: true });
  const bareUrl = `http://127.0.0.1:${(bare.address() as AddressInfo).port}`;
  const ways = {
    inProcess: () => assistant.ask({ message }),
    overHttp: () => post(`${server.url}/api/chat`, { message }, agent),
    bareExpress: () => post(`${bareUrl}/api/chat`, { message }, agent),
  };
  const times: Record<keyof HttpOverhead, number[]> = { inProcess: [], overHttp: [], bareExpress: [] };
  for (let round = -ROUNDS / 4; round < ROUNDS; round += 1) {
    for (const [way, ask] of Object.entries(ways) as [keyof HttpOverhead, () => Promise<unknown>][]) {
      const start = performance.now();
      await ask();
      if (round >= 0) times[way].push(performance.now() - start);
    }
  }
  agent.destroy();
  bare.close();
  await server.stop();
  const median = (way: keyof HttpOverhead) => percentile(times[way], 0.5);
  return { inProcess: median('inProcess'), overHttp: median('overHttp'), bareExpress: median('bareExpress') };
}

function post(url: string, body: object, agent: Agent): Promise<unknown> {
  return new Promise((resolve, reject) => {
    request(url, { method: 'POST', agent, headers: { 'content-type': 'application/json' } }, (response) =>
      json(response).then(resolve, reject),
    )
      .once('error', reject)
      .end(JSON.stringify(body));
  });
}
