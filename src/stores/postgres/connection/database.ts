import pg from 'pg';
import type { DatabaseConfig } from '../../../config/database.ts';
import { connectionOptions } from './connection-options.ts';
import { databaseError, isConnectionLost, isStatementUndone, isTimeout } from './database-errors.ts';
import { CONFLICTS, retried, UNIQUE_VIOLATION } from './retry-conflicts.ts';
import { type Connection, type Query, type Statement, type TakeConnection, transact } from './transact.ts';

export type { DatabaseConfig };

/** A PostgreSQL database that many servers share. All of it throws DATABASE_UNAVAILABLE and DATABASE_UNUSABLE. */
export interface Database {
  /** The schema its tables are in. */
  readonly schema: string;
  /**
   * Rows of one statement; values travel as parameters only. Whole numbers of 64 bits come as numbers.
   *
   * A connection that died in the pool is passed over: reading is done again, writing only when nothing was written.
   */
  readonly query: Query;
  /**
   * BEGIN … COMMIT on one connection. All of `work` is done again from its start when another writer was in the way (a serialisation
   * failure, a deadlock, two taking one key), a few times.
   *
   * @param options.timeoutMs For each of its statements, where that is not the usual.
   */
  transaction<T>(work: (query: Query) => Promise<T>, options?: { timeoutMs?: number }): Promise<T>;
  /** Statements on one connection that may take as long as they need, outside of any transaction: making an index, removing very much. */
  unhurried(work: (query: Query) => Promise<void>): Promise<void>;
  /** Ends when what runs has ended. */
  close(): Promise<void>;
}

/** The client gives up so much later than the server, which says more: only a machine that is silent gets that far. */
const PATIENCE_MS = 1000;
const KEEP_ALIVE_MS = 30_000;
/** After a failover, all connections have moved to the new server by then. */
const LIFETIME_SECONDS = 30 * 60;
/** A server that died in a transaction keeps its locks no longer. */
const IDLE_IN_TRANSACTION = '10min';
/** How widely pgvector looks in its graph, and that it goes on while what it finds was deleted or is of another index version. */
const GRAPH_SEARCH = ['SET hnsw.ef_search = 200', 'SET hnsw.iterative_scan = strict_order'];
/** The longest that a timer can wait: 24 days. */
const UNHURRIED_MS = 2 ** 31 - 1 - PATIENCE_MS;
/** Types, by the numbers that PostgreSQL has for them. */
const [BIGINT, BIGINTS, INTEGERS] = [20, 1016, 1007];

/** Opens a pool of connections; none is made before one is needed. @throws DATABASE_UNUSABLE when its certificates cannot be read */
export function openDatabase(config: DatabaseConfig): Database {
  const { schema, timeoutMs } = config;
  const pool = createPool(config);
  const takeConnection = createConnectionTaker(pool);
  let closing: Promise<void> | undefined;
  return {
    schema,
    query: <Row>(sql: string, values?: readonly unknown[]) =>
      retried(CONFLICTS, async () => {
        const statement = { sql, values, timeoutMs };
        const [connection, { rows }] = await takeConnection(({ run }) => run<Row>(statement), {
          isReading: isReading(sql),
        });
        connection.release(false);
        return rows;
      }),
    transaction: (work, options = {}) =>
      retried([...CONFLICTS, UNIQUE_VIOLATION], () =>
        transact(takeConnection, work, { timeoutMs: options.timeoutMs ?? timeoutMs }),
      ),
    async unhurried(work) {
      const setTimeout = (ms: number) => ({ sql: `SET statement_timeout = ${Math.ceil(ms)}`, timeoutMs });
      const [connection] = await takeConnection(({ run }) => run(setTimeout(0)), { isReading: true });
      try {
        await work(async <Row>(sql: string, values?: readonly unknown[]) => {
          const { rows } = await connection.run<Row>({ sql, values, timeoutMs: UNHURRIED_MS });
          return rows;
        });
        await connection.run(setTimeout(timeoutMs));
        connection.release(false);
      } catch (error) {
        // Its time-out is not known any more.
        connection.release(true);
        throw databaseError(error);
      }
    },
    close: () => (closing ??= pool.end()),
  };
}

function createPool(config: DatabaseConfig): pg.Pool {
  const { schema, poolSize, timeoutMs } = config;
  const settings = [
    `SET search_path = "${schema}", public`,
    `SET statement_timeout = ${Math.ceil(timeoutMs)}`,
    `SET idle_in_transaction_session_timeout = '${IDLE_IN_TRANSACTION}'`,
    `SET application_name = 'pilcrow'`,
    // What is asked takes milliseconds; compiling it would take longer.
    'SET jit = off',
    ...GRAPH_SEARCH,
  ].join('; ');
  const pool = new pg.Pool({
    ...connectionOptions(config),
    max: poolSize,
    connectionTimeoutMillis: timeoutMs,
    query_timeout: timeoutMs + PATIENCE_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
    maxLifetimeSeconds: LIFETIME_SECONDS,
    // A command that has done its work ends, though connections wait in the pool.
    allowExitOnIdle: true,
    types: { getTypeParser: typeParser },
    onConnect: async (client) => void (await client.query(settings)),
  });
  // A connection that is lost while it waits is taken out of the pool, and one lost in use fails its statement: neither ends the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/** As `pg` reads types, except that a bigint is a number: keys stay below 2^53. Its own parsers are left alone, which are everybody's. */
const typeParser = ((oid: number, format: 'text' | 'binary' = 'text') => {
  if (format === 'text' && oid === BIGINT) return Number;
  return pg.types.getTypeParser(oid === BIGINTS ? INTEGERS : oid, format as 'text');
}) as typeof pg.types.getTypeParser;

/** Creates the function that takes a connection on which `begin` has succeeded: after a restart of the database the pool may be full of dead ones. */
function createConnectionTaker(pool: pg.Pool): TakeConnection {
  const used = new WeakSet<pg.PoolClient>();
  return async (begin, { isReading }) => {
    for (;;) {
      const client = await pool.connect().catch((error: unknown) => {
        throw databaseError(error);
      });
      const isFresh = !used.has(client);
      used.add(client);
      const connection = connectionOf(client);
      try {
        return [connection, await begin(connection)];
      } catch (error) {
        connection.release(connection.isLost());
        const isRepeatable = connection.isLost() && !isTimeout(error) && (isReading || isStatementUndone(error));
        if (isFresh || !isRepeatable) throw databaseError(error);
      }
    }
  };
}

function connectionOf(client: pg.PoolClient): Connection {
  let isLost = false;
  return {
    async run<Row>({ sql, values = [], timeoutMs }: Statement) {
      // `query_timeout` is read of a statement too, though its type does not say so.
      const statement = { text: sql, values: [...values], query_timeout: timeoutMs + PATIENCE_MS };
      const result: pg.QueryResult | pg.QueryResult[] = await client.query(statement).catch((error: unknown) => {
        isLost ||= isConnectionLost(error);
        throw error;
      });
      // Several statements in one text give several results.
      const { rows, command } = Array.isArray(result) ? result.at(-1)! : result;
      return { rows: rows as Row[], command };
    },
    isLost: () => isLost,
    release: (isOfNoUse) => client.release(isOfNoUse),
  };
}

/** Whether a statement only reads, so that it may be done twice. */
function isReading(sql: string): boolean {
  return /^\s*(?:SELECT|WITH|VALUES|SHOW)\b/i.test(sql) && !/\b(?:INSERT|UPDATE|DELETE|MERGE)\b/i.test(sql);
}
