/**
 * PostgreSQL in WebAssembly behind a socket, in a process of its own: `pglite-server.ts PORT SNAPSHOT [FOLDER]`. Prints its port once it listens.
 *
 * Making the first cluster takes seconds; it is done once a machine and kept as SNAPSHOT, which a start then unpacks. With FOLDER it lives on
 * the disk, and a folder that is not empty is opened.
 */
import { openAsBlob, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { vector } from '@electric-sql/pglite-pgvector';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { startRelay } from './take-turns-on-wire.ts';

const [port = '0', snapshot = '', folder] = process.argv.slice(2);
const extensions = { vector, pg_trgm };

async function openSnapshot(): Promise<Blob> {
  try {
    return await openAsBlob(snapshot);
  } catch {
    const fresh = await PGlite.create({ extensions });
    const bytes = Buffer.from(await (await fresh.dumpDataDir('none')).arrayBuffer());
    await fresh.close();
    // Whole or not at all: other tests may be starting.
    writeFileSync(`${snapshot}.${process.pid}`, bytes, { mode: 0o600 });
    renameSync(`${snapshot}.${process.pid}`, snapshot);
    return new Blob([bytes]);
  }
}

const isMade = folder !== undefined && readdirSync(folder).length > 0;
const database = await PGlite.create({
  extensions,
  ...(folder === undefined ? {} : { dataDir: folder }),
  ...(isMade ? {} : { loadDataDir: await openSnapshot() }),
});
const server = new PGLiteSocketServer({ db: database, host: '127.0.0.1', port: 0, maxConnections: 1000 });
await server.start();
const relayPort = await startRelay({
  port: Number(port),
  serverPort: Number(server.getServerConn().split(':').at(-1)),
});
process.stdout.write(`${relayPort}\n`);
// The parent process has ended when this ends.
process.stdin.on('end', () => process.exit()).resume();
