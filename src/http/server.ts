import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, Server as NetServer, type Socket } from 'node:net';
import type { Config } from '../config/config.ts';
import { PilcrowError, reasonOf } from '../errors.ts';
import type { Log } from '../log.ts';
import { limitRequestTime } from './request-deadline.ts';

/** Bounds on slow clients, in milliseconds. */
export interface ClientTimeouts {
  /** To send the headers, and to send the whole request unless it is an upload. */
  headers: number;
  request: number;
  /** To send the next request. */
  keepAlive: number;
  /** To take a byte of an answer. */
  stalled: number;
}
const TIMEOUTS: ClientTimeouts = { headers: 10_000, request: 30_000, keepAlive: 5_000, stalled: 60_000 };
/** How late a bound may be noticed. */
const CHECKING_MS = 1_000;
/** Whoever stops a server waits for 10 s, as Docker does; the model and the store are closed after the answers. */
const GRACE_MS = 8_000;
/** What is left of the grace for answers that were told to end. */
const LAST_WORDS_MS = 1_500;

/** A server that listens. */
export interface RunningServer {
  /** Where to reach it from this machine, without a slash at the end. */
  url: string;
  /**
   * Stops accepting, closes idle connections, waits for running answers, and closes. What runs too long is told to end just before
   * `graceMs` are over, and is cut off then. Calling it again waits for the first call.
   */
  stop(options?: { graceMs?: number }): Promise<void>;
}

/**
 * Listens on the configured address; port 0 takes a free one.
 *
 * @param stopAnswers Ends the answers that are being written, each with a word to its reader.
 * @throws CONFIG_INVALID when it cannot.
 */
export async function startServer({
  app,
  config,
  log,
  stopAnswers = () => {},
  timeouts = TIMEOUTS,
}: {
  app: RequestListener;
  config: Pick<Config, 'host' | 'port'>;
  log: Log;
  stopAnswers?: () => void;
  timeouts?: ClientTimeouts;
}): Promise<RunningServer> {
  const server = createServer(
    {
      headersTimeout: timeouts.headers,
      requestTimeout: 0,
      keepAliveTimeout: timeouts.keepAlive,
      connectionsCheckingInterval: Math.min(CHECKING_MS, timeouts.headers),
    },
    app,
  );
  const stopGently = trackConnections(server, { log, stopAnswers, timeouts });
  await listen(server, config);
  server.on('error', (error) => log.error(`The server failed: ${reasonOf(error)}`));
  let stopping: Promise<void> | undefined;
  return {
    url: urlOf(server.address() as AddressInfo),
    stop({ graceMs = GRACE_MS } = {}) {
      stopping ??= stopGently(graceMs);
      return stopping;
    },
  };
}

function listen(server: Server, { host, port }: Pick<Config, 'host' | 'port'>): Promise<void> {
  return new Promise((resolve, reject) => {
    const refuse = (cause: NodeJS.ErrnoException) => {
      const advice =
        cause.code === 'EADDRINUSE'
          ? 'another program listens there; stop it or set PORT to another number'
          : `${reasonOf(cause)}; set HOST and PORT to an address of this machine`;
      reject(new PilcrowError('CONFIG_INVALID', `Cannot listen on "${host}" port ${port}: ${advice}`, { cause }));
    };
    server.once('error', refuse);
    server.listen(port, host, () => {
      server.off('error', refuse);
      resolve();
    });
  });
}

/** Follows connections and the answers on them, and returns the function that stops the server gently. */
function trackConnections(
  server: Server,
  { log, stopAnswers, timeouts }: { log: Log; stopAnswers: () => void; timeouts: ClientTimeouts },
): (graceMs: number) => Promise<void> {
  const connections = new Set<Socket>();
  const running = new Map<ServerResponse, Socket>();
  let isStopping = false;
  server.on('connection', (socket) => {
    connections.add(socket);
    socket.once('close', () => {
      connections.delete(socket);
      for (const [response, owner] of running) if (owner === socket) closeQueued(response);
    });
  });
  server.setTimeout(timeouts.stalled, (socket) => {
    // An answer that is not there yet keeps its reader waiting, not the other way round.
    const isWaited = [...running].some(([response, waiting]) => waiting === socket && !response.headersSent);
    if (!isWaited) socket.destroy();
  });
  // Before the application's own listener, so that the header can still be set.
  server.prependListener('request', (request, response) => {
    const { socket } = request;
    limitRequestTime(request, response, timeouts.request);
    running.set(response, socket);
    if (isStopping) response.setHeader('Connection', 'close');
    response.once('close', () => {
      running.delete(response);
      if (isStopping) socket.destroySoon();
    });
  });

  return async (graceMs) => {
    isStopping = true;
    const closed = new Promise<void>((resolve) => {
      // An HTTP server's own close() also cuts answers that were written but are still on their way to a slow reader.
      NetServer.prototype.close.call(server, () => resolve());
    });
    const busy = new Set(running.values());
    for (const socket of connections) if (!busy.has(socket)) socket.destroy();
    const lastWords = setTimeout(stopAnswers, Math.max(0, graceMs - LAST_WORDS_MS));
    const impatience = setTimeout(() => {
      log.warn(`Stopped with ${running.size} answers unfinished`);
      server.closeAllConnections();
    }, graceMs);
    await closed;
    clearTimeout(lastWords);
    clearTimeout(impatience);
  };
}

/**
 * Tells a response that its connection is gone, where Node does not: requests that were sent one after another without waiting share a
 * connection, and of their responses only the one being sent hears of its end.
 */
function closeQueued(response: ServerResponse): void {
  if (response.socket !== null) return;
  response.destroy();
  response.emit('close');
}

function urlOf({ address, port, family }: AddressInfo): string {
  if (address === '0.0.0.0' || address === '::') return `http://localhost:${port}`;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}
