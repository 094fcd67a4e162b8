import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

const SSL_REQUEST = 80_877_103;
const [SYNC, QUERY, TERMINATE, READY] = ['S', 'Q', 'X', 'Z'].map((letter) => letter.charCodeAt(0));
const IDLE = 'I'.charCodeAt(0);

/** A connection through the relay. */
interface Connection {
  client: Socket;
  server: Socket;
  /** What was sent and waits for its turn, each up to where an answer is expected. */
  waiting: Buffer[];
}

/**
 * A relay in front of PGlite's server, where one backend serves all connections and their messages would mix: it lets one exchange (a simple query, or
 * messages up to a Sync) through after the other, and a transaction as a whole.
 */
export async function startRelay({ port, serverPort }: { port: number; serverPort: number }): Promise<number> {
  const connections = new Set<Connection>();
  /** Whose exchange is going on, or whose transaction. */
  let owner: Connection | null = null;
  let isBusy = false;

  const next = () => {
    if (isBusy) return;
    const candidates = owner ? [owner] : [...connections];
    const connection = candidates.find(({ waiting }) => waiting.length > 0);
    if (!connection) return;
    // The last one served comes last: each gets its turn.
    connections.delete(connection);
    connections.add(connection);
    isBusy = true;
    owner = connection;
    connection.server.write(connection.waiting.shift()!);
  };
  const onReady = (connection: Connection, status: number) => {
    if (owner !== connection) return;
    isBusy = false;
    if (status === IDLE) owner = null;
    if (status === IDLE && connection.client.destroyed) end(connection);
    next();
  };
  const end = (connection: Connection) => {
    connections.delete(connection);
    connection.server.destroy();
  };
  /** Who leaves in the middle of a transaction takes it back. */
  const leave = (connection: Connection) => {
    if (owner !== connection) return end(connection);
    connection.waiting = [simpleQuery('ROLLBACK')];
    next();
  };

  const relay = createServer((client) => {
    const server = connect(serverPort, '127.0.0.1');
    const connection: Connection = { client, server, waiting: [] };
    connections.add(connection);
    for (const socket of [client, server]) socket.on('error', () => socket.destroy());
    client.on(
      'data',
      readRequests(client, (bytes) => {
        connection.waiting.push(bytes);
        next();
      }),
    );
    server.on('data', (bytes) => {
      if (!client.destroyed) client.write(bytes);
    });
    server.on(
      'data',
      readAnswers((status) => onReady(connection, status)),
    );
    client.on('close', () => leave(connection));
    server.on('close', () => client.destroy());
  });
  relay.listen(port, '127.0.0.1');
  await once(relay, 'listening');
  return (relay.address() as AddressInfo).port;
}

/** Cuts what a client sends into exchanges. */
function readRequests(client: Socket, onExchange: (bytes: Buffer) => void): (bytes: Buffer) => void {
  let pending = Buffer.alloc(0);
  let exchange: Buffer[] = [];
  let isStarted = false;
  return (bytes) => {
    pending = Buffer.concat([pending, bytes]);
    while (pending.length >= (isStarted ? 5 : 8)) {
      const length = isStarted ? 1 + pending.readInt32BE(1) : pending.readInt32BE(0);
      if (pending.length < length) return;
      const message = pending.subarray(0, length);
      pending = pending.subarray(length);
      if (!isStarted && message.readInt32BE(4) === SSL_REQUEST) {
        client.write('N');
        continue;
      }
      const isLast = !isStarted || message[0] === SYNC || message[0] === QUERY;
      if (isStarted && message[0] === TERMINATE) return void client.end();
      isStarted = true;
      exchange.push(message);
      if (!isLast) continue;
      onExchange(Buffer.concat(exchange));
      exchange = [];
    }
  };
}

/** Calls back when a backend is ready for the next exchange, with its transaction status. */
function readAnswers(onReady: (status: number) => void): (bytes: Buffer) => void {
  let pending = Buffer.alloc(0);
  return (bytes) => {
    pending = Buffer.concat([pending, bytes]);
    while (pending.length >= 5) {
      const length = 1 + pending.readInt32BE(1);
      if (pending.length < length) return;
      const [type, status] = [pending[0], pending[5]];
      pending = pending.subarray(length);
      if (type === READY) onReady(status!);
    }
  };
}

function simpleQuery(sql: string): Buffer {
  const text = Buffer.from(`${sql}\0`);
  const head = Buffer.alloc(5);
  head[0] = QUERY!;
  head.writeInt32BE(4 + text.length, 1);
  return Buffer.concat([head, text]);
}
