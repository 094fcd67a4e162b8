import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { request as send } from 'node:https';
import { createServer } from 'node:net';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, it } from 'node:test';
import { openIndexedAssistant } from '../support/indexed-assistant.ts';
import { createScriptedAssistant, scriptedEvents } from '../support/scripted-assistant.ts';
import { withServedApp } from '../support/serve-app.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';
import { until } from '../support/until.ts';

/** A proxy with TLS that serves the product under /assistant/: nginx as it is set up by default, buffering what it is sent. */
const PROXIES: Record<
  string,
  (ports: { from: number; to: number; folder: string }) => { file: string; args: string[]; config: string }
> = {
  nginx: ({ from, to, folder }) => ({
    file: 'nginx.conf',
    args: ['-e', 'stderr', '-p', folder, '-c', 'nginx.conf'],
    config: `daemon off; user root; pid nginx.pid; error_log stderr; worker_processes 1; events {}
http {
  access_log off; client_max_body_size 40m;
  client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
  server {
    listen 127.0.0.1:${from} ssl;
    ssl_certificate cert.pem; ssl_certificate_key key.pem;
    location /assistant/ {
      proxy_pass http://127.0.0.1:${to};
      proxy_set_header Host $host:$server_port;
      proxy_set_header X-Forwarded-For $remote_addr;
      proxy_set_header X-Forwarded-Proto $scheme;
    }
  }
}`,
  }),
  caddy: ({ from, to, folder }) => ({
    file: 'Caddyfile',
    args: ['run', '--config', path.join(folder, 'Caddyfile'), '--adapter', 'caddyfile'],
    config: `{
	admin off
	auto_https disable_redirects
}
https://127.0.0.1:${from} {
	tls ${folder}/cert.pem ${folder}/key.pem
	handle_path /assistant/* {
		reverse_proxy 127.0.0.1:${to}
	}
}
`,
  }),
};

const isInstalled = (program: string) => spawnSync(program, [program === 'nginx' ? '-v' : 'version']).status === 0;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}

/** Calls a server whose certificate only this test has made. */
async function call(url: string, body?: string, headers: Record<string, string> = {}): Promise<IncomingMessage> {
  const sending = send(url, { method: body === undefined ? 'GET' : 'POST', rejectUnauthorized: false, headers });
  sending.end(body);
  const [response] = (await once(sending, 'response')) as [IncomingMessage];
  return response;
}

describe('behind a proxy that ends TLS, below a path', { timeout: 60_000 }, () => {
  for (const [name, configure] of Object.entries(PROXIES)) {
    it(`answers, streams and is sent documents through ${name}`, {
      skip: !isInstalled(name) && `no ${name}`,
    }, async () => {
      let release = () => {};
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      const { assistant: indexed, discard } = await openIndexedAssistant({ DOCUMENTS_DIR: temporaryDirectory() });
      const assistant = createScriptedAssistant({
        documents: indexed.documents,
        library: indexed.library,
        async *streamAnswer() {
          const [first, ...others] = scriptedEvents(['Because']);
          yield first!;
          await held;
          yield* others;
        },
      });
      const http = { basePath: '/assistant', trustProxy: ['loopback'], adminToken: 'secret' };
      await withServedApp({ assistant, http }, async (served) => {
        const folder = temporaryDirectory();
        const from = await freePort();
        const { file, args, config } = configure({ from, to: Number(new URL(served.url).port), folder });
        writeFiles(folder, { [file]: config });
        const certificate = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=127.0.0.1', '-days', '2'];
        spawnSync('openssl', [...certificate, '-keyout', 'key.pem', '-out', 'cert.pem'], { cwd: folder });
        const proxy = spawn(name, args, {
          env: { ...process.env, HOME: folder, XDG_DATA_HOME: folder },
          stdio: 'ignore',
        });
        const url = `https://127.0.0.1:${from}/assistant`;
        try {
          const isUp = () =>
            call(`${url}/healthz`).then(
              (response) => response.resume().statusCode === 200,
              () => false,
            );
          await until(isUp, { what: `${name} to pass requests on` });
          const page = await text(await call(`${url}/chat`));
          assert.match(page, /src="\/assistant\/widget\.js\?v=/);
          const question = JSON.stringify({ message: 'Why?' });
          const headers = { 'content-type': 'application/json', origin: new URL(url).origin };
          const stream = await call(`${url}/api/chat`, question, { ...headers, accept: 'text/event-stream' });
          // The rest of the answer is not written before its beginning has arrived.
          const [beginning] = (await once(stream, 'data', { signal: AbortSignal.timeout(10_000) })) as [Buffer];
          assert.match(String(beginning), /answer-start/);
          release();
          assert.match(await text(stream), /answer-end/);
          const described = JSON.parse(await text(await call(`${url}/openapi.json`))) as { servers: unknown };
          assert.deepEqual(described.servers, [{ url: '/assistant' }]);
          const form = new FormData();
          form.append('file', new Blob([`Oars are blue.${'\n'.repeat(3_000_000)}`]), 'oars.txt');
          const upload = new Response(form);
          const contentType = upload.headers.get('content-type')!;
          const sent = await call(`${url}/api/documents`, await upload.text(), {
            'content-type': contentType,
            authorization: 'Bearer secret',
          });
          assert.match(await text(sent), /"id":"oars"/);
          assert.equal(sent.statusCode, 201);
        } finally {
          release();
          proxy.kill();
          if (proxy.exitCode === null) await once(proxy, 'exit');
        }
      });
      await discard();
    });
  }
});
