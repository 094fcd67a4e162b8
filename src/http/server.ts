import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, Server as NetServer, type Socket } from 'node:net';
import type { Config } from '../config/config.ts';
import { PilcrowError, reasonOf } from '../errors.ts';
import type { Log } from '../log.ts';
import { limitRequestTime } from './request-deadline.ts';

/** Bounds on slow clients, in milliseconds. */
interface ClientTimeouts {
  /** To send the headers, and to send the whole request unless it is an upload. */
  headers: number;
  request: number;
  /** To send the next request. */
  keepAlive: number;
  /** To take a byte of an answer. */
  stalled: number;
}
const TIMEOUTS: ClientTimeouts = { headers: 10_000, request: 30_000, keepAlive: 5_000, stalled: 60_000 };
/** How often Node checks the timeouts: how late one may be noticed. */
const CHECKING_MS = 1_000;
/** Docker waits 10 s before it kills a process; the model and the store are closed after the answers. */
const GRACE_MS = 8_000;
/** The part of the grace period that aborted answers have to end. */
const ABORT_MS = 1_500;

/** A server that listens. */
interface RunningServer {
  /** Where to reach it from this machine, without a slash at the end. */
  url: string;
  /**
   * Stops accepting, closes idle connections, waits for running answers, and closes. Answers that take too long are aborted shortly before
   * `graceMs` are over, and their connections closed then. Another call waits for the first one.
   */
  stop(options?: { graceMs?: number }): Promise<void>;
}

/**
 * Listens on the configured address; port 0 takes a free one, and so does one that no setting names and that is in use.
 *
 * @param options.stopAnswers Aborts the answers that are being written, so that each ends with an error its reader can show.
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
  config: Pick<Config, 'host' | 'port'> & Partial<Pick<Config, 'isPortSet'>>;
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
  await listen(server, config).catch((error: unknown) => {
    if (config.isPortSet !== false || !isInUse(error)) throw error;
    log.info(`Port ${config.port} is in use by another program: taking a free one; PORT names one that stays`);
    return listen(server, { ...config, port: 0 });
  });
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

function isInUse(error: unknown): boolean {
  return ((error as Error).cause as NodeJS.ErrnoException | undefined)?.code === 'EADDRINUSE';
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
    // Silence before the response begins is the server's, not the reader's.
    const isAnswerPending = [...running].some(([response, waiting]) => waiting === socket && !response.headersSent);
    if (!isAnswerPending) socket.destroy();
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
    const aborting = setTimeout(stopAnswers, Math.max(0, graceMs - ABORT_MS));
    const cuttingOff = setTimeout(() => {
      log.warn(`Stopped with ${running.size} answers unfinished`);
      server.closeAllConnections();
    }, graceMs);
    await closed;
    clearTimeout(aborting);
    clearTimeout(cuttingOff);
  };
}

/**
 * Emits `close` on a response whose connection has closed, where Node does not: pipelined requests share a connection, and of their responses
 * only the one being sent gets the event.
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
