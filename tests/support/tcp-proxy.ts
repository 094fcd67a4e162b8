import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A way to a server that a test can make worse. */
export interface TcpProxy {
  port: number;
  /** What becomes of what clients send from now on, on connections that are open: `cut` ends one when something is sent on it. */
  treat(what: 'forward' | 'swallow' | ((bytes: Buffer) => 'forward' | 'swallow' | 'cut')): void;
  /** As a server that is stopped: all connections end, and no other is let in, until `forward`. */
  refuse(): void;
  /** Behaves as a stalled network: connections stay, nothing is lost, and everything arrives at `forward`. */
  hold(): void;
  /** As at first. */
  forward(): void;
  /** As `cut`, of the connections that are open now; new ones are forwarded. */
  cutStale(): void;
  /** How many connections were made. */
  connections(): number;
  stop(): Promise<void>;
}

/** Forwards connections on a free port of this machine to another port of it. */
export async function startTcpProxy(targetPort: number): Promise<TcpProxy> {
  let treatment: (bytes: Buffer) => 'forward' | 'swallow' | 'cut' = () => 'forward';
  const stale = new WeakSet<Socket>();
  const open = new Set<Socket>();
  let connections = 0;
  let isRefusing = false;
  /** Where what was held goes on, once it may; null while nothing is held. */
  let held: (() => void)[] | null = null;
  const whenForwarded = (goOn: () => void) => void (held ? held.push(goOn) : goOn());
  const server = createServer((client) => {
    connections += 1;
    if (isRefusing) return void client.destroy();
    const target = connect(targetPort, '127.0.0.1');
    const end = () => {
      open.delete(client);
      client.destroy();
      target.destroy();
    };
    open.add(client);
    for (const socket of [client, target]) socket.on('error', end).on('close', end);
    target.on('data', (bytes) => whenForwarded(() => client.write(bytes)));
    client.on('data', (bytes) => {
      const what = stale.has(client) ? 'cut' : treatment(bytes);
      if (what === 'cut') end();
      else if (what === 'forward') whenForwarded(() => target.write(bytes));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    treat(what) {
      treatment = typeof what === 'function' ? what : () => what;
    },
    refuse() {
      isRefusing = true;
      for (const client of open) client.destroy();
    },
    hold() {
      held = [];
    },
    forward() {
      isRefusing = false;
      const waiting = held ?? [];
      held = null;
      for (const goOn of waiting) goOn();
    },
    cutStale() {
      for (const client of open) stale.add(client);
    },
    connections: () => connections,
    async stop() {
      for (const client of open) client.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
